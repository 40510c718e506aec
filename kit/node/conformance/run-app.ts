import { spawn, type ChildProcess } from 'node:child_process';
import { cp } from 'node:fs/promises';
import { basename, isAbsolute, join } from 'node:path';
import type { ConformanceTarget } from './compose-app.ts';

export interface AppRun {
  /** File name in `apps/`, or the absolute path of a program of the service. */
  readonly script: string;
  /** Arguments of Node before the script. Default: the kit's preload. */
  readonly nodeArguments?: readonly string[];
  readonly env?: Readonly<Record<string, string>>;
  /** Milliseconds; the process is killed after. Default 30,000. */
  readonly timeoutMs?: number;
}

export interface AppResult {
  /** Null when a signal ended it. */
  readonly exitCode: number | null;
  readonly signal: NodeJS.Signals | null;
  /** Both streams. */
  readonly output: string;
  /** What the script reported with `report()`: the last value of each name. */
  readonly reported: Readonly<Record<string, unknown>>;
}

export interface RunningApp {
  /** The value that the script reports under this name; rejects when the script ends without it. */
  reported<T>(name: string): Promise<T>;
  /** SIGTERM, as an orchestrator stops a service; what the kit has not sent by its exit is lost. */
  stop(): Promise<AppResult>;
  readonly ended: Promise<AppResult>;
  /** To the program, which hears it as a message of its parent. */
  send(message: object): void;
  /** Both streams, so far. */
  output(): string;
  /** Ends it at once, when it still runs. */
  kill(): void;
}

/** Beside this file, in the repository and in the published package. */
export const APPS = join(import.meta.dirname, 'apps');
/** Where the programs stand while the suite runs: within the target, so that they load its packages. */
export const APPS_FOLDER = 'node_modules/.garrison-conformance';
const PRELOAD = ['--import', '@garrison/node/register'];

/** Runs one of the suite's programs inside the target. */
export async function startApp(target: ConformanceTarget, run: AppRun): Promise<RunningApp> {
  const folder = join(target.directory, APPS_FOLDER);
  await cp(APPS, folder, { recursive: true });
  const child = spawn(
    target.node ?? process.execPath,
    [...(run.nodeArguments ?? PRELOAD), isAbsolute(run.script) ? run.script : join(folder, basename(run.script))],
    {
      cwd: target.directory,
      env: { PATH: process.env['PATH'], HOME: process.env['HOME'], NODE_NO_WARNINGS: '1', ...target.env, ...run.env },
      stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
      timeout: run.timeoutMs ?? 90_000,
      killSignal: 'SIGKILL',
    },
  );
  return observe(child);
}

/** The same for programs that end by themselves. */
export async function runApp(target: ConformanceTarget, run: AppRun): Promise<AppResult> {
  return (await startApp(target, run)).ended;
}

function observe(child: ChildProcess): RunningApp {
  let output = '';
  const keep = (chunk: Buffer): void => void (output += chunk.toString('utf8'));
  child.stdout?.on('data', keep);
  child.stderr?.on('data', keep);
  const reported: Record<string, unknown> = {};
  child.on('message', (message: { name: string; value: unknown }) => void (reported[message.name] = message.value));
  const ended = new Promise<AppResult>((resolve) => {
    child.once('close', (exitCode, signal) => resolve({ exitCode, signal, output, reported }));
  });
  return {
    ended,
    send: (message) => void child.send(message, () => undefined),
    output: () => output,
    kill: () => void child.kill('SIGKILL'),
    reported: <T>(name: string) =>
      new Promise<T>((resolve, reject) => {
        const look = (): void => {
          if (name in reported) resolve(reported[name] as T);
        };
        child.on('message', look);
        void ended.then((end) =>
          reject(new Error(`ended (${end.exitCode ?? end.signal}) without "${name}":\n${output}`)),
        );
        look();
      }),
    stop() {
      child.kill('SIGTERM');
      return ended;
    },
  };
}

/** Runs jobs, at most two at a time: the children are processes of their own. */
export async function twoAtATime<T, R>(jobs: readonly T[], run: (job: T) => Promise<R>): Promise<R[]> {
  const results: R[] = [];
  let next = 0;
  const worker = async (): Promise<void> => {
    while (next < jobs.length) {
      const index = next++;
      const job = jobs[index];
      if (job !== undefined) results[index] = await run(job);
    }
  };
  await Promise.all([worker(), worker()]);
  return results;
}
