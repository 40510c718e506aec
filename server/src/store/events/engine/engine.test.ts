import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { poll, startProgram } from '@garrison/testkit';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { findEngineLibrary } from './engine-library.ts';
import { type Engine, startEngine } from './engine.ts';

let directory: string;
let engine: Engine | undefined;
beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'garrison-engine-'));
});
afterEach(async () => {
  await engine?.close();
  engine = undefined;
  await rm(directory, { recursive: true });
});

async function query(sql: string, user?: { name: string; password: string }): Promise<string> {
  if (engine === undefined) throw new Error('not started');
  const { name, password } = user ?? { name: engine.username, password: engine.password };
  const headers = { 'x-clickhouse-user': name, 'x-clickhouse-key': password };
  const answer = await fetch(engine.url, { method: 'POST', body: sql, headers });
  return await answer.text();
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}

describe('the engine', () => {
  it('answers its own user, with the settings that make an insert durable', async () => {
    engine = await startEngine({ directory });
    expect(engine.health()).toEqual({ ok: true });
    const settings = await query(
      `SELECT name, value FROM system.merge_tree_settings WHERE changed ORDER BY name FORMAT TSV`,
    );
    expect(settings.trim().split('\n')).toEqual([
      'fsync_after_insert\t1',
      'fsync_part_directory\t1',
      'min_bytes_for_wide_part\t134217728',
      'min_rows_to_fsync_after_merge\t1',
      'old_parts_lifetime\t30',
    ]);
    expect(await query(`SELECT getSetting('async_insert'), getSetting('max_threads')`)).toBe('false\t2\n');
  });

  it.runIf(process.platform === 'linux')('gives the memory of its start back', async () => {
    engine = await startEngine({ directory });
    const status = `/proc/${engine.pid()}/status`;
    const mapped = async (): Promise<number> =>
      Number(/^RssFile:\s+(\d+) kB/m.exec(await readFile(status, 'utf8'))?.[1]) / 1024;
    await expect.poll(mapped, { timeout: 10_000 }).toBeLessThan(180);
  });

  it('lets nobody near files, URLs or tables without the password', async () => {
    engine = await startEngine({ directory });
    await query('CREATE DATABASE garrison');
    await query('CREATE TABLE garrison.t (x Int32) ENGINE = MergeTree ORDER BY x');
    const anyone = { name: 'default', password: '' };
    for (const [sql, user] of [
      ["SELECT * FROM url('http://127.0.0.1:1/', RawBLOB)", undefined],
      ["SELECT * FROM file('/etc/hostname', RawBLOB)", undefined],
      ["SELECT * FROM s3('http://127.0.0.1:1/bucket/x', 'CSV')", undefined],
      ['CREATE DATABASE elsewhere', undefined],
      ['SELECT * FROM garrison.t', anyone],
      ["SELECT * FROM file('/etc/hostname', RawBLOB)", anyone],
      ['DROP TABLE garrison.t', anyone],
    ] as const) {
      expect(await query(sql, user)).toMatch(/ACCESS_DENIED/);
    }
    expect(await query('SELECT 1', { name: engine.username, password: 'wrong' })).toMatch(/AUTHENTICATION_FAILED/);
    for (const name of ['password', 'users.xml', 'engine.xml']) {
      expect(((await stat(join(directory, name))).mode & 0o777).toString(8)).toBe('600');
    }
    expect(await readFile(join(directory, 'users.xml'), 'utf8')).not.toContain(engine.password);
  });

  it('comes back on the same address when it is killed, and keeps its data', async () => {
    engine = await startEngine({ directory });
    await query('CREATE DATABASE garrison');
    await query('CREATE TABLE garrison.t (x Int32) ENGINE = MergeTree ORDER BY x');
    await query('INSERT INTO garrison.t VALUES (7)');
    const pid = engine.pid() ?? 0;
    process.kill(pid, 'SIGKILL');
    const running = engine;
    await poll(() => running.pid() !== pid && running.health().ok, {
      timeoutMs: 20_000,
      describe: () => JSON.stringify(running.health()),
    });
    expect(await query('SELECT x FROM garrison.t')).toBe('7\n');
    await engine.close();
    engine = await startEngine({ directory });
    expect(await query('SELECT x FROM garrison.t')).toBe('7\n');
  });

  it('is gone after close', async () => {
    const closed = await startEngine({ directory });
    const pid = closed.pid() ?? 0;
    await closed.close();
    expect(isAlive(pid)).toBe(false);
    await expect(fetch(closed.url)).rejects.toThrow(/fetch failed/);
  });
});

