import { effectsOf, type Effect, type FeedChange, type World } from './change-effects.ts';

/** What the reader needs of the stores. */
export interface ChangeStores {
  /** Up to which change alerts have been evaluated. */
  cursor(): Promise<number>;
  changes(after: number, limit: number): Promise<readonly FeedChange[]>;
  world(changes: readonly FeedChange[]): Promise<World>;
  /** In one transaction: what the changes come to, and the cursor. False: the cursor was elsewhere, nothing is written. */
  record(step: { from: number; to: number; effects: readonly Effect[] }): Promise<boolean>;
}

const CHANGES_PER_STEP = 500;

/** Evaluates everything that has happened to issues since the last call. Gives how many effects were written. */
export async function readIssueChanges(stores: ChangeStores): Promise<number> {
  let count = 0;
  for (;;) {
    const from = await stores.cursor();
    const changes = await stores.changes(from, CHANGES_PER_STEP);
    const to = changes.at(-1)?.id;
    if (to === undefined) return count;
    const world = await stores.world(changes);
    const effects = changes.flatMap((change) => effectsOf(change, world));
    if (await stores.record({ from, to, effects })) count += effects.length;
  }
}
