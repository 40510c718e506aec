import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import launch from '../../server/launch.json' with { type: 'json' };

const MAIN = join(import.meta.dirname, 'main.ts');
const COMMANDS = ['init', 'lint', 'verify', 'plan', 'apply', 'ownership', 'serve', 'admin'];

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'garrison-cli-'));
  await writeFile(join(folder, 'throws.mjs'), "throw new Error('the registry is down');");
  await writeFile(join(folder, 'empty.mjs'), 'export const nothing = 1;');
  await writeFile(join(folder, 'syntax.mjs'), 'export const organization = {;');
  await writeFile(
    join(folder, 'organization.mjs'),
    "export const organization = { slug: 'shop', teams: {}, projects: {} };",
  );
});
afterAll(() => rm(folder, { recursive: true }));

interface Ended {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

async function garrison(args: readonly string[], env: NodeJS.ProcessEnv = {}): Promise<Ended> {
  return promisify(execFile)(process.execPath, ['--disable-warning=ExperimentalWarning', MAIN, ...args], {
    cwd: folder,
    env: { PATH: process.env['PATH'], ...env },
  }).then(
    ({ stdout, stderr }) => ({ code: 0, stdout, stderr }),
    (error: Ended) => error,
  );
}

it('lists every command, also when it is called with nothing', async () => {
  const asked = await garrison(['--help']);
  expect(asked.code).toBe(0);
  for (const command of COMMANDS) expect(asked.stdout).toMatch(new RegExp(`^ {2}${command} `, 'm'));
  const nothing = await garrison([]);
  expect([nothing.code, nothing.stdout, nothing.stderr]).toEqual([2, '', asked.stdout]);
});

describe.each(COMMANDS.filter((command) => command !== 'serve'))('garrison %s', (command) => {
  it('explains itself in both ways of asking', async () => {
    const [flag, word] = [await garrison([command, '--help']), await garrison(['help', command])];
    expect(flag).toMatchObject({ code: 0, stderr: '', stdout: expect.stringContaining(`Usage: garrison ${command}`) });
    expect(word).toEqual(flag);
  });

  it('refuses an option that it does not have, and names its help', async () => {
    const needed = command === 'init' ? ['--scope', '@a'] : [];
    const ended = await garrison([command, ...needed, '--no-such-option']);
    expect(ended.code).toBe(2);
    expect(ended.stderr).toBe(`error: unknown option '--no-such-option'\nSee: garrison ${command} --help\n`);
  });
});

it('serve --help lists the settings of the server', async () => {
  expect((await garrison(['serve', '--help'])).stdout).toContain('GARRISON_PORT');
  expect(await garrison(['serve', '--port', '1'])).toMatchObject({ code: 2 });
});

const TOKEN = { SENTRY_AUTH_TOKEN: 'token' };
const PLAN = ['plan', '--config', 'organization.mjs'];

it('serve starts the process as launch.json says, and leaves the rest of the environment alone', async () => {
  const probe = join(folder, 'print-process.mjs');
  await writeFile(
    probe,
    "process.stdout.write(JSON.stringify([...process.execArgv, process.env.MALLOC_ARENA_MAX, process.env.NODE_COMPILE_CACHE, process.env.MINE]) + '\\n');",
  );
  const preload = { NODE_OPTIONS: `--import=${pathToFileURL(probe).href}`, MINE: 'kept' };
  const printed = (await garrison(['serve', '--help'], preload)).stdout;
  const [, ofServer] = printed.split('\n').filter((line) => line.startsWith('['));
  expect(JSON.parse(ofServer ?? '[]')).toEqual(
    expect.arrayContaining([...launch.arguments, '1', expect.stringContaining(launch.compileCache), 'kept']),
  );
});

describe('what is wrong is said in one sentence, without a stack trace', () => {
  it.each<[readonly string[], NodeJS.ProcessEnv, number, RegExp]>([
    [['nope'], {}, 2, /unknown command 'nope'/],
    [['verify', 'nowhere'], {}, 2, /there is no folder .*nowhere/],
    [['verify', 'empty.mjs'], {}, 2, /empty\.mjs is not a folder/],
    [['verify', '.', '--node', '/no/node'], {}, 2, /has no @garrison\/node|--node: there is no file \/no\/node/],
    [['verify', '.', 'b'], {}, 2, /too many arguments/],
    [['plan', '--config', 'nope.ts'], TOKEN, 2, /--config: there is no file .*nope\.ts/],
    [['plan', '--config', 'throws.mjs'], TOKEN, 2, /throws\.mjs could not be loaded: the registry is down\. Correct/],
    [['plan', '--config', 'syntax.mjs'], TOKEN, 2, /syntax\.mjs could not be loaded: Unexpected token/],
    [['apply', '--config', 'empty.mjs'], TOKEN, 2, /empty\.mjs exports no organization\. Write: /],
    [PLAN, {}, 2, /SENTRY_AUTH_TOKEN is not set/],
    [[...PLAN, '--url', 'localhost'], TOKEN, 2, /--url: localhost is not an address\. Write it as/],
    [PLAN, { ...TOKEN, SENTRY_URL: 'ftp://x' }, 2, /SENTRY_URL: ftp:\/\/x is not an address/],
    [[...PLAN, '--url', 'http://127.0.0.1:9'], TOKEN, 4, /127\.0\.0\.1:9 does not answer/],
    [['init', '--scope', '@a', '--dir', 'empty.mjs'], {}, 2, /--dir: .*empty\.mjs cannot be made/],
    [['init', '--scope'], {}, 2, /argument missing/],
    [['admin', 'reset-password', 'a', 'b'], {}, 2, /too many arguments/],
  ])('garrison %j', async (args, env, code, message) => {
    const ended = await garrison(args, env);
    expect(ended.stderr).toMatch(message);
    expect(ended.stderr).not.toMatch(/^\s+at /m);
    expect(ended.stderr.trim().split('\n').length).toBeLessThanOrEqual(3);
    expect([ended.code, ended.stdout]).toEqual([code, '']);
  });

  it('unless it is asked for', async () => {
    const ended = await garrison(['plan', '--config', 'throws.mjs'], { ...TOKEN, GARRISON_DEBUG: '1' });
    expect(ended.stderr).toMatch(/^\s+at /m);
  });
});
