import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { freePort, type GarrisonServer, startGarrisonServer } from '@garrison/testkit';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readEvent } from './read-back.ts';
import { sendEvent } from './send-event.ts';
import { listening, startMain } from './start-main.ts';

/** A wiring test per setting of the process: set, send over HTTP, see the effect. */
const token = 't'.repeat(64);
let root: string;
beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), 'garrison-settings-'));
});
afterAll(() => rm(root, { recursive: true, force: true }));

const healthOf = async (url: string): Promise<number> => (await fetch(`${url}/_health/`)).status;

describe('where it listens', () => {
  it('GARRISON_PORT: there, and DSNs name it', async () => {
    const port = await freePort();
    const program = startMain({
      GARRISON_PORT: String(port),
      GARRISON_DATA: join(root, 'port'),
      GARRISON_ADMIN_TOKEN: token,
    });
    expect(await listening(program)).toBe(`http://localhost:${port}`);
    expect(await healthOf(`http://127.0.0.1:${port}`)).toBe(200);
    const answer = await fetch(`http://127.0.0.1:${port}/api/0/organizations/`, {
      headers: { authorization: `Bearer ${token}` },
    });
    expect(JSON.stringify(await answer.json())).toContain(`http://localhost:${port}`);
    expect(await program.stop()).toEqual({ code: 0, signal: null });
  });

  it('GARRISON_PORT=0: on a free one, which it says', async () => {
    const program = startMain({ GARRISON_PORT: '0', GARRISON_DATA: join(root, 'free') });
    const { port } = new URL(await listening(program));
    expect(await healthOf(`http://127.0.0.1:${port}`)).toBe(200);
    await program.stop();
  });

  it('GARRISON_HOST: on this address and on no other', async () => {
    const port = await freePort();
    const program = startMain({
      GARRISON_PORT: String(port),
      GARRISON_HOST: '127.0.0.2',
      GARRISON_DATA: join(root, 'host'),
    });
    await listening(program);
    expect(await healthOf(`http://127.0.0.2:${port}`)).toBe(200);
    await expect(fetch(`http://127.0.0.1:${port}/_health/`)).rejects.toMatchObject({ cause: { code: 'ECONNREFUSED' } });
    await program.stop();
  });
});

describe('GARRISON_DATA', () => {
  it('is where everything is: elsewhere nothing is known of it, and it is there again at the next start on it', async () => {
    const start = (directory: string): Promise<GarrisonServer> =>
      startGarrisonServer({ dataDirectory: join(root, directory), adminToken: token });
    const first = await start('here');
    const { id } = await sendEvent(await first.dsn('kept'), { message: 'kept' });
    await readEvent(first, 'kept', id);
    const path = `/api/0/projects/${await first.organization()}/kept/events/${id}/`;
    await first.stop();

    const elsewhere = await start('there');
    expect((await elsewhere.api(path)).status).toBe(404);
    await elsewhere.stop();

    const again = await start('here');
    expect((await readEvent(again, 'kept', id)).title).toBe('kept');
    await again.stop();
  });
});

describe('GARRISON_ADMIN_TOKEN', () => {
  it('opens everything; another one is made at the start that names it, and the first stays good', async () => {
    const dataDirectory = join(root, 'token');
    const statusOf = async ({ url }: GarrisonServer, bearer: string): Promise<number> =>
      (await fetch(`${url}/api/0/organizations/`, { headers: { authorization: `Bearer ${bearer}` } })).status;
    const first = await startGarrisonServer({ dataDirectory, adminToken: token });
    expect([await statusOf(first, token), await statusOf(first, 'u'.repeat(64))]).toEqual([200, 401]);
    const index = await first.api('/api/0/');
    expect(await index.json()).toMatchObject({
      auth: { scopes: expect.arrayContaining(['org:admin', 'event:admin']) },
    });
    await first.stop();

    const second = await startGarrisonServer({ dataDirectory, adminToken: 'u'.repeat(64) });
    expect([await statusOf(second, token), await statusOf(second, 'u'.repeat(64))]).toEqual([200, 200]);
    await second.stop();
  });
});

/** As pino numbers it. */
const WARN = 40;

describe('GARRISON_LOG_LEVEL', () => {
  /** What is logged of an event over HTTP and a stop. */
  async function logOf(level: string): Promise<{ level: number; msg: string }[]> {
    const server = await startGarrisonServer({ env: { GARRISON_LOG_LEVEL: level } });
    const { id } = await sendEvent(await server.dsn('logged'), { message: 'x' });
    await readEvent(server, 'logged', id);
    await server.stop();
    const lines = server.program.output().split('\n');
    return lines
      .filter((line) => line.startsWith('{'))
      .map((line) => JSON.parse(line) as { level: number; msg: string });
  }

  it('info: the life of the process, a JSON line each', async () => {
    const lines = await logOf('info');
    expect(lines.map(({ msg }) => msg)).toEqual(expect.arrayContaining(['engine ready', 'draining']));
  });

  it('warn: nothing of what goes well', async () => {
    expect((await logOf('warn')).filter(({ level }) => level < WARN)).toEqual([]);
  });
});
