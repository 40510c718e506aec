import { globSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { type GarrisonServer, poll, startGarrisonServer } from '@garrison/testkit';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { engineOf, holdEngine } from './engine-of.ts';
import { readBack, readEvent } from './read-back.ts';
import { sendEvent } from './send-event.ts';

const adminToken = 'd'.repeat(64);
const PROJECT = 'deletion';

let dataDirectory: string;
let server: GarrisonServer;
beforeAll(async () => {
  dataDirectory = await mkdtemp(join(tmpdir(), 'garrison-deletion-'));
  server = await startGarrisonServer({ dataDirectory, adminToken });
});
afterAll(async () => {
  await server.stop();
  await rm(dataDirectory, { recursive: true, force: true });
});

/** An event and a file in one envelope. */
async function sendWithAttachment(dsn: string, eventId: string): Promise<void> {
  const { origin, pathname, username } = new URL(dsn);
  const event = JSON.stringify({ event_id: eventId, message: 'to be deleted', platform: 'node' });
  const body = `{"event_id":"${eventId}"}\n{"type":"event"}\n${event}\n{"type":"attachment","length":6,"filename":"a.txt"}\nsecret\n`;
  const response = await fetch(`${origin}/api${pathname}/envelope/?sentry_key=${username}`, { method: 'POST', body });
  expect(response.status).toBe(200);
}

const blobsOf = (eventId: string): string[] =>
  globSync('blobs/**', { cwd: dataDirectory }).filter((path) => path.includes(eventId));

/** Resolves when no batch is on its way into the event store: a deletion would wait for it. */
async function nothingNoted(): Promise<void> {
  using sqlite = new DatabaseSync(join(dataDirectory, 'garrison.sqlite'), { readOnly: true });
  const states = sqlite.prepare('SELECT state FROM process_state');
  await poll(() => states.all().every(({ state }) => String(state).includes('"noted":null')), {
    timeoutMs: 30_000,
    describe: () => JSON.stringify(states.all()),
  });
}

const statusOf = async (path: string): Promise<number> => {
  const response = await server.api(path);
  await response.arrayBuffer();
  return response.status;
};

it('an issue that a kill -9 catches half deleted is gone at the next start, with its events and attachments', async () => {
  const eventId = 'e'.repeat(32);
  await sendWithAttachment(await server.dsn(PROJECT), eventId);
  const { groupID } = await readEvent(server, PROJECT, eventId);
  const { id: kept } = await sendEvent(await server.dsn(PROJECT), { message: 'stays' });
  await readEvent(server, PROJECT, kept);
  const organization = await server.organization();
  const project = `/api/0/projects/${organization}/${PROJECT}`;
  const event = `${project}/events/${eventId}/`;
  const [attachment] = await readBack<{ id: string }[]>(server, `${event}attachments/`, (all) => all.length === 1);
  const download = `${event}attachments/${attachment?.id}/?download=1`;
  expect(await statusOf(download)).toBe(200);
  expect(blobsOf(eventId)).toHaveLength(1);

  await nothingNoted();
  // The engine stands still: the issue's rows can go, its events cannot.
  await holdEngine(engineOf(server));
  const issue = `/api/0/organizations/${organization}/issues/${groupID}/`;
  const cutShort = server.api(issue, { method: 'DELETE' }).catch(() => undefined);
  const shortId = `/api/0/organizations/${organization}/shortids/${PROJECT.toUpperCase()}-1/`;
  await poll(async () => (await statusOf(shortId)) === 404, {
    timeoutMs: 30_000,
    describe: () => server.program.output(),
  });
  await server.kill9();
  expect(await cutShort).toBeUndefined();

  server = await startGarrisonServer({ dataDirectory, adminToken });
  for (const path of [event, `${event}json/`, `${event}attachments/`, download, issue]) {
    expect({ path, status: await statusOf(path) }).toEqual({ path, status: 404 });
  }
  const left = await readBack<{ eventID: string }[]>(server, `${project}/events/`);
  expect(left.map(({ eventID }) => eventID)).toEqual([kept]);
  expect(blobsOf(eventId)).toEqual([]);
});
