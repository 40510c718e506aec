import type { TagCount } from '../../data/shapes.ts';

export interface StandsOut {
  readonly key: string;
  readonly value: string;
  /** Of the issue's events with the tag, those with this value. */
  readonly share: number;
  /** The same of the whole project's events. */
  readonly base: number;
}

type Counts = Pick<TagCount, 'key' | 'totalValues'> & { readonly topValues?: TagCount['topValues'] };

const EVENTS_MIN = 10;
const SHARE_MIN = 0.5;
const DIFFERENCE_MIN = 0.2;
const SHOWN_MAX = 4;
/** These follow from what an issue is: of course its events share them. */
const OF_COURSE: ReadonlySet<string> = new Set(['transaction', 'url', 'mechanism', 'handled', 'level', 'logger']);

/** What most of the issue's events have and most of the project's events do not; the widest gap first. */
export function standsOut(issue: readonly TagCount[], project: readonly Counts[]): readonly StandsOut[] {
  const byKey = new Map(project.map((tag) => [tag.key, tag]));
  return issue
    .flatMap(({ key, totalValues, topValues: [top] }): StandsOut[] => {
      const all = byKey.get(key);
      if (top === undefined || all === undefined || OF_COURSE.has(key)) return [];
      if (totalValues < EVENTS_MIN || all.totalValues === 0) return [];
      const inAll = all.topValues?.find(({ value }) => value === top.value)?.count ?? 0;
      const share = (top.count ?? 0) / totalValues;
      return [{ key, value: top.value ?? '', share, base: inAll / all.totalValues }];
    })
    .filter(({ share, base }) => share >= SHARE_MIN && share - base >= DIFFERENCE_MIN)
    .toSorted((a, b) => b.share - b.base - (a.share - a.base) || a.key.localeCompare(b.key))
    .slice(0, SHOWN_MAX);
}
