import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { type GarrisonServer, startGarrisonServer } from '@garrison/testkit';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type CliVersion, runSentryCli } from './sentry-cli.ts';

const run = promisify(execFile);
const AUTHOR = { name: 'Ada', email: 'ada@acme.test' };

let server: GarrisonServer;
let organization: string;
let cookie: string;

beforeAll(async () => {
  server = await startGarrisonServer({
    env: { GARRISON_ADMIN_EMAIL: 'admin@acme.test', GARRISON_ADMIN_PASSWORD: 'a long password' },
  });
  organization = await server.organization();
  cookie = await signIn();
});
afterAll(async () => {
  await server.stop();
});

const git = (directory: string, ...args: string[]) =>
  run('git', ['-C', directory, '-c', `user.name=${AUTHOR.name}`, '-c', `user.email=${AUTHOR.email}`, ...args]);

async function commit(directory: string, file: string, message: string): Promise<void> {
  await writeFile(join(directory, file), `${message}\n`);
  await git(directory, 'add', '.');
  await git(directory, 'commit', '--quiet', '--message', message);
}

/** As a checkout in a pipeline, with two commits. */
async function createRepository(): Promise<string> {
  const directory = await mkdtemp(join(tmpdir(), 'garrison-repository-'));
  await git(directory, 'init', '--quiet', '--initial-branch=main');
  await git(directory, 'remote', 'add', 'origin', 'https://github.com/acme/shop.git');
  await commit(directory, 'price.ts', 'Prices have cents');
  await commit(directory, 'checkout.ts', 'Checkout asks for an address');
  return directory;
}

async function signIn(): Promise<string> {
  const response = await fetch(`${server.url}/api/garrison/session/`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ email: 'admin@acme.test', password: 'a long password' }),
  });
  return response.headers.getSetCookie()[0]?.split(';')[0] ?? '';
}

/** Made as the settings page does it. */
async function organizationToken(): Promise<string> {
  const response = await fetch(`${server.url}/api/0/organizations/${organization}/org-auth-tokens/`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'x-garrison-request': '1', cookie },
    body: JSON.stringify({ name: 'CI' }),
  });
  expect(response.status).toBe(201);
  return ((await response.json()) as { token: string }).token;
}

async function read<Body>(path: string): Promise<Body> {
  return (await (await server.api(`/api/0/organizations/${organization}${path}`)).json()) as Body;
}

interface ShownRelease {
  readonly version: string;
  readonly status: string;
  readonly dateReleased: string | null;
  readonly commitCount: number;
  readonly projects: readonly { readonly slug: string }[];
  readonly authors: readonly { readonly email: string }[];
  readonly lastDeploy: { readonly environment: string } | null;
}

