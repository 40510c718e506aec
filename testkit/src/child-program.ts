import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';

export interface ProgramEnd {
  /** Null when a signal ended it, or when it could not be started. */
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
}

export interface ChildProgram {
  readonly pid: number;
  /** What it printed so far, both streams, in order of arrival; the last 64 KiB. */
  output(): string;
  /** Null while it runs. */
  exit(): ProgramEnd | null;
  /** SIGTERM to the program; SIGKILL to its whole process group after `timeoutMs` (10 s). Resolves when it has ended. */
  stop(timeoutMs?: number): Promise<ProgramEnd>;
  /** SIGKILL to the whole process group: the power cut. */
  kill9(): Promise<void>;
}

const OUTPUT_MAX = 64 * 1024;
const running = new Set<ChildProcess>();

process.once('exit', () => {
  for (const child of running) killGroup(child, 'SIGKILL');
});

/** Starts a program as the leader of its own process group, so that nothing it starts outlives the test. */
export function startProgram(
  command: string,
  args: readonly string[],
  options: { readonly cwd?: string; readonly env?: NodeJS.ProcessEnv } = {},
): ChildProgram {
  const child = spawn(command, args, { ...options, detached: true, stdio: ['ignore', 'pipe', 'pipe'] });
  let output = '';
  let ended: ProgramEnd | null = null;
  const keep = (chunk: Buffer): void => void (output = (output + chunk.toString('utf8')).slice(-OUTPUT_MAX));
  child.stdout.on('data', keep);
  child.stderr.on('data', keep);
  running.add(child);
  const end = new Promise<ProgramEnd>((resolve) => {
    child.once('error', (error) => {
      output += `\n${error.message}`;
      running.delete(child);
      resolve((ended = { code: null, signal: null }));
    });
    child.once('close', (code, signal) => {
      running.delete(child);
      resolve((ended = { code, signal }));
    });
  });
  return {
    pid: child.pid ?? -1,
    output: () => output,
    exit: () => ended,
    async stop(timeoutMs = 10_000) {
      if (ended === null) child.kill('SIGTERM');
      const timer = setTimeout(() => killGroup(child, 'SIGKILL'), timeoutMs);
      const result = await end;
      clearTimeout(timer);
      return result;
    },
    async kill9() {
      killGroup(child, 'SIGKILL');
      await end;
    },
  };
}

/** Runs a program to its end; rejects with its output when the exit code is not 0. */
export async function runProgram(
  command: string,
  args: readonly string[],
  options: { readonly cwd?: string; readonly env?: NodeJS.ProcessEnv } = {},
): Promise<string> {
  const child = spawn(command, args, { ...options, stdio: ['ignore', 'pipe', 'pipe'] });
  let output = '';
  child.stdout.on('data', (chunk: Buffer) => void (output += chunk.toString('utf8')));
  child.stderr.on('data', (chunk: Buffer) => void (output += chunk.toString('utf8')));
  const [code] = (await once(child, 'close')) as [number | null];
  if (code !== 0) throw new Error(`${command} ended with ${code}: ${output}`);
  return output;
}

function killGroup(child: ChildProcess, signal: NodeJS.Signals): void {
  if (child.pid === undefined) return;
  try {
    process.kill(-child.pid, signal);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
  }
}
