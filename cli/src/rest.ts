import type { CurrentState, Operation } from '@garrison/topology';

/** Sentry's REST API, as far as the topology needs it: sentry.io, a self-hosted Sentry or Garrison, told apart by `url` alone. */
export interface SentryRest {
  readState(organization: string): Promise<CurrentState>;
  apply(operation: Operation): Promise<void>;
}

export class RestError extends Error {
  readonly status: number;
  constructor(request: string, response: { readonly status: number; readonly detail: string }) {
    super(`${request} answered ${response.status}: ${response.detail}`);
    this.name = 'RestError';
    this.status = response.status;
  }
}

export class UnreachableError extends Error {
  constructor(url: string, cause: unknown) {
    const reason = ((cause as Error).cause as NodeJS.ErrnoException | undefined)?.code ?? String(cause);
    super(`${url} does not answer (${reason}). Is it running, and is --url or SENTRY_URL right?`, { cause });
    this.name = 'UnreachableError';
  }
}

interface ListedTeam {
  readonly slug: string;
  readonly name: string;
}
interface ListedProject {
  readonly slug: string;
  readonly name: string;
  readonly platform: string | null;
  readonly teams: readonly { readonly slug: string }[];
}

/** `url` without `/api/0`; `token` with the scopes `org:read`, `team:write`, `project:write`. */
export function createRest({ url, token }: { url: string; token: string }): SentryRest {
  const request = async (method: string, target: string, body?: unknown): Promise<Response> => {
    const response = await fetch(target, {
      method,
      headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      redirect: 'error',
    }).catch((cause: unknown) => {
      throw new UnreachableError(url, cause);
    });
    if (!response.ok)
      throw new RestError(`${method} ${target}`, {
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