describe.each(['2', '3'] as const)('the unmodified sentry-cli %s', (version: CliVersion) => {
  const project = `cli-${version}`;
  const release = `shop-${version}@1.0.0+build.7`;
  const path = `/releases/${encodeURIComponent(release)}`;
  const cli = async (...args: string[]) => {
    const { stdout, stderr } = await runSentryCli({
      version,
      server,
      organization,
      args,
      directory: repository,
      env: { SENTRY_PROJECT: project },
    });
    return `${stdout}${stderr}`;
  };
  let repository: string;
  beforeAll(async () => {
    await server.dsn(project);
    repository = await createRepository();
  });
  afterAll(() => rm(repository, { recursive: true, force: true }));

  it('knows its user and lists what is there', async () => {
    expect(await cli('info')).toContain('admin@acme.test');
    expect(await cli('organizations', 'list')).toContain(organization);
    expect(await cli('projects', 'list')).toContain(project);
  });

  it('creates a release with its commits, finalizes and deploys it', async () => {
    await cli('releases', 'new', release);
    expect(await read<ShownRelease>(`${path}/`)).toMatchObject({
      version: release,
      dateReleased: null,
      projects: [{ slug: project }],
    });
    await cli('releases', 'set-commits', release, '--auto');
    await cli('releases', 'finalize', release);
    if (version === '2') await cli('releases', 'deploys', release, 'new', '-e', 'production');
    else await cli('deploys', 'new', '-r', release, '-e', 'production');
    expect(await read<ShownRelease>(`${path}/`)).toMatchObject({
      dateReleased: expect.any(String),
      commitCount: 2,
      authors: [{ email: AUTHOR.email }],
      lastDeploy: { environment: 'production' },
    });
    const commits = await read<object[]>(`${path}/commits/`);
    expect(commits).toMatchObject([
      { message: 'Checkout asks for an address\n', author: AUTHOR, repository: { name: 'origin' } },
      { message: 'Prices have cents\n' },
    ]);
    expect(await read(`${path}/commitfiles/`)).toMatchObject([
      { filename: 'checkout.ts', type: 'A' },
      { filename: 'price.ts' },
    ]);
    expect(await cli('repos', 'list')).toContain('origin');
    expect(await cli('releases', 'list')).toContain(`shop-${version}`);
    expect(await cli('releases', 'info', release)).toContain(release);
  });

  it('sends only what is new since the release before', async () => {
    await commit(repository, `later.ts`, `Later ${version}`);
    const next = `shop-${version}@1.1.0`;
    await cli('releases', 'new', next);
    await cli('releases', 'set-commits', next, '--local');
    const commits = await read<object[]>(`/releases/${next}/commits/`);
    expect(commits).toMatchObject([{ message: `Later ${version}\n` }]);
  });

  it('says which repository it does not know, and names a commit of one that it knows', async () => {
    const repo = { method: 'POST', body: JSON.stringify({ name: `acme/shop-${version}` }) };
    expect((await server.api(`/api/0/organizations/${organization}/repos/`, repo)).status).toBe(201);
    await expect(cli('releases', 'set-commits', release, '--commit', 'acme/other@0123456789abcdef')).rejects.toThrow(
      /acme\/other|repo/i,
    );
    await cli(
      'releases',
      'set-commits',
      release,
      '--commit',
      `acme/shop-${version}@0123456789abcdef0123456789abcdef01234567`,
    );
    expect(await read(`${path}/commits/`)).toMatchObject([
      { id: '0123456789abcdef0123456789abcdef01234567', message: null },
    ]);
    await cli('releases', 'set-commits', release, '--clear');
    expect(await read<ShownRelease>(`${path}/`)).toMatchObject({ commitCount: 0 });
  });

  it('archives, restores and deletes a release', async () => {
    await cli('releases', 'archive', release);
    expect(await read<ShownRelease>(`${path}/`)).toMatchObject({ status: 'archived' });
    await cli('releases', 'restore', release);
    expect(await read<ShownRelease>(`${path}/`)).toMatchObject({ status: 'open' });
    await cli('releases', 'delete', release);
    expect((await server.api(`/api/0/organizations/${organization}${path}/`)).status).toBe(404);
    await cli('releases', 'delete', release);
  });

  it('sends an event', async () => {
    const dsn = await server.dsn(project);
    const { stdout } = await runSentryCli({
      version,
      server,
      args: ['send-event', '-m', 'From the command line'],
      env: { SENTRY_DSN: dsn },
    });
    expect(stdout).toMatch(/Event dispatched/);
  });

  it('works with a token of the organisation, which names the server and the organisation itself', async () => {
    const token = await organizationToken();
    const withToken = (...args: string[]) =>
      runSentryCli({
        version,
        server,
        token,
        args,
        directory: repository,
        env: { SENTRY_PROJECT: project, SENTRY_URL: '' },
      });
    const info = await withToken('info');
    expect(`${info.stdout}${info.stderr}`).toContain('org:ci');
    await withToken('releases', 'new', `by-token-${version}`);
    await withToken('releases', 'set-commits', `by-token-${version}`, '--local');
    await withToken('releases', 'finalize', `by-token-${version}`);
    expect(await read(`/releases/by-token-${version}/`)).toMatchObject({ projects: [{ slug: project }] });
    // It announces releases, and nothing else.
    const issues = await fetch(`${server.url}/api/0/organizations/${organization}/issues/`, {
      headers: { authorization: `Bearer ${token}` },
    });
    expect(issues.status).toBe(403);
  });
});
