import type { EventTag, TagCount } from '../../data/shapes.ts';
import { shortRelease } from '../../parts/format.ts';

export interface TagRow {
  readonly key: string;
  /** This event's value. */
  readonly current: string | undefined;
  readonly total: number;
  readonly unique: number;
  readonly values: readonly { readonly value: string; readonly count: number }[];
  /** Of the events with the tag, those with this event's value; undefined when it is not among the top values. */
  readonly share: number | undefined;
}

/** Set by SDKs and the server for every event; a team's own tags tell more, so they stand first. */
const COMMON = [
  'environment',
  'release',
  'level',
  'transaction',
  'url',
  'handled',
  'mechanism',
  'server_name',
  'runtime',
  'runtime.name',
  'os',
  'os.name',
  'browser',
  'browser.name',
  'device',
  'device.family',
  'user',
  'dist',
  'logger',
  'client_os',
  'client_os.name',
  'sentry:user',
];

export function mergeTags(keys: readonly TagCount[], tags: readonly EventTag[]): TagRow[] {
  const current = new Map(tags.map(({ key, value }) => [key, value ?? '']));
  const known = new Map(keys.map((key) => [key.key, key]));
  const rows = [...new Set([...current.keys(), ...known.keys()])].map((key): TagRow => {
    const tag = known.get(key);
    const values = (tag?.topValues ?? []).map(({ value, name, count }) => ({
      value: value ?? name,
      count: count ?? 0,
    }));
    const total = tag?.totalValues ?? values.reduce((sum, { count }) => sum + count, 0);
    const wanted = current.has(key) ? current.get(key) : values[0]?.value;
    const count = values.find(({ value }) => value === wanted)?.count;
    return {
      key,
      current: current.get(key),
      total,
      unique: tag?.uniqueValues ?? values.length,
      values,
      share: count === undefined || total === 0 ? undefined : count / total,
    };
  });
  const rank = (key: string) => COMMON.indexOf(key);
  return rows.toSorted((a, b) => rank(a.key) - rank(b.key) || a.key.localeCompare(b.key));
}

/** What tells values apart comes first: of a release its version, where a narrow column would show the package only. */
export function shownValue(key: string, value: string): string {
  if (value === '') return '(empty)';
  return key === 'release' ? shortRelease(value) : value;
}