describe('a directory that has an engine', () => {
  it('is refused while its server lives, and free when that was killed', async () => {
    const module = new URL('./engine.ts', import.meta.url).href;
    const script = `
      import { startEngine } from ${JSON.stringify(module)};
      const engine = await startEngine({ directory: process.argv[1] });
      console.log('engine ' + engine.pid());
    `;
    const server = startProgram(process.execPath, ['--input-type=module', '-e', script, directory]);
    await poll(() => /engine \d+\n/.test(server.output()), { timeoutMs: 20_000, describe: () => server.output() });
    const pid = Number(/engine (\d+)/.exec(server.output())?.[1]);
    await expect(startEngine({ directory })).rejects.toMatchObject({
      code: 'store_unavailable',
      details: expect.stringContaining(`process ${server.pid} (engine ${pid})`),
    });
    // Only the server: its engine has to notice by itself.
    process.kill(server.pid, 'SIGKILL');
    await poll(() => !isAlive(pid), { timeoutMs: 5000, describe: () => `engine ${pid} lives` });
    engine = await startEngine({ directory });
    expect(await query('SELECT 1')).toBe('1\n');
    await server.kill9();
  });

  it('ends an engine that has lost its parent, but no other process with its number', async () => {
    const child = fileURLToPath(new URL('./engine-child.mjs', import.meta.url));
    const dataPath = join(directory, 'data');
    await mkdir(dataPath);
    // Looks like an engine of a server that is not its parent; and one that is something else.
    const sleep = ['-e', 'setInterval(() => {}, 1e9)', '--'];
    const orphan = spawn(process.execPath, [...sleep, child, '1', 'library', `--path=${dataPath}`]);
    const stranger = spawn(process.execPath, [...sleep, 'something', 'else']);
    await Promise.all([once(orphan, 'spawn'), once(stranger, 'spawn')]);
    await writeFile(join(dataPath, 'status'), `PID: ${stranger.pid}\nStarted at: 2026-11-18 12:00:00\n`);
    engine = await startEngine({ directory });
    expect(stranger.exitCode ?? stranger.signalCode).toBeNull();
    await engine.close();
    await writeFile(join(dataPath, 'status'), `PID: ${orphan.pid}\nStarted at: 2026-11-18 12:00:00\n`);
    const ended = once(orphan, 'exit');
    engine = await startEngine({ directory });
    expect(await ended).toEqual([null, 'SIGKILL']);
    stranger.kill('SIGKILL');
  });
});

it('says what to do on a platform without the engine', () => {
  expect(() => findEngineLibrary('plan9-mips')).toThrow(/plan9-mips; set GARRISON_CLICKHOUSE_URL/);
});

it('gives up with the reason when the engine cannot start', async () => {
  await mkdir(join(directory, 'data'));
  const status = join(directory, 'data', 'status');
  const hold = `exec flock --exclusive "$0" sh -c 'echo locked; exec sleep 60'`;
  const holder = spawn('sh', ['-c', hold, status], { detached: true });
  await once(holder.stdout, 'data');
  try {
    await expect(startEngine({ directory })).rejects.toMatchObject({
      code: 'store_unavailable',
      details: expect.stringContaining('Cannot lock file'),
    });
  } finally {
    process.kill(-(holder.pid ?? 0), 'SIGKILL');
  }
});
