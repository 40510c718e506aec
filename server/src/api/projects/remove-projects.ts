import type { ProjectId } from '@garrison/protocol';
import { edits } from '../../store/index.ts';
import type { ApiDeps } from '../deps.ts';

/** With everything that was sent to them: events, then rows, then attachments. */
export async function removeProjects(
  deps: Pick<ApiDeps, 'db' | 'events' | 'blobs'>,
  projectIds: readonly ProjectId[],
): Promise<void> {
  await deps.events.deleteEvents(projectIds.map((projectId) => ({ projectId, hashIds: 'all' })));
  const blobKeys = await edits.deleteProjects(deps.db, projectIds);
  for (const key of blobKeys) await deps.blobs.delete(key);
}
