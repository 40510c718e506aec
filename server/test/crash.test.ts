import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startGarrisonServer } from '@garrison/testkit';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
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
