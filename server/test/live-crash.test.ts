import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { poll, startGarrisonServer, type GarrisonServer } from '@garrison/testkit';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { sendEvent } from './send-event.ts';

const ROUNDS = 3;
const PER_ROUND = 12;
const adminToken = 'l'.repeat(64);

let dataDirectory: string;
beforeAll(async () => {
  dataDirectory = await mkdtemp(join(tmpdir(), 'garrison-live-'));
});
afterAll(() => rm(dataDirectory, { recursive: true, force: true }));

/** What a page has got: the issues that it was told are new, and the id of its last message. */
interface Page {
  readonly told: string[];
  lastId: string | undefined;
}

/** As a browser does: resumes with the last id. Settles when the server is gone. */
async function watch(server: GarrisonServer, page: Page): Promise<{ opened: Promise<void>; ended: Promise<void> }> {
  const opened = Promise.withResolvers<void>();
  const path = `/api/garrison/organizations/${await server.organization()}/live/`;
  const read = async (): Promise<void> => {
    const headers = page.lastId === undefined ? {} : { 'last-event-id': page.lastId };
    const answer = await server.api(path, { headers });
    let text = '';
    for await (const chunk of answer.body ?? []) {
      text += Buffer.from(chunk).toString();
      const whole = text.slice(0, text.lastIndexOf('\n\n') + 2);
      text = text.slice(whole.length);
      for (const message of whole.split('\n\n')) take(message, page);
      if (page.lastId !== undefined) opened.resolve();
    }
  };
  return { opened: opened.promise, ended: read().catch(() => undefined) };
}

function take(message: string, page: Page): void {
  const data = /^data: (.+)$/m.exec(message)?.[1];
  if (data === undefined) return;
  const { changes = [] } = JSON.parse(data) as { changes?: { kind: string; issueId: string }[] };
  page.told.push(...changes.filter(({ kind }) => kind === 'new').map(({ issueId }) => issueId));
  page.lastId = /^id: (.+)$/m.exec(message)?.[1] ?? page.lastId;
}

it('an open page misses nothing over kill -9 of the server', async () => {
  const page: Page = { told: [], lastId: undefined };
  let server = await startGarrisonServer({ dataDirectory, adminToken });
  let sent = 0;
  for (let round = 0; round < ROUNDS; round++) {
    const dsn = await server.dsn('crash');
    const { opened, ended } = await watch(server, page);
    await opened;
    const before = page.told.length;
    const sending: Promise<unknown>[] = [];
    for (let index = 0; index < PER_ROUND; index++) {
      sending.push(sendEvent(dsn, { message: `crash ${String.fromCharCode(97 + sent++)}`, fingerprint: [`${sent}`] }));
    }
    await Promise.all(sending);
    // Each round is killed at another step: accepted; counted, perhaps told in part; told.
    const enough = before + (round === 0 ? 0 : round === 1 ? 1 : PER_ROUND);
    await poll(() => page.told.length >= enough, { timeoutMs: 30_000, describe: () => JSON.stringify(page) });
    await server.kill9();
    await ended;
    server = await startGarrisonServer({ dataDirectory, adminToken });
  }
  const { opened } = await watch(server, page);
  await opened;
  const issues = `/api/0/organizations/${await server.organization()}/issues/?query=&limit=100`;
  const stored = await poll(
    async () => {
      const rows = (await (await server.api(issues)).json()) as { id: string }[];
      return rows.length === sent && new Set(page.told).size >= sent ? rows.map(({ id }) => id) : undefined;
    },
    { timeoutMs: 30_000, describe: () => `${sent} sent, told ${JSON.stringify(page)}` },
  );
  expect(page.told.toSorted()).toEqual(stored.toSorted());
  expect(await server.stop()).toEqual({ code: 0 });
}, 180_000);
