import { readFileSync, writeFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';
import { type GarrisonServer, poll, startGarrisonServer } from '@garrison/testkit';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readEvent } from './read-back.ts';
import { sendEvent } from './send-event.ts';

const MIB = 1024 * 1024;
const ENVELOPE_MIB = 16;
const HELD_MIB = 64;
const SENDERS = 100;

let server: GarrisonServer;
beforeAll(async () => {
  server = await startGarrisonServer({
    env: {
      GARRISON_ENVELOPE_BYTES_MAX: String(ENVELOPE_MIB * MIB),
      GARRISON_HELD_BYTES_MAX: String(HELD_MIB * MIB),
    },
  });
});
afterAll(() => server.stop());

/** 16 KiB of gzip that are 15 MiB of an attachment. */
function bomb(): Buffer {
  const payload = Buffer.alloc((ENVELOPE_MIB - 1) * MIB);
  const head = `{"event_id":"${'a'.repeat(32)}"}\n{"type":"attachment","filename":"zeros","length":${payload.length}}\n`;
  return gzipSync(Buffer.concat([Buffer.from(head), payload]));
}

/** MiB. */
function memoryOf(pid: number, field: 'VmRSS' | 'VmHWM'): number {
  const status = readFileSync(`/proc/${pid}/status`, 'utf8');
  return Number(new RegExp(`^${field}:\\s+(\\d+) kB`, 'm').exec(status)?.[1]) / 1024;
}

describe('GARRISON_HELD_BYTES_MAX', () => {
  it.runIf(process.platform === 'linux')(
    'many small bodies that become large ones get 503, and the memory stays bounded',
    async () => {
      const dsn = await server.dsn('bombs');
      const { origin, username, pathname } = new URL(dsn);
      const { pid } = server.program;
      const body = bomb();
      expect(body.length).toBeLessThan(20 * 1024);
      const before = memoryOf(pid, 'VmRSS');
      // From here on the kernel notes the peak anew.
      writeFileSync(`/proc/${pid}/clear_refs`, '5');
      const send = (): Promise<Response> =>
        fetch(`${origin}/api${pathname}/envelope/?sentry_key=${username}`, {
          method: 'POST',
          body: new Uint8Array(body),
          headers: { 'content-encoding': 'gzip' },
        });
      const answers = await Promise.all(Array.from({ length: SENDERS }, send));
      const grown = memoryOf(pid, 'VmHWM') - before;

      const accepted = answers.filter(({ status }) => status === 200);
      const refused = answers.filter(({ status }) => status === 503);
      expect(accepted.length + refused.length).toBe(SENDERS);
      expect(accepted.length).toBeGreaterThan(0);
      expect(refused.length).toBeGreaterThan(0);
      for (const answer of refused) {
        expect(answer.headers.get('retry-after')).toBe('5');
        expect(await answer.json()).toMatchObject({ detail: 'Too much is being received at the moment' });
      }
      // All of them at once would be 1,500 MiB.
      expect(grown).toBeLessThan(4 * HELD_MIB);

      const isRead = async (): Promise<boolean> => (await send()).status === 200;
      await poll(isRead, { timeoutMs: 30_000, describe: () => 'the memory is not given back' });
      const { id } = await sendEvent(dsn, { message: 'after the bombs' });
      expect((await readEvent(server, 'bombs', id)).title).toBe('after the bombs');
    },
  );
});
