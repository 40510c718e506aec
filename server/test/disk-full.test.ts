import { execFileSync } from 'node:child_process';
import { appendFileSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buildEnvelope, buildErrorEvent, type GarrisonServer, poll, startGarrisonServer } from '@garrison/testkit';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readEvent } from './read-back.ts';

const DISK_MIB = 256;
const EVENT_BYTES = 60_000;

/** A disk of its own that can be filled: a tmpfs, which needs root as CI has it. */
const disk = mkdtempSync(join(tmpdir(), 'garrison-disk-'));
const ballast = join(disk, 'ballast');
let server: GarrisonServer;

beforeAll(async () => {
  execFileSync('mount', ['-t', 'tmpfs', '-o', `size=${DISK_MIB}m`, 'tmpfs', disk]);
  server = await startGarrisonServer({ dataDirectory: join(disk, 'data') });
});
afterAll(async () => {
  await server.stop();
  execFileSync('umount', [disk]);
  rmSync(disk, { recursive: true });
});

/** Takes what is left, down to the last page: the stores write at the same time. */
function fill(): void {
  for (const bytes of [1024 * 1024, 4096]) {
    const chunk = Buffer.alloc(bytes);
    try {
      for (;;) appendFileSync(ballast, chunk);
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'ENOSPC') throw error;
    }
  }
}

describe('a disk that fills up', () => {
  it('is answered with 503 and Retry-After, loses nothing that was acknowledged, and is over when there is space again', async () => {
    const dsn = new URL(await server.dsn('full'));
    const acknowledged: string[] = [];
    const send = async (seed: number): Promise<Response> => {
      const event = buildErrorEvent({ seed, bytes: EVENT_BYTES, timestamp: Date.now() / 1000 });
      const response = await fetch(`${dsn.origin}/api${dsn.pathname}/envelope/?sentry_key=${dsn.username}`, {
        method: 'POST',
        body: new Uint8Array(buildEnvelope(event)),
      });
      await response.arrayBuffer();
      if (response.status === 200) acknowledged.push(event.event_id);
      return response;
    };
    expect((await send(0)).status).toBe(200);

    let refused: Response | undefined;
    for (let seed = 1; seed < 100 && refused === undefined; seed++) {
      fill();
      const response = await send(seed);
      if (response.status !== 200) refused = response;
    }
    expect(refused?.status).toBe(503);
    expect(Number(refused?.headers.get('retry-after'))).toBeGreaterThan(0);
    await poll(() => /ENOSPC|no space/i.test(server.program.output()), {
      timeoutMs: 10_000,
      describe: () => server.program.output(),
    });

    rmSync(ballast);
    let seed = 1000;
    await poll(async () => (await send(seed++)).status === 200, {
      timeoutMs: 30_000,
      everyMs: 200,
      describe: () => server.program.output(),
    });
    for (const id of acknowledged) expect((await readEvent(server, 'full', id)).eventID).toBe(id);
  });
});
