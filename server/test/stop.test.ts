import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { connect, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buildEnvelope, buildErrorEvent, poll, startGarrisonServer } from '@garrison/testkit';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { createLedger, expectAllOnce, sendAll } from './ledger.ts';

const EVENTS = 900;
const HEAD_BYTES = 1000;
const adminToken = 's'.repeat(64);

let dataDirectory: string;
beforeAll(async () => {
  dataDirectory = await mkdtemp(join(tmpdir(), 'garrison-stop-'));
});
afterAll(() => rm(dataDirectory, { recursive: true, force: true }));

/** A request of which the server has the head and a part of the body. */
async function begin(dsn: string, body: Buffer): Promise<{ socket: Socket; finish: () => Promise<string> }> {
  const { hostname, port, pathname, username } = new URL(dsn);
  const socket = connect({ host: hostname, port: Number(port) });
  await once(socket, 'connect');
  const path = `/api${pathname}/envelope/?sentry_key=${username}`;
  // The server says 100 when it has read the head: from then on the request is in flight.
  const continued = once(socket, 'data');
  socket.write(
    `POST ${path} HTTP/1.1\r\nhost: x\r\nexpect: 100-continue\r\nconnection: close\r\ncontent-length: ${body.length}\r\n\r\n`,
  );
  await continued;
  socket.write(body.subarray(0, HEAD_BYTES));
  const finish = async (): Promise<string> => {
    let answer = '';
    socket.setEncoding('utf8').on('data', (text: string) => (answer += text));
    socket.end(body.subarray(HEAD_BYTES));
    await once(socket, 'close');
    return answer;
  };
  return { socket, finish };
}

it('a SIGTERM under load: exits 0 in time, and all that was acknowledged is there after the next start, once', async () => {
  const before = await startGarrisonServer({ dataDirectory, adminToken });
  const dsn = await before.dsn('stop');
  const ledger = createLedger(EVENTS);
  const inFlight = await begin(dsn, buildEnvelope(buildErrorEvent({ seed: EVENTS, bytes: 5500 })));
  const neverEnds = await begin(dsn, Buffer.alloc(HEAD_BYTES * 2, 'x'));
  neverEnds.socket.on('error', () => undefined);

  // SIGTERM in the middle of the load; a stop that takes 10 s would be a SIGKILL, and no exit code.
  let stopped: ReturnType<typeof before.program.stop> | undefined;
  await sendAll(dsn, ledger, () => {
    if (ledger.acknowledged.size >= EVENTS / 2) stopped ??= before.program.stop(10_000);
  });
  await poll(() => before.program.output().includes('draining'), {
    timeoutMs: 10_000,
    describe: () => before.program.output(),
  });
  // Whoever was in the middle of a request is told to come again, not hung up on.
  expect(await inFlight.finish()).toMatch(/^HTTP\/1\.1 503 [\s\S]*retry-after: 5/);
  expect(await stopped).toEqual({ code: 0, signal: null });
  expect(ledger.pending.size).toBeGreaterThan(0);

  const after = await startGarrisonServer({ dataDirectory, adminToken });
  await expectAllOnce(after, 'stop', ledger);
  expect(await after.stop()).toEqual({ code: 0 });
});
