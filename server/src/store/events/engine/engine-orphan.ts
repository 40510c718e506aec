import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { AppError } from '../../../errors.ts';

/**
 * The engine keeps its PID in `status` and holds a lock on the directory. When that process is an engine of Garrison whose parent
 * ended, it is stopped, so that the start does not fail. When it is any other running process, this throws.
 */
export async function takeOver(dataPath: string, childScript: string): Promise<number | undefined> {
  const pid = holderOf(dataPath);
  if (pid === undefined) return undefined;
  const holder = describeProcess(pid);
  if (holder === undefined || !holder.command.includes(childScript) || !holder.command.includes(dataPath)) {
    // The PID belongs to another process now, or to none: the lock is free.
    return undefined;
  }
  const parent = Number(/engine-child\.mjs (\d+) /.exec(holder.command)?.[1]);
  if (holder.parent === parent) {
    throw new AppError(
      'store_unavailable',
      `the event store in ${dataPath} is in use by process ${parent} (engine ${pid})`,
    );
  }
  process.kill(pid, 'SIGKILL');
  for (let attempt = 0; attempt < 200 && describeProcess(pid) !== undefined; attempt++) await delay(10);
  return pid;
}

function holderOf(dataPath: string): number | undefined {
  try {
    const pid = Number(/^PID: (\d+)/.exec(readFileSync(join(dataPath, 'status'), 'utf8'))?.[1]);
    return Number.isInteger(pid) && pid > 1 ? pid : undefined;
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined;
    throw error;
  }
}

function describeProcess(pid: number): { parent: number; command: string } | undefined {
  try {
    const line = execFileSync('ps', ['-o', 'ppid=,stat=,command=', '-ww', '-p', String(pid)], { encoding: 'utf8' });
    const [, parent, state, command] = /^\s*(\d+)\s+(\S+)\s+(.*)$/m.exec(line) ?? [];
    if (parent === undefined || command === undefined || state?.startsWith('Z')) return undefined;
    return { parent: Number(parent), command };
  } catch {
    // `ps` fails when there is no such process.
    return undefined;
  }
}
