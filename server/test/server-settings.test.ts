import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type GarrisonServer, poll, startGarrisonServer } from '@garrison/testkit';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startEngine } from '../src/store/index.ts';
import { readBack, readEvent } from './read-back.ts';
import { sendEvent } from './send-event.ts';
import { signIn } from './start-main.ts';

const PASSWORD = 'cypress-creek';

describe('settings of the server', () => {
  let server: GarrisonServer;
  beforeAll(async () => {
    server = await startGarrisonServer({
      env: {
        GARRISON_ORG: 'globex',
        GARRISON_ADMIN_EMAIL: 'hank@globex.example',
        GARRISON_ADMIN_PASSWORD: PASSWORD,
        GARRISON_PUBLIC_URL: 'https://sentry.globex.example',
        GARRISON_TRUSTED_PROXIES: '127.0.0.1',
        GARRISON_ENVELOPE_BYTES_MAX: '20000',
      },
    });
  });
  afterAll(() => server.stop());

  /** The DSN names the public address; the test is on this machine. */
  async function localDsn(slug: string): Promise<string> {
    const dsn = new URL(await server.dsn(slug));
    expect(dsn.host).toBe('sentry.globex.example');
    const { host } = new URL(server.url);
    return `http://${dsn.username}@${host}${dsn.pathname}`;
  }

  it('GARRISON_ORG: the first organisation, in whose project an event arrives', async () => {
    const { id } = await sendEvent(await localDsn('first'), { message: 'hello' });
    const event = await readBack<{ title: string }>(server, `/api/0/projects/globex/first/events/${id}/`);
    expect(event.title).toBe('hello');
    const all = await readBack<{ slug: string }[]>(server, '/api/0/organizations/');
    expect(all.map(({ slug }) => slug)).toEqual(['globex']);
  });

  it('GARRISON_ADMIN_EMAIL: its owner', async () => {
    const members = await readBack<{ email: string; orgRole: string }[]>(
      server,
      '/api/0/organizations/globex/members/',
    );
    expect(members.map(({ email, orgRole }) => [email, orgRole])).toEqual([['hank@globex.example', 'owner']]);
    expect((await signIn(server.url, 'admin@localhost', PASSWORD)).status).toBe(401);
  });

  it('GARRISON_ADMIN_PASSWORD: opens the door, and no other does', async () => {
    expect((await signIn(server.url, 'hank@globex.example', PASSWORD)).status).toBe(200);
    expect((await signIn(server.url, 'hank@globex.example', `${PASSWORD}!`)).status).toBe(401);
  });

  it('GARRISON_PUBLIC_URL and GARRISON_TRUSTED_PROXIES: the DSN, and whose address a client has', async () => {
    const dsn = await localDsn('proxied');
    const { id } = await sendEvent(
      dsn,
      { message: 'x', user: { ip_address: '{{auto}}' } },
      { 'x-forwarded-for': '198.51.100.7' },
    );
    expect(JSON.stringify((await readEvent(server, 'proxied', id)).user)).toContain('198.51.100.7');
  });

  it('GARRISON_ENVELOPE_BYTES_MAX: a longer body is answered 413', async () => {
    const { response } = await sendEvent(await localDsn('long'), { message: 'x'.repeat(30_000) });
    expect(response.status).toBe(413);
  });
});

describe('GARRISON_RETENTION_DAYS', () => {
  it('drops the weeks that ended before it', async () => {
    const dataDirectory = await mkdtemp(join(tmpdir(), 'garrison-retention-'));
    const adminToken = 'r'.repeat(64);
    const before = await startGarrisonServer({ dataDirectory, adminToken });
    const threeWeeksAgo = Date.now() / 1000 - 21 * 86_400;
    const { id } = await sendEvent(await before.dsn('old'), { message: 'old', timestamp: threeWeeksAgo });
    const { id: fresh } = await sendEvent(await before.dsn('old'), { message: 'fresh' });
    await readEvent(before, 'old', id);
    await before.stop();

    const after = await startGarrisonServer({ dataDirectory, adminToken, env: { GARRISON_RETENTION_DAYS: '7' } });
    const path = `/api/0/projects/${await after.organization()}/old/events/${id}/`;
    await poll(async () => (await after.api(path)).status === 404, {
      timeoutMs: 30_000,
      everyMs: 50,
      describe: () => after.program.output(),
    });
    expect((await readEvent(after, 'old', fresh)).title).toBe('fresh');
    await after.stop();
    await rm(dataDirectory, { recursive: true, force: true });
  });
});

describe('GARRISON_CLICKHOUSE_URL', () => {
  it('uses the ClickHouse that is named, and starts no engine', async () => {
    const directory = await mkdtemp(join(tmpdir(), 'garrison-clickhouse-'));
    const quiet = { info: () => undefined, warn: () => undefined, error: () => undefined };
    const engine = await startEngine({ directory, logger: quiet });
    const { host } = new URL(engine.url);
    const server = await startGarrisonServer({
      env: {
        GARRISON_CLICKHOUSE_URL: `http://${engine.username}:${encodeURIComponent(engine.password)}@${host}/garrison_remote`,
      },
    });
    const { id } = await sendEvent(await server.dsn('remote'), { message: 'far away' });
    expect((await readEvent(server, 'remote', id)).title).toBe('far away');
    const health = await readBack<{ parts: { name: string }[] }>(server, '/_health/?full');
    expect(health.parts.map((part) => part.name)).not.toContain('engine');
    expect(await server.stop()).toEqual({ code: 0 });
    await engine.close();
    await rm(directory, { recursive: true, force: true });
  });
});
