import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startGarrisonServer } from '@garrison/testkit';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { engineOf } from './engine-of.ts';
import { createLedger, expectAllOnce, sendAll } from './ledger.ts';

const EVENTS = 600;

let dataDirectory: string;
beforeAll(async () => {
  dataDirectory = await mkdtemp(join(tmpdir(), 'garrison-crash-'));
});
afterAll(() => rm(dataDirectory, { recursive: true, force: true }));

describe('a server that is killed with -9 under load', () => {
  it('has everything that it acknowledged after the next start, once', async () => {
    const adminToken = 'c'.repeat(64);
    const ledger = createLedger(EVENTS);
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
    await expectAllOnce(server, 'crash', ledger);
    expect(await server.stop()).toEqual({ code: 0 });
  }, 240_000);
});

describe('an engine that is killed with -9 under load', () => {
  it('takes nothing along: the server stays, and everything is stored once when it is back', async () => {
    const server = await startGarrisonServer();
    const dsn = await server.dsn('engine');
    const ledger = createLedger(EVENTS);
    const killed = new Set<number>();
    await sendAll(dsn, ledger, () => {
      if (killed.size === 0 && ledger.acknowledged.size >= EVENTS / 2) {
        killed.add(engineOf(server));
        for (const pid of killed) process.kill(pid, 'SIGKILL');
      }
    });
    expect(ledger.acknowledged.size).toBe(EVENTS);
    await expectAllOnce(server, 'engine', ledger);
    expect(killed).not.toContain(engineOf(server));
    expect(await server.stop()).toEqual({ code: 0 });
  });
});
