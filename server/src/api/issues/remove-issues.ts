import type { ProjectId } from '@garrison/protocol';
import { eventsWithAttachments, findEvents, hashId, openDeletions } from '../../query/index.ts';
import { edits, type Issue, notedBatches } from '../../store/index.ts';
import type { ApiDeps } from '../deps.ts';

const EVENTS_AT_ONCE = 1000;

type Stores = Pick<ApiDeps, 'db' | 'events' | 'blobs' | 'now'>;
interface Doomed {
  readonly projectId: ProjectId;
  readonly hashIds: readonly bigint[];
}

/** The issue is deleted before its events: a request in between finds no issue, rather than an issue without events. */
export async function removeIssues(
  deps: Stores & Pick<ApiDeps, 'live'>,
  issues: readonly Issue[],
  options: { discard: boolean; actor: edits.Actor },
): Promise<void> {
  await edits.deleteIssues(
    deps.db,
    issues.map(({ id }) => id),
    options,
  );
  deps.live.wake();
  await finishIssueDeletions(deps);
}

/**
 * Deletes the events of issues that are deleted, with their attachments; a deletion that a crash or an unreachable event store cut
 * short is finished, too. Events of a batch that was counted before the deletion and is not in the event store yet go when it is: then
 * this has to be called again. Nothing that is received after the deletion goes: processing stores no event with such a hash before.
 * Gives whether something is left to do.
 */
export async function finishIssueDeletions(stores: Stores): Promise<boolean> {
  const { db, events } = stores;
  // Read before the deletions: a batch that is not noted at this time is in the event store.
  const noted = new Set(await notedBatches(db));
  const open = await openDeletions(db);
  if (open.length === 0) return false;
  const due = open.filter(({ notedBatches: waitsFor }) => !waitsFor.some((batch) => noted.has(batch)));
  const doomed = [...Map.groupBy(due, ({ projectId }) => projectId)].map(([projectId, rows]) => ({
    projectId,
    hashIds: rows.map(({ hash }) => hashId(hash)),
  }));
  // Attachments know their event, not its hash: once the events are gone nothing says which issue they belong to.
  for (const some of doomed) await removeAttachments(stores, some);
  if (doomed.length > 0) await events.deleteEvents(doomed);
  await edits.confirmDeletions(
    db,
    due.map(({ id }) => id),
    stores.now(),
  );
  return due.length < open.length;
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
