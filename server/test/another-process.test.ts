import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import type { IssueId, ProjectId } from '@garrison/protocol';
import { type GarrisonServer, poll, startGarrisonServer } from '@garrison/testkit';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { edits, openBlobDirectory, openSqlite, type Project, type Sqlite } from '../src/store/index.ts';
import { readBack, readEvent, type ShownEvent } from './read-back.ts';
import { sendEvent } from './send-event.ts';

/** This test is another process on the same database: what it writes must count for every cache of a server that runs. */
let dataDirectory: string;
let server: GarrisonServer;
let sqlite: Sqlite;
beforeAll(async () => {
  dataDirectory = await mkdtemp(join(tmpdir(), 'garrison-another-process-'));
  server = await startGarrisonServer({ dataDirectory });
  sqlite = openSqlite({ path: join(dataDirectory, 'garrison.sqlite') });
});
afterAll(async () => {
  await sqlite.close();
  await server.stop();
  await rm(dataDirectory, { recursive: true, force: true });
});

interface Shop {
  readonly project: Project;
  readonly dsn: string;
  readonly send: (event?: Readonly<Record<string, unknown>>) => Promise<ShownEvent>;
}

/** A project whose settings the server has in its caches: an event of it has been processed. */
async function knownProject(slug: string): Promise<Shop> {
  const dsn = await server.dsn(slug);
  const project = await sqlite.db.selectFrom('projects').selectAll().where('slug', '=', slug).executeTakeFirstOrThrow();
  const send = async (event: Readonly<Record<string, unknown>> = { message: 'first' }) => {
    const { id, response } = await sendEvent(dsn, event);
    expect(response.status).toBe(200);
    return readEvent(server, slug, id);
  };
  await send();
  return { project, dsn, send };
}

const setOptions = (id: ProjectId, options: Readonly<Record<string, unknown>>) =>
  edits.updateProject(sqlite.db, id, { options: () => options });
const issueIdOf = ({ groupID }: ShownEvent): IssueId => Number(groupID) as IssueId;
const errorIn = (filename: string) => ({
  exception: {
    values: [{ type: 'Error', value: filename, stacktrace: { frames: [{ filename, function: 'f', in_app: true }] } }],
  },
});

it('keys: one that is switched off is refused, one that is made is taken', async () => {
  const { project, dsn } = await knownProject('keys');
  const publicKey = 'ab'.repeat(16);
  const made = dsn.replace(new URL(dsn).username, publicKey);
  const key = await sqlite.db
    .selectFrom('project_keys')
    .selectAll()
    .where('project_id', '=', project.id)
    .executeTakeFirstOrThrow();
  const statusOf = async (to: string) => (await sendEvent(to, { message: 'x' })).response.status;
  const becomes = (to: string, status: number) =>
    poll(async () => (await statusOf(to)) === status, { timeoutMs: 20_000, describe: () => `${status} from ${to}` });
  const unknown = await statusOf(made);
  expect(unknown).toBeGreaterThanOrEqual(400);

  await edits.updateKey(sqlite.db, key.id, { isActive: false });
  await becomes(dsn, unknown);
  await edits.createKey(sqlite.db, { projectId: project.id, label: 'second', publicKey, now: Date.now() });
  await becomes(made, 200);
});

it('scrubbing: a field that is named now is scrubbed from the next event on', async () => {
  const { project, send } = await knownProject('scrubbing');
  const event = { message: 'secrets', extra: { gym_locker: '4711' } };
  expect((await send(event)).context).toEqual({ gym_locker: '4711' });
  await setOptions(project.id, { sensitiveFields: ['gym_locker'] });
  expect((await send(event)).context).toEqual({ gym_locker: '[Filtered]' });
});

it('grouping: rules that are written now decide the next event', async () => {
  const { project, send } = await knownProject('grouping');
  const before = await send({ message: 'a thing happened' });
  await setOptions(project.id, { fingerprintingRules: 'message:"*happened*" -> happened' });
  const after = await send({ message: 'a thing happened' });
  expect(after.groupID).not.toBe(before.groupID);
  expect((await send({ message: 'something else happened' })).groupID).toBe(after.groupID);
});

