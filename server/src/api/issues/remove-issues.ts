import { hashId, openDeletions } from '../../query/index.ts';
import { changes, type Issue } from '../../store/index.ts';
import type { ApiDeps } from '../deps.ts';

/** The issue goes before its events: whoever looks in between finds no issue, rather than one without events. */
export async function removeIssues(
  deps: ApiDeps,
  issues: readonly Issue[],
  options: { discard: boolean },
): Promise<void> {
  await changes.deleteIssues(deps.db, issues, options);
  await finishDeletions(deps);
}

/**
 * Deletes the events of issues that are deleted; a deletion that a crash or an unreachable event store cut short is finished, too.
 * A hash that new events made an issue of meanwhile is left alone: nothing that was accepted after the deletion may go.
 */
export async function finishDeletions({ db, events }: Pick<ApiDeps, 'db' | 'events'>): Promise<void> {
  const open = await openDeletions(db);
  if (open.length === 0) return;
  const nobodys = Map.groupBy(
    open.filter(({ isTaken }) => !isTaken),
    ({ projectId }) => projectId,
  );
  const groups = [...nobodys].map(([projectId, rows]) => ({
    projectId,
    hashIds: rows.map(({ hash }) => hashId(hash)),
  }));
  await events.deleteEvents(groups);
  await changes.confirmDeletions(
    db,
    open.map(({ id }) => id),
  );
}
