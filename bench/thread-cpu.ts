import { readdirSync, readFileSync } from 'node:fs';

/** The kernel counts CPU in hundredths of a second. */
const TICK_MS = 10;

/** What the threads of the server's process are called by Node, and by us where it is a thread of our own. */
const NAMES: Readonly<Record<string, string>> = {
  'node-MainThread': 'main',
  MainThread: 'main',
  WorkerThread: 'processing',
  'node-V8Worker': 'V8 helpers',
  'libuv-worker': 'files',
};

export interface ThreadCpu {
  readonly name: string;
  readonly ms: number;
}

/**
 * CPU that the processes of a group have used so far, by the kind of thread: the server's by name, the engine as one, and what its ended threads used.
 * Linux only.
 */
export function cpuByThread(group: number): readonly ThreadCpu[] {
  const byName = new Map<string, number>();
  const add = (name: string, ms: number): void => void byName.set(name, (byName.get(name) ?? 0) + ms);
  for (const pid of numbersIn('/proc')) {
    const whole = readStat(`/proc/${pid}/stat`);
    if (whole?.group !== group) continue;
    if (pid !== group) {
      add('engine', whole.ms);
      continue;
    }
    let living = 0;
    for (const thread of numbersIn(`/proc/${pid}/task`)) {
      const stat = readStat(`/proc/${pid}/task/${thread}/stat`);
      if (stat === undefined) continue;
      living += stat.ms;
      add(NAMES[stat.name] ?? stat.name, stat.ms);
    }
    add('ended threads', Math.max(0, whole.ms - living));
  }
  return [...byName].map(([name, ms]) => ({ name, ms }));
}

function numbersIn(directory: string): readonly number[] {
  return readdirSync(directory)
    .filter((name) => /^\d+$/.test(name))
    .map(Number);
}

/** Undefined when it ended between the listing and the reading. */
function readStat(path: string): { readonly name: string; readonly group: number; readonly ms: number } | undefined {
  let text: string;
  try {
    text = readFileSync(path, 'utf8');
  } catch {
    return undefined;
  }
  // pid (name) state ppid pgrp … utime stime: fields 3, 5, 14 and 15 of the manual; the name may hold spaces and brackets.
  const [start, end] = [text.indexOf('(') + 1, text.lastIndexOf(')')];
  const fields = text.slice(end + 2).split(' ');
  const ms = (Number(fields[11]) + Number(fields[12])) * TICK_MS;
  return { name: text.slice(start, end), group: Number(fields[2]), ms };
}