it('ownership: rules, and the teams that the names of a code host mean, count from the next event on', async () => {
  const { project, send } = await knownProject('ownership');
  const { organization_id: organizationId, id } = project;
  const now = Date.now();
  const ownersOf = async (filename: string) => {
    const event = await send(errorIn(filename));
    const issue = await readBack<{ owners: { owner: string }[] }>(server, `/api/0/issues/${event.groupID}/`);
    return issue.owners.map(({ owner }) => owner);
  };
  const newTeam = async () => {
    const team = await edits.createTeam(sqlite.db, { organizationId, slug: 'shop', name: 'Shop', now });
    await edits.linkTeam(sqlite.db, id, team.id);
    return team;
  };
  const first = await newTeam();
  await edits.setOwnership(sqlite.db, id, { change: { raw: 'path:src/* #shop', fallthrough: 0 }, now });
  expect(await ownersOf('src/a.ts')).toEqual([`team:${first.id}`]);

  const file = { raw: 'lib/* @acme/shop', source_root: '', stack_root: '' };
  const name = { organization_id: organizationId, provider: 'github', external_name: '@acme/shop' };
  await edits.addCodeowners(sqlite.db, id, { file, now });
  await edits.addExternalActor(sqlite.db, { ...name, team_id: first.id, user_id: null });
  expect(await ownersOf('lib/a.ts')).toEqual([`team:${first.id}`]);

  // The name goes with the team; a later team of the same slug is another one.
  await edits.deleteTeam(sqlite.db, first.id);
  const second = await newTeam();
  expect(await ownersOf('src/b.ts')).toEqual([`team:${second.id}`]);
  expect(await ownersOf('lib/b.ts')).toEqual([]);
});

it('hashes: after a merge the next event is one of the issue that is left', async () => {
  const { send } = await knownProject('hashes');
  const [one, two] = [await send({ message: 'one' }), await send({ message: 'two' })];
  await send({ message: 'one' });
  await edits.mergeIssues(sqlite.db, [issueIdOf(one), issueIdOf(two)], { userId: null, now: Date.now() });
  expect((await send({ message: 'two' })).groupID).toBe(one.groupID);
});

it('projects: what is received for one that is deleted is not stored', async () => {
  const { project, dsn } = await knownProject('deleted');
  await edits.deleteProjects(sqlite.db, [project.id]);
  const gone = async () => (await sendEvent(dsn, { message: 'late' })).response.status >= 400;
  await poll(gone, { timeoutMs: 20_000, describe: () => 'the key of a deleted project is refused' });
  const issues = await sqlite.db.selectFrom('issues').select('id').where('project_id', '=', project.id).execute();
  expect(issues).toEqual([]);
});

it('uploaded files: that one is missing is remembered until it is uploaded', async () => {
  const { project, send } = await knownProject('uploads');
  const debugId = '5b'.repeat(16);
  const url = 'https://shop.example/app.js';
  const frames = [{ filename: 'app.js', abs_path: url, lineno: 1, colno: 3, function: 'f' }];
  const event = {
    platform: 'javascript',
    exception: { values: [{ type: 'Error', value: 'x', stacktrace: { frames } }] },
    debug_meta: { images: [{ type: 'sourcemap', code_file: url, debug_id: debugId }] },
  };
  const problemsOf = async () => {
    const shown: ShownEvent & { readonly errors?: readonly { readonly type: string }[] } = await send(event);
    return shown.errors?.map(({ type }) => type);
  };
  expect(await problemsOf()).toEqual(['missing_source']);
  const blobs = await openBlobDirectory(join(dataDirectory, 'blobs'));
  await blobs.put('another-process', gzipSync('f();'));
  const file = { debugId, type: 'minified_source', url, sourceMapRef: null, blobKey: 'another-process', size: 4 };
  await edits.addBundle(sqlite.db, {
    organizationId: project.organization_id,
    checksum: 'c'.repeat(40),
    projectIds: [project.id],
    release: null,
    dist: null,
    size: 4,
    files: [file],
    now: Date.now(),
  });
  expect(await problemsOf()).toEqual(['missing_sourcemap']);
});
