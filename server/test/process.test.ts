import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type ChildProgram, poll, startGarrisonServer } from '@garrison/testkit';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { listening, signIn, startMain } from './start-main.ts';

let dataDirectory: string;
beforeAll(async () => {
  dataDirectory = await mkdtemp(join(tmpdir(), 'garrison-process-'));
});
afterAll(() => rm(dataDirectory, { recursive: true, force: true }));

const ended = (program: ChildProgram) =>
  poll(() => program.exit() ?? undefined, { timeoutMs: 30_000, describe: () => program.output() });

describe('the process', () => {
  it('says every setting with --help', async () => {
    const program = startMain({}, ['--help']);
    expect(await ended(program)).toMatchObject({ code: 0 });
    expect(program.output()).toContain('GARRISON_RETENTION_DAYS');
  });

  it('reports all wrong settings at once and starts nothing', async () => {
    const program = startMain({ GARRISON_PORT: 'x', GARRISON_ORG: '?' });
    expect(await ended(program)).toMatchObject({ code: 2 });
    expect(program.output()).toMatch(/GARRISON_PORT[\s\S]*GARRISON_ORG/);
  });

  it('refuses a data directory and a port in use with the way out, and stops with 0', async () => {
    const server = await startGarrisonServer({ dataDirectory });
    const { port } = new URL(server.url);
    const other = await mkdtemp(join(tmpdir(), 'garrison-process-'));
    const samePort = startMain({ GARRISON_PORT: port, GARRISON_DATA: other });
    expect(await ended(samePort)).toMatchObject({ code: 3 });
    expect(samePort.output()).toContain(`Port ${port} on 127.0.0.1 is in use. Choose another one: GARRISON_PORT=`);
    await rm(other, { recursive: true, force: true });

    const sameData = startMain({ GARRISON_PORT: '0', GARRISON_DATA: dataDirectory });
    expect(await ended(sameData)).toMatchObject({ code: 3 });
    expect(sameData.output()).toContain(`is in use by process ${server.program.pid}`);

    expect(await (await fetch(`${server.url}/_health/?full`)).json()).toMatchObject({ healthy: true });
    expect(await server.stop()).toEqual({ code: 0 });
  });

  it('makes up a password at the first start, prints it once, and it opens the door', async () => {
    const env = { GARRISON_PORT: '0', GARRISON_DATA: join(dataDirectory, 'first') };
    const first = startMain(env);
    const url = await listening(first);
    const [, email = '', password = ''] = /Sign in as (\S+) with the password (\S+)/.exec(first.output()) ?? [];
    expect((await signIn(url, email, password)).status).toBe(200);
    await first.stop();

    const second = startMain(env);
    await listening(second);
    expect(second.output()).not.toContain('password');
    expect(await second.stop()).toMatchObject({ code: 0 });
  });
});
