import { CommandError, EXIT } from '../exit.ts';

/** Where to ask for what was uploaded. */
export interface ArtifactPlace {
  readonly url: string;
  readonly token: string;
  readonly organization: string;
  readonly project: string;
}

const AT_ONCE = 8;

/** Of these debug ids the ones that the project has no files of. Works on sentry.io, a self-hosted Sentry and Garrison. */
export async function missingDebugIds(place: ArtifactPlace, debugIds: readonly string[]): Promise<string[]> {
  const missing: string[] = [];
  const waiting = [...new Set(debugIds)];
  const worker = async (): Promise<void> => {
    for (let id = waiting.shift(); id !== undefined; id = waiting.shift()) {
      if (!(await isUploaded(place, id))) missing.push(id);
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, worker));
  return missing.toSorted();
}

async function isUploaded({ url, token, organization, project }: ArtifactPlace, debugId: string): Promise<boolean> {
  const path = `/api/0/projects/${organization}/${project}/artifact-lookup/?debug_id=${debugId}`;
  const response = await fetch(`${url}${path}`, { headers: { authorization: `Bearer ${token}` } }).catch(
    (cause: unknown) => {
      throw new CommandError(`${url} does not answer. Is SENTRY_URL right?`, { exitCode: EXIT.apiNotReached, cause });
    },
  );
  if (response.status === 404) {
    throw new CommandError(`There is no project “${project}” in ${organization} on ${url}.`, {
      exitCode: EXIT.refusedByApi,
    });
  }
  if (!response.ok) {
    throw new CommandError(`GET ${url}${path} answered ${response.status}: ${(await response.text()).slice(0, 300)}`, {
      exitCode: EXIT.refusedByApi,
    });
  }
  return ((await response.json()) as unknown[]).length > 0;
}
