import { type ChildProcess, spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { mkdir, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { AppError } from '../../../errors.ts';
import { freePort } from '../../../platform/index.ts';
import type { StoreLogger } from '../../store-logger.ts';
import { ENGINE_ENVIRONMENT, ENGINE_USER, engineArguments, engineConfig, usersConfig } from './engine-config.ts';
import { findEngineLibrary } from './engine-library.ts';
import { takeOver } from './engine-orphan.ts';

/** A ClickHouse of our own on loopback HTTP, kept alive until `close`. `url` stays the same when the process is restarted. */
export interface Engine {
  readonly url: string;
  readonly username: string;
  readonly password: string;
  health(): { readonly ok: boolean; readonly detail?: string };
  /** Of the running process; undefined while none runs. */
  pid(): number | undefined;
  close(): Promise<void>;
}

const CHILD_SCRIPT = fileURLToPath(new URL('./engine-child.mjs', import.meta.url));
const RESTART_DELAYS_MS = [0, 250, 1000];
const READY_WITHIN_MS = 30_000;
/** A process that ran this long started well: the next failure begins with the first delay again. */
const STEADY_AFTER_MS = 10_000;

/** Starts the engine on `directory` and resolves when it answers. Throws `store_unavailable` when the directory is in use or the engine cannot start. */
export async function startEngine(options: { directory: string; logger?: StoreLogger }): Promise<Engine> {
  const library = findEngineLibrary();
  const directory = resolve(options.directory);
  const dataPath = join(directory, 'data');
  await mkdir(dataPath, { recursive: true, mode: 0o700 });
  const orphan = await takeOver(dataPath, CHILD_SCRIPT);
  if (orphan !== undefined) options.logger?.warn({ pid: orphan }, 'ended an engine that had lost its parent');
  const password = randomBytes(24).toString('base64url');
  await writeFile(join(directory, 'password'), password, { mode: 0o600 });
  const usersPath = join(directory, 'users.xml');
  const configPath = join(directory, 'engine.xml');
  await writeFile(usersPath, usersConfig(password), { mode: 0o600 });
  await writeFile(configPath, engineConfig(usersPath), { mode: 0o600 });
  const port = await freePort();
  const args = [String(process.pid), library, ...engineArguments({ dataPath, configPath, port })];
  const url = `http://127.0.0.1:${port}`;
  const supervisor = supervise({ args, url, logger: options.logger });
  try {
    await supervisor.ready;
  } catch (error) {
    await supervisor.close();
    throw error;
  }
  return {
    url,
    username: ENGINE_USER,
    password,
    health: supervisor.health,
    pid: supervisor.pid,
    close: supervisor.close,
  };
}

interface Supervisor extends Pick<Engine, 'health' | 'pid' | 'close'> {
  readonly ready: Promise<void>;
}

function supervise(options: { args: readonly string[]; url: string; logger: StoreLogger | undefined }): Supervisor {
  const { args, url, logger } = options;
  const stopping = new AbortController();
  const first = Promise.withResolvers<void>();
  let child: ChildProcess | undefined;
  let failures = 0;
  let detail: string | undefined = 'starting';

  /** One run of the process, from spawn to exit. Any exit is a failure, also one with code 0. */
  async function live(): Promise<void> {
    const startedAt = performance.now();
    const running = spawnChild(args);
    child = running.process;
    const answered = await waitUntilReady(url, running.exited);
    if (answered) {
      detail = undefined;
      running.process.stdin?.write('.');
      first.resolve();
      logger?.info({ pid: running.process.pid, ms: Math.round(performance.now() - startedAt) }, 'engine ready');
    } else {
      running.process.kill('SIGKILL');
    }
    const reason = await running.exited;
    child = undefined;
    if (stopping.signal.aborted) return;
    if (answered && performance.now() - startedAt > STEADY_AFTER_MS) failures = 0;
    failures++;
    detail = `the engine ended ${failures} time(s) in a row, restarting: ${reason}`;
    logger?.error({ failures, reason }, 'engine ended');
  }

  async function run(): Promise<void> {
    while (!stopping.signal.aborted) {
      await live();
      if (failures > RESTART_DELAYS_MS.length) {
        first.reject(new AppError('store_unavailable', detail));
      }
      const pause = RESTART_DELAYS_MS[Math.min(failures, RESTART_DELAYS_MS.length) - 1] ?? 0;
      await delay(pause, undefined, { signal: stopping.signal }).catch(() => undefined);
    }
  }

  // An unhandled rejection would end the process; code that awaits `ready` still gets the error.
  first.promise.catch(() => undefined);
  const ended = run();
  return {
    ready: first.promise,
    health: () => (detail === undefined ? { ok: true } : { ok: false, detail }),
    pid: () => child?.pid,
    async close() {
      stopping.abort();
      child?.kill('SIGTERM');
      const kill = setTimeout(() => child?.kill('SIGKILL'), 5000);
      await ended;
      clearTimeout(kill);
    },
  };
}

interface RunningChild {
  readonly process: ChildProcess;
  /** Why it ended, in words: how, and the last it said. */
  readonly exited: Promise<string>;
}

/** From the main thread only: on Linux the child dies with the thread that spawned it. */
function spawnChild(args: readonly string[]): RunningChild {
  const child = spawn(process.execPath, ['--disable-warning=ExperimentalWarning', CHILD_SCRIPT, ...args], {
    stdio: ['pipe', 'ignore', 'pipe'],
    env: ENGINE_ENVIRONMENT,
  });
  // It may be gone before it is told anything.
  child.stdin?.on('error', () => undefined);
  let said = '';
  child.stderr?.setEncoding('utf8').on('data', (text: string) => {
    said = (said + text).slice(-2000);
  });
  const exited = once(child, 'close').then(
    ([code, signal]: (number | string | null)[]) => `${signal ?? `code ${code}`} ${said.trim()}`.trim(),
    (error: unknown) => String(error),
  );
  return { process: child, exited };
}

async function waitUntilReady(url: string, exited: Promise<string>): Promise<boolean> {
  const gone = new AbortController();
  const until = AbortSignal.any([gone.signal, AbortSignal.timeout(READY_WITHIN_MS)]);
  void exited.then(() => gone.abort());
  while (!until.aborted) {
    const answer = await fetch(`${url}/ping`, { signal: until }).catch(() => undefined);
    if (answer?.ok === true) return true;
    await delay(10, undefined, { signal: until }).catch(() => undefined);
  }
  return false;
}
