import type { ProjectId } from '@garrison/protocol';
import { openProjectDeletions } from '../../query/index.ts';
import { edits, notedBatches } from '../../store/index.ts';
import type { ApiDeps } from '../deps.ts';

type Stores = Pick<ApiDeps, 'db' | 'events' | 'blobs' | 'now'>;

/** A batch that was begun before the deletion, by a thread that knew the project, is stored by then. */
const ERASED_AGAIN_AFTER_MS = 600_000;

/** The rows go first: from then on nothing of the projects is accepted, counted or shown. */
export async function removeProjects(stores: Stores, projectIds: readonly ProjectId[]): Promise<void> {
  await edits.deleteProjects(stores.db, projectIds);
  await finishProjectDeletions(stores);
}

/**
 * Erases events and attachments of deleted projects; a deletion that a crash or an unreachable event store cut short is finished, too.
 * What was on its way into the event store goes when it is there: then this has to be called again. Gives whether something is left to
 * do at once.
 */
export async function finishProjectDeletions({ db, events, blobs, now }: Stores): Promise<boolean> {
  // Read before the deletions: a batch that is not noted at this time is in the event store.
  const noted = new Set(await notedBatches(db));
  const open = await openProjectDeletions(db);
  const ready = open.filter(({ notedBatches: waitsFor }) => !waitsFor.some((batch) => noted.has(batch)));
  const first = ready.filter(({ erasedAt }) => erasedAt === null);
  const last = ready.filter(({ erasedAt }) => erasedAt !== null && now() - erasedAt >= ERASED_AGAIN_AFTER_MS);
  const due = [...first, ...last];
  if (due.length > 0) {
    await events.deleteEvents(due.map(({ projectId }) => ({ projectId, hashIds: 'all' })));
    for (const key of due.flatMap(({ blobKeys }) => blobKeys)) await blobs.delete(key);
    const idsOf = (deletions: typeof due) => deletions.map(({ projectId }) => projectId);
    await edits.confirmProjectDeletions(db, { erased: idsOf(first), done: idsOf(last), now: now() });
  }
  return ready.length < open.length;
}
