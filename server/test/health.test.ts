import { type GarrisonServer, poll, startGarrisonServer } from '@garrison/testkit';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { engineOf, holdEngine } from './engine-of.ts';

let server: GarrisonServer;
beforeAll(async () => {
  server = await startGarrisonServer();
});
afterAll(() => server.stop());

interface Health {
  readonly healthy: boolean;
  readonly parts?: readonly { readonly name: string; readonly ok: boolean; readonly detail?: string }[];
}

async function health(query = ''): Promise<{ status: number; body: Health }> {
  const response = await fetch(`${server.url}/_health/${query}`);
  return { status: response.status, body: (await response.json()) as Health };
}

const part = ({ parts }: Health, name: string) => parts?.find((one) => one.name === name);

it('answers 200 when all parts work, and names them when asked for the full answer', async () => {
  expect(await health()).toEqual({ status: 200, body: { healthy: true } });
  const { status, body } = await health('?full');
  expect(status).toBe(200);
  expect(body.parts?.map(({ name, ok }) => [name, ok]).toSorted()).toEqual([
    ['engine', true],
    ['events', true],
    ['log', true],
    ['process', true],
  ]);
});

it('names the part that is not ready when the engine alone is killed, and is ready again by itself', async () => {
  const killed = engineOf(server);
  process.kill(killed, 'SIGKILL');
  // Who asks the engine notices first; a moment later the engine itself is known to be gone.
  const [plain, full] = await poll(
    async () => {
      const [short, long] = await Promise.all([health(), health('?full')]);
      return part(long.body, 'engine')?.ok === false ? ([short, long] as const) : undefined;
    },
    { timeoutMs: 10_000, everyMs: 5, describe: () => server.program.output() },
  );
  expect(plain).toEqual({ status: 503, body: { healthy: false } });
  expect(full).toMatchObject({ status: 503, body: { healthy: false } });
  expect(part(full.body, 'engine')?.detail).toContain('SIGKILL');
  expect(part(full.body, 'log')).toEqual({ name: 'log', ok: true });
  await poll(async () => (await health()).status === 200, {
    timeoutMs: 30_000,
    describe: () => server.program.output(),
  });
  expect(engineOf(server)).not.toBe(killed);
});

it('names the part that does not answer when the engine stands still', async () => {
  const engine = engineOf(server);
  await holdEngine(engine);
  try {
    const { status, body } = await health('?full');
    expect(status).toBe(503);
    expect(part(body, 'events')).toEqual({ name: 'events', ok: false, detail: 'does not answer' });
    expect(part(body, 'log')).toEqual({ name: 'log', ok: true });
  } finally {
    process.kill(engine, 'SIGCONT');
  }
  await poll(async () => (await health()).status === 200, {
    timeoutMs: 30_000,
    describe: () => server.program.output(),
  });
});
