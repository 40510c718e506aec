import { randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import launch from '../../server/launch.json' with { type: 'json' };
import { startProgram, type ChildProgram } from './child-program.ts';
import { freePort } from './free-port.ts';
import { poll } from './poll.ts';

export interface GarrisonServer {
  readonly url: string;
  readonly adminToken: string;
  readonly dataDirectory: string;
  readonly program: ChildProgram;
  /** Slug of the organisation that the server was set up with. */
  organization(): Promise<string>;
  /** The public DSN of a project's first key; the project is created in the organisation's first team when it is not there. */
  dsn(projectSlug: string): Promise<string>;
  /** A request with the admin token; `path` begins with `/api/`. */
  api(path: string, init?: RequestInit): Promise<Response>;
  /** SIGTERM, waits for the drain. Removes the data unless the directory was given by the caller. */
  stop(): Promise<{ readonly code: number | null }>;
  /** SIGKILL to server and engine. The data stays, for a second start on the same directory. */
  kill9(): Promise<void>;
}

export interface GarrisonServerOptions {
  /** Keep the data here, e.g. to start again after `kill9()`. Default: a temporary folder. */
  readonly dataDirectory?: string;
  readonly adminToken?: string;
  readonly env?: NodeJS.ProcessEnv;
  /** Milliseconds until `/_health/` must answer. Default 60,000: the engine starts cold. */
  readonly startTimeoutMs?: number;
}

const ROOT = join(import.meta.dirname, '../..');
const MAIN = join(ROOT, 'server/src/main.ts');

/** Starts the real server as a child on a free port and a temporary data directory, and waits until it is healthy. */
export async function startGarrisonServer(options: GarrisonServerOptions = {}): Promise<GarrisonServer> {
  const adminToken = options.adminToken ?? randomBytes(32).toString('hex');
  const dataDirectory = options.dataDirectory ?? (await mkdtemp(join(tmpdir(), 'garrison-server-')));
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  const program = startProgram(process.execPath, [...launch.arguments, MAIN], {
    env: {
      NODE_COMPILE_CACHE: join(ROOT, launch.compileCache),
      ...launch.environment,
      ...process.env,
      GARRISON_HOST: '127.0.0.1',
      GARRISON_PORT: String(port),
      GARRISON_DATA: dataDirectory,
      GARRISON_ADMIN_TOKEN: adminToken,
      ...options.env,
    },
  });
  const removeData = async (): Promise<void> => {
    if (options.dataDirectory === undefined) await rm(dataDirectory, { recursive: true, force: true });
  };
  try {
    await waitHealthy(program, url, options.startTimeoutMs ?? 60_000);
  } catch (error) {
    await program.kill9();
    await removeData();
    throw error;
  }
  const api: GarrisonServer['api'] = (path, init = {}) => {
    const headers = new Headers(init.headers);
    headers.set('authorization', `Bearer ${adminToken}`);
    if (init.body !== undefined && !headers.has('content-type')) headers.set('content-type', 'application/json');
    return fetch(`${url}${path}`, { ...init, headers });
  };
  const organization = (): Promise<string> => organizationOf(api);
  return {
    url,
    adminToken,
    dataDirectory,
    program,
    organization,
    api,
    dsn: async (projectSlug) => dsnOf(api, await organization(), projectSlug),
    async stop() {
      const { code } = await program.stop(30_000);
      await removeData();
      return { code };
    },
    kill9: () => program.kill9(),
  };
}

async function waitHealthy(program: ChildProgram, url: string, timeoutMs: number): Promise<void> {
  const healthy = async (): Promise<boolean> => {
    if (program.exit() !== null) throw new Error(`the server ended while starting:\n${program.output()}`);
    try {
      return (await fetch(`${url}/_health/`)).ok;
    } catch {
      return false; // Not listening yet: asked again until the bound.
    }
  };
  await poll(healthy, { timeoutMs, everyMs: 50, describe: () => `/_health/ of the server:\n${program.output()}` });
}

type Api = GarrisonServer['api'];

async function organizationOf(api: Api): Promise<string> {
  const [first] = await json<{ slug: string }[]>(await api('/api/0/organizations/'));
  if (first === undefined) throw new Error('the server has no organisation');
  return first.slug;
}

async function dsnOf(api: Api, organization: string, project: string): Promise<string> {
  const keysPath = `/api/0/projects/${organization}/${project}/keys/`;
  let answer = await api(keysPath);
  if (answer.status === 404) {
    await createProject(api, organization, project);
    answer = await api(keysPath);
  }
  const [key] = await json<{ dsn: { public: string } }[]>(answer);
  if (key === undefined) throw new Error(`project ${project} has no key`);
  return key.dsn.public;
}

async function createProject(api: Api, organization: string, project: string): Promise<void> {
  const teams = await json<{ slug: string }[]>(await api(`/api/0/organizations/${organization}/teams/`));
  const team = teams[0]?.slug ?? (await createTeam(api, organization));
  await json(
    await api(`/api/0/teams/${organization}/${team}/projects/`, {
      method: 'POST',
      body: JSON.stringify({ name: project, slug: project, platform: 'node' }),
    }),
  );
}

async function createTeam(api: Api, organization: string): Promise<string> {
  const body = JSON.stringify({ name: 'Platform', slug: 'platform' });
  return (
    await json<{ slug: string }>(await api(`/api/0/organizations/${organization}/teams/`, { method: 'POST', body }))
  ).slug;
}

async function json<T>(response: Response): Promise<T> {
  if (!response.ok) throw new Error(`${response.status} ${response.url}: ${await response.text()}`);
  return (await response.json()) as T;
}
