import type { ApiDeps } from './deps.ts';
import { finishIssueDeletions } from './issues/remove-issues.ts';
import { finishProjectDeletions } from './projects/remove-projects.ts';

/** Deletions of issues and projects that were cut short. Gives whether something is left to do at once. */
export async function finishDeletions(stores: Pick<ApiDeps, 'db' | 'events' | 'blobs' | 'now'>): Promise<boolean> {
  const issuesAreLeft = await finishIssueDeletions(stores);
  return (await finishProjectDeletions(stores)) || issuesAreLeft;
}
