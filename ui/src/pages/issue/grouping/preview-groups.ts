import type { PreviewGroup } from '../../../data/grouping.ts';

/** Where a group of events would go: they stay, they move to an issue that exists, or they make a new one. */
export type Destiny = 'here' | 'other' | 'new';

export function destinyOf({ issue }: Pick<PreviewGroup, 'issue'>, issueId: string): Destiny {
  if (issue === null) return 'new';
  return issue.id === issueId ? 'here' : 'other';
}

const events = (count: number) => `${count} ${count === 1 ? 'event' : 'events'}`;
const total = (groups: readonly PreviewGroup[]) => groups.reduce((sum, { count }) => sum + count, 0);

/** What would happen, as one sentence. */
export function previewSentence(groups: readonly PreviewGroup[], issueId: string): string {
  const of = (destiny: Destiny) => groups.filter((group) => destinyOf(group, issueId) === destiny);
  const [here, other, fresh] = [of('here'), of('other'), of('new')];
  if (other.length === 0 && fresh.length === 0) {
    return total(here) === 1 ? 'The one event stays in this issue.' : `All ${events(total(here))} stay in this issue.`;
  }
  const issues = new Set(other.map(({ issue }) => issue?.shortId));
  const parts = [
    here.length === 0 ? 'none stays in this issue' : `${events(total(here))} in this issue`,
    fresh.length === 0
      ? ''
      : `${events(total(fresh))} in ${fresh.length} new ${fresh.length === 1 ? 'issue' : 'issues'}`,
    other.length === 0 ? '' : `${events(total(other))} in ${[...issues].join(', ')}`,
  ];
  const text = parts.filter((part) => part !== '').join(' · ');
  return `${text.slice(0, 1).toUpperCase()}${text.slice(1)}.`;
}
