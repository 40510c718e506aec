import type { Loaded, Loader, Loaders, Need, NeedKinds } from '../signals/signal.ts';
import type { Entry } from './read-batch.ts';

type AnyLoader = Loader<keyof NeedKinds>;

const NOTHING: Loaded = { get: () => undefined };

/** What a batch needs, each thing once, by kind. */
export function needsOf(entries: readonly Entry[]): ReadonlyMap<keyof NeedKinds, readonly Need[]> {
  const needs = new Map<string, Need>();
  for (const entry of entries) {
    if (entry.kind !== 'item' || entry.signal?.needs === undefined) continue;
    try {
      for (const need of entry.signal.needs(entry.item)) needs.set(keyOf(need), need);
    } catch {
      // `process` will fail on this record too, and make it a dead letter.
    }
  }
  return Map.groupBy(needs.values(), ({ kind }) => kind);
}

/** Whether what is needed may be among the rows of the batch before. */
export function readsStoredRows(needs: ReadonlyMap<keyof NeedKinds, readonly Need[]>, loaders: Loaders): boolean {
  return [...needs.keys()].some((kind) => loaders[kind].readsStoredRows);
}

export async function loadNeeds(
  needs: ReadonlyMap<keyof NeedKinds, readonly Need[]>,
  loaders: Loaders,
): Promise<Loaded> {
  if (needs.size === 0) return NOTHING;
  const found = new Map<string, unknown>();
  for (const [kind, some] of needs) {
    // Each loader gets the needs of its own kind.
    const loader = loaders[kind] as AnyLoader;
    for (const each of await loader.load(some)) found.set(keyOf(each.need), each.found);
  }
  return {
    get: <Kind extends keyof NeedKinds>(need: Need<Kind>) => found.get(keyOf(need)) as NeedKinds[Kind] | undefined,
  };
}

function keyOf({ kind, projectId, key }: Need): string {
  return `${kind} ${projectId} ${key}`;
}
