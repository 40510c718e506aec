import { eventsWithAttachments, findEvents, hashId, openDeletions } from '../../query/index.ts';
import { edits, type Issue } from '../../store/index.ts';
import type { ApiDeps } from '../deps.ts';

const EVENTS_AT_ONCE = 1000;

type Stores = Pick<ApiDeps, 'db' | 'events' | 'blobs'>;
interface Doomed {
  readonly projectId: number;
  readonly hashIds: readonly bigint[];
}

/** The issue goes before its events: whoever looks in between finds no issue, rather than one without events. */
export async function removeIssues(
  stores: Stores,
  issues: readonly Issue[],
  options: { discard: boolean },
): Promise<void> {
  await edits.deleteIssues(stores.db, issues, options);
  await finishDeletions(stores);
}

/**
 * Deletes the events of issues that are deleted, with their attachments; a deletion that a crash or an unreachable event store cut
 * short is finished, too. A hash that new events made an issue of meanwhile is left alone: nothing that was accepted after the
 * deletion may go.
 */
export async function finishDeletions(stores: Stores): Promise<void> {
  const { db, events } = stores;
  const open = await openDeletions(db);
  if (open.length === 0) return;
  const nobodys = Map.groupBy(
    open.filter(({ isTaken }) => !isTaken),
    ({ projectId }) => projectId,
  );
  const doomed = [...nobodys].map(([projectId, rows]) => ({
    projectId,
    hashIds: rows.map(({ hash }) => hashId(hash)),
  }));
  // Attachments know their event, not its hash: once the events are gone nobody could say whose they are.
  for (const some of doomed) await removeAttachments(stores, some);
  await events.deleteEvents(doomed);
  await edits.confirmDeletions(
    db,
    open.map(({ id }) => id),
  );
}

async function removeAttachments({ db, events, blobs }: Stores, { projectId, hashIds }: Doomed): Promise<void> {
  const scope = { projectIds: [projectId], hashIds };
  for (let after = ''; ;) {
    const ids = await eventsWithAttachments(db, projectId, { after, limit: EVENTS_AT_ONCE });
    const last = ids.at(-1);
    if (last === undefined) return;
    const eventIds = (await findEvents(events, scope, ids)).map(({ eventId }) => eventId);
    if (eventIds.length > 0) await edits.deleteAttachments(db, blobs, { projectId, eventIds });
    after = last;
  }
}
