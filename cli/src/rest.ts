import type { Answer } from '@garrison/api-client';
import type { CurrentState, Operation } from '@garrison/topology';
import { CommandError, EXIT } from './exit.ts';

/** Sentry's REST API, as far as the topology needs it: sentry.io, a self-hosted Sentry or Garrison, told apart by `url` alone. */
export interface SentryRest {
  readState(organization: string): Promise<CurrentState>;
  apply(operation: Operation): Promise<void>;
}

function refused(
  request: string,
  { status, detail }: { readonly status: number; readonly detail: string },
): CommandError {
  const fix =
    status === 401 || status === 403
      ? ' Check SENTRY_AUTH_TOKEN: it needs the scopes org:read, team:write and project:write of this organisation.'
      : '';
  return new CommandError(`${request} answered ${status}: ${detail}${fix}`, { exitCode: EXIT.refusedByApi });
}

function unreachable(url: string, cause: unknown): CommandError {
  const reason = ((cause as Error).cause as NodeJS.ErrnoException | undefined)?.code ?? String(cause);
  return new CommandError(`${url} does not answer (${reason}). Is it running, and is --url or SENTRY_URL right?`, {
    exitCode: EXIT.apiNotReached,
    cause,
  });
}

type ListedTeam = Pick<Answer<'/api/0/organizations/{org}/teams/', 'get'>[number], 'slug' | 'name'>;
type ListedProject = Pick<
  Answer<'/api/0/organizations/{org}/projects/', 'get'>[number],
  'slug' | 'name' | 'platform' | 'teams'
>;

/** `url` without `/api/0`; `token` with the scopes `org:read`, `team:write`, `project:write`. */
export function createRest({ url, token }: { url: string; token: string }): SentryRest {
  const request = async (method: string, target: string, body?: unknown): Promise<Response> => {
    const response = await fetch(target, {
      method,
      headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      redirect: 'error',
    }).catch((cause: unknown) => {
      throw unreachable(url, cause);
    });
    if (!response.ok)
      throw refused(`${method} ${target}`, {
        status: response.status,
        detail: (await response.text()).slice(0, 500),
      });
    return response;
  };
  const list = async <Row>(path: string): Promise<Row[]> => {
    const rows: Row[] = [];
    for (let next: string | undefined = `${url}/api/0${path}`; next !== undefined;) {
      const response: Response = await request('GET', next);
      rows.push(...((await response.json()) as Row[]));
      next = nextPage(response.headers.get('link'));
    }
    return rows;
  };
  return {
    async readState(organization) {
      const [teams, projects] = await Promise.all([
        list<ListedTeam>(`/organizations/${organization}/teams/`),
        list<ListedProject>(`/organizations/${organization}/projects/`),
      ]);
      return {
        teams: teams.map(({ slug, name }) => ({ slug, name })),
        projects: projects.map(({ slug, name, platform, teams: owners }) => ({
          slug,
          name,
          platform,
          teams: owners.map((team) => team.slug),
        })),
      };
    },
    async apply({ method, path, body }) {
      await request(method, `${url}/api/0${path}`, body);
    },
  };
}

/** The URL of `rel="next"` with `results="true"`, from Sentry's `Link` header. */
function nextPage(link: string | null): string | undefined {
  const next = link?.split(',').find((part) => part.includes('rel="next"') && part.includes('results="true"'));
  return next === undefined ? undefined : /<([^>]+)>/.exec(next)?.[1];
}
