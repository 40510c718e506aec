import { join } from 'node:path';
import { type GarrisonServer, poll, startGarrisonServer, startProgram } from '@garrison/testkit';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { readBack, readEvent } from './read-back.ts';
import { sendEvent } from './send-event.ts';

/** From the rules of a project, written through the API, to the owner of the issue that an SDK's error makes. */
interface ShownIssue {
  readonly count: string;
  readonly assignedTo: { readonly type: string; readonly id: string; readonly name: string } | null;
  readonly owners: readonly { readonly type: string; readonly owner: string }[];
}

const here = import.meta.dirname;
let server: GarrisonServer;
let base: string;
const teams = new Map<string, string>();
beforeAll(async () => {
  server = await startGarrisonServer();
  base = `/api/0/projects/${await server.organization()}`;
  for (const slug of ['platform', 'payments']) {
    const team = await write<{ id: string }>('POST', `/api/0/organizations/${await server.organization()}/teams/`, {
      slug,
    });
    teams.set(slug, team.id);
  }
});
afterAll(() => server.stop());

async function write<T>(method: string, path: string, body: object): Promise<T> {
  const response = await server.api(path, { method, body: JSON.stringify(body) });
  const text = await response.text();
  if (!response.ok) throw new Error(`${method} ${path}: ${response.status} ${text}`);
  return JSON.parse(text) as T;
}

/** The testkit gives a new project to the first team, `payments`; here it has both. */
async function projectWith(slug: string, ownership?: object): Promise<string> {
  const dsn = await server.dsn(slug);
  await write('POST', `${base}/${slug}/teams/platform/`, {});
  if (ownership !== undefined) await write('PUT', `${base}/${slug}/ownership/`, ownership);
  return dsn;
}

const errorIn = (filename: string) => ({
  exception: {
    values: [{ type: 'Error', value: filename, stacktrace: { frames: [{ filename, function: 'f', in_app: true }] } }],
  },
});

async function issueOf(project: string, eventId: string): Promise<{ id: string; issue: ShownIssue }> {
  const { groupID: id } = await readEvent(server, project, eventId);
  return { id, issue: await readBack<ShownIssue>(server, `/api/0/issues/${id}/`) };
}

it('without rules an issue belongs to the first team of its project', async () => {
  const dsn = await projectWith('no-rules');
  const { id } = await sendEvent(dsn, errorIn('src/a.ts'));
  const { issue } = await issueOf('no-rules', id);
  expect(issue.assignedTo).toMatchObject({ type: 'team', name: 'payments' });
  expect(issue.owners).toMatchObject([{ type: 'firstTeam', owner: `team:${teams.get('payments')}` }]);
});

it('an error of a real SDK goes to the team that its path names, and the explanation says why', async () => {
  const raw = 'path:src/* #payments\npath:*/apps/node-sdk.mjs #platform\ntags.colour:red #payments';
  const dsn = await projectWith('with-rules', { raw });
  const app = startProgram(process.execPath, [join(here, 'apps/node-sdk.mjs'), join(here, '../../testkit/sdks/v11')], {
    env: { ...process.env, SENTRY_DSN: dsn },
  });
  const sent = /\{"exception".*\}/;
  await poll(() => app.exit() ?? undefined, { timeoutMs: 30_000, describe: () => app.output() });
  const ids = JSON.parse(sent.exec(app.output())?.[0] ?? '{}') as { exception: string };
  const { issue } = await issueOf('with-rules', ids.exception);
  expect(issue.assignedTo).toMatchObject({ type: 'team', name: 'platform' });
  expect(issue.owners).toMatchObject([{ type: 'ownershipRule', owner: `team:${teams.get('platform')}` }]);

  const explain = (body: object) =>
    write('POST', `/api/garrison/projects/${base.split('/').at(-1)}/with-rules/ownership-explain/`, {
      eventId: ids.exception,
      ...body,
    });
  expect(await explain({})).toMatchObject({
    errors: [],
    owner: '#platform',
    because: 'rule',
    rules: [{ line: 2, decides: true, on: 'frame', text: expect.stringContaining('apps/node-sdk.mjs') }],
  });
  expect(await explain({ raw: 'path:nowhere #payments\nx' })).toMatchObject({
    errors: [{ line: 2, column: 2 }],
    owner: '#payments',
    because: 'fallthrough',
    rules: [],
  });
});

it('what a person assigned or took away stays, also when the rules change', async () => {
  const dsn = await projectWith('manual', { raw: 'src/* #platform' });
  const first = await sendEvent(dsn, errorIn('src/a.ts'));
  const { id, issue } = await issueOf('manual', first.id);
  expect(issue.assignedTo).toMatchObject({ name: 'platform' });
  await write('PUT', `/api/0/issues/${id}/`, { assignedTo: '' });
  await write('PUT', `${base}/manual/ownership`, { raw: 'src/* #payments' });
  await sendEvent(dsn, errorIn('src/a.ts'));
  const after = await readBack<ShownIssue>(server, `/api/0/issues/${id}/`, ({ count }) => count === '2');
  expect(after.assignedTo).toBeNull();
  expect(after.owners).toMatchObject([{ type: 'ownershipRule', owner: `team:${teams.get('payments')}` }]);
});

it('assignment can be turned off, and what no rule matches can belong to nobody', async () => {
  const dsn = await projectWith('off', { raw: 'src/* #platform', autoAssignment: 'Turn off Auto-Assignment' });
  const { id } = await sendEvent(dsn, errorIn('src/a.ts'));
  const suggested = await issueOf('off', id);
  expect(suggested.issue).toMatchObject({
    assignedTo: null,
    owners: [{ type: 'ownershipRule', owner: `team:${teams.get('platform')}` }],
  });
  await write('PUT', `${base}/off/ownership/`, { fallthrough: false, autoAssignment: 'Auto Assign to Issue Owner' });
  const unmatched = await sendEvent(dsn, errorIn('lib/b.ts'));
  expect((await issueOf('off', unmatched.id)).issue).toMatchObject({ assignedTo: null, owners: [] });
});

it('a CODEOWNERS file owns what the rules of the project do not', async () => {
  const dsn = await projectWith('codeowners', { raw: 'src/own/* #payments' });
  const teamPath = `/api/0/teams/${base.split('/').at(-1)}/platform/external-teams/`;
  await write('POST', teamPath, { external_name: '@acme/platform', provider: 'github' });
  await write('POST', `${base}/codeowners/codeowners/`, { raw: '/src/ @acme/platform\n/src/made/' });
  const owned = async (filename: string) => {
    const { id } = await sendEvent(dsn, errorIn(filename));
    const { issue } = await issueOf('codeowners', id);
    return [issue.assignedTo?.name ?? null, issue.owners[0]?.type ?? null];
  };
  expect(await owned('src/a.ts')).toEqual(['platform', 'codeowners']);
  expect(await owned('src/own/b.ts')).toEqual(['payments', 'ownershipRule']);
  expect(await owned('src/made/c.ts')).toEqual([null, null]);
});
