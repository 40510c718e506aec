import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buildEnvelope, buildErrorEvent, type GarrisonServer, poll, startGarrisonServer } from '@garrison/testkit';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readBack } from './read-back.ts';

const EVENTS = 600;
const SENDERS = 16;

let dataDirectory: string;
beforeAll(async () => {
  dataDirectory = await mkdtemp(join(tmpdir(), 'garrison-crash-'));
});
afterAll(() => rm(dataDirectory, { recursive: true, force: true }));

interface Ledger {
  readonly acknowledged: Set<string>;
  readonly pending: Map<string, Buffer>;
}

function createLedger(): Ledger {
  const pending = new Map<string, Buffer>();
  for (let index = 0; index < EVENTS; index++) {
    const event = buildErrorEvent({ seed: index, bytes: 5500, timestamp: Date.now() / 1000 });
    pending.set(event.event_id, buildEnvelope(event));
  }
  return { acknowledged: new Set(), pending };
}

/** Sends what is pending; a lost connection leaves it pending, as an SDK that tries again would. */
async function sendAll(dsn: string, ledger: Ledger, onAcknowledged: () => void = () => undefined): Promise<void> {
  const { origin, pathname, username } = new URL(dsn);
  const queue = [...ledger.pending];
  const sender = async (): Promise<void> => {
    for (let next = queue.shift(); next !== undefined; next = queue.shift()) {
      const [id, envelope] = next;
      const answer = await fetch(`${origin}/api${pathname}/envelope/?sentry_key=${username}`, {
        method: 'POST',
        body: new Uint8Array(envelope),
      }).catch(() => undefined);
      if (answer?.status !== 200) continue;
      await answer.arrayBuffer();
      ledger.pending.delete(id);
      ledger.acknowledged.add(id);
      onAcknowledged();
    }
  };
  await Promise.all(Array.from({ length: SENDERS }, sender));
}

async function countedTimes(server: GarrisonServer): Promise<number> {
  const path = `/api/0/projects/${await server.organization()}/crash/issues/?query=&statsPeriod=90d&limit=100`;
  const issues = await readBack<{ count: string }[]>(server, path);
  return issues.reduce((sum, issue) => sum + Number(issue.count), 0);
}

describe('a server that is killed with -9 under load', () => {
  it('has everything that it acknowledged after the next start, once', async () => {
    const adminToken = 'c'.repeat(64);
    const ledger = createLedger();
    let server = await startGarrisonServer({ dataDirectory, adminToken });
    let dsn = await server.dsn('crash');
    for (const killAt of [EVENTS / 3, (EVENTS * 2) / 3]) {
      let killed: Promise<void> | undefined;
      await sendAll(dsn, ledger, () => {
        if (ledger.acknowledged.size >= killAt) killed ??= server.kill9();
      });
      await killed;
      server = await startGarrisonServer({ dataDirectory, adminToken });
      dsn = await server.dsn('crash');
    }
    await sendAll(dsn, ledger);
    expect(ledger.acknowledged.size).toBe(EVENTS);
    await poll(async () => (await countedTimes(server)) >= EVENTS, {
      timeoutMs: 30_000,
      everyMs: 100,
      describe: () => server.program.output(),
    });
    expect(await countedTimes(server)).toBe(EVENTS);
    const organization = await server.organization();
    for (const id of ledger.acknowledged) {
      const response = await server.api(`/api/0/projects/${organization}/crash/events/${id}/`);
      await response.arrayBuffer();
      expect({ id, status: response.status }).toEqual({ id, status: 200 });
    }
    expect(await server.stop()).toEqual({ code: 0 });
  }, 240_000);
});
