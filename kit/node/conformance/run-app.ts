import { copyFile, mkdir } from 'node:fs/promises';
import { spawn } from 'node:child_process';
import { basename, join } from 'node:path';
import type { ConformanceTarget } from './compose-app.ts';

export interface AppRun {
  /** File name in `apps/`. */
  readonly script: string;
  /** Arguments of Node before the script, e.g. `['--import', '@garrison/node/register']`. */
  readonly nodeArguments?: readonly string[];
  readonly env?: Readonly<Record<string, string>>;
  /** Milliseconds; the process is killed after. Default 60,000. */
  readonly timeoutMs?: number;
  /** Default: the Node that runs the suite. */
  readonly node?: string;
}

export interface AppResult {
  readonly exitCode: number | null;
  /** Both streams. */
  readonly output: string;
  /** What the script reported with `report()`: one value per name. */
  readonly reported: Readonly<Record<string, unknown>>;
}

const APPS = join(import.meta.dirname, 'apps');

/** Runs one of the suite's programs inside the target, so that it loads the packages that the target has. */
export async function runApp(target: ConformanceTarget, run: AppRun): Promise<AppResult> {
  const folder = join(target.directory, 'node_modules/.garrison-conformance');
  await mkdir(folder, { recursive: true });
  const script = join(folder, basename(run.script));
  await copyFile(join(APPS, run.script), script);
  for (const helper of ['report.mjs', 'plain-sdk.mjs']) await copyFile(join(APPS, helper), join(folder, helper));
  const child = spawn(run.node ?? process.execPath, [...(run.nodeArguments ?? []), script], {
    cwd: target.directory,
    env: { PATH: process.env['PATH'], HOME: process.env['HOME'], NODE_NO_WARNINGS: '1', ...run.env },
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
    timeout: run.timeoutMs ?? 60_000,
    killSignal: 'SIGKILL',
  });
  let output = '';
  child.stdout?.on('data', (chunk: Buffer) => void (output += chunk.toString('utf8')));
  child.stderr?.on('data', (chunk: Buffer) => void (output += chunk.toString('utf8')));
  const reported: Record<string, unknown> = {};
  child.on('message', (message: { name: string; value: unknown }) => void (reported[message.name] = message.value));
  const exitCode = await new Promise<number | null>((resolve) => child.once('close', resolve));
  return { exitCode, output, reported };
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
