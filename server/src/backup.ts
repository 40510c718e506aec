import { execFileSync } from 'node:child_process';
import { constants, existsSync } from 'node:fs';
import { cp, rename, rm, stat } from 'node:fs/promises';
import { basename, join, resolve } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { parseConfig } from './config.ts';
import { holdDirectory } from './platform/index.ts';

/** Of the process that runs; they would only mislead one that runs on the copy. */
const NOT_COPIED = /^(?:server\.pid|lock\.sqlite.*)$/;
const STOPS_WITHIN_MS = 10_000;

async function backUp(given: string | undefined): Promise<number> {
  const parsed = parseConfig();
  if ('problems' in parsed) return say(2, ['The settings are not right:', ...parsed.problems].join('\n- '));
  if (given === undefined) return say(2, 'Name the directory to be made: garrison admin backup <target>');
  const { dataDirectory, clickhouseUrl } = parsed.config;
  const target = resolve(given);
  if (!existsSync(join(dataDirectory, 'garrison.sqlite')))
    return say(
      1,
      `No server has run on ${dataDirectory} yet. Name the directory of its data: GARRISON_DATA=<directory>`,
    );
  if (existsSync(target)) return say(2, `${target} exists already. Name a directory that does not.`);
  if (`${target}/`.startsWith(`${resolve(dataDirectory)}/`))
    return say(2, `${target} is within the data directory. Name a directory outside of it.`);
  const hold = holdDirectory(dataDirectory);
  const started = performance.now();
  if ('heldBy' in hold) await copyOfRunning(Number(hold.heldBy), dataDirectory, target);
  else {
    await copy(dataDirectory, target);
    hold.release();
  }
  const seconds = ((performance.now() - started) / 1000).toFixed(1);
  const how =
    'heldBy' in hold ? `The server (process ${hold.heldBy}) stood still for` : 'The server is stopped; it took';
  process.stdout.write(`Copied ${dataDirectory} to ${target}. ${how} ${seconds} s.\n`);
  if (clickhouseUrl !== undefined)
    process.stdout.write(
      'The events are in the ClickHouse of GARRISON_CLICKHOUSE_URL, not in this copy: back it up, too.\n',
    );
  return 0;
}

async function copyOfRunning(server: number, from: string, to: string): Promise<void> {
  if (!Number.isInteger(server)) throw new Error('The server is just starting. Try again.');
  if (process.platform === 'win32') throw new Error('On Windows, stop the server first.');
  const stopped: number[] = [];
  const resume = (): void => {
    // The engine first: the server asks it at once.
    for (const pid of stopped.splice(0).toReversed()) signal(pid, 'SIGCONT');
  };
  const interrupted = (): void => {
    resume();
    process.exit(1);
  };
  for (const name of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(name, interrupted);
  try {
    // The parent first: it starts no child meanwhile.
    for (let next: readonly number[] = [server]; next.length > 0; next = childrenOf(next)) {
      for (const pid of next) {
        stopped.push(pid);
        signal(pid, 'SIGSTOP');
      }
      await standsStill(next);
    }
    await copy(from, to);
  } finally {
    resume();
  }
}

async function copy(from: string, to: string): Promise<void> {
  const partial = `${to}.partial`;
  await rm(partial, { recursive: true, force: true });
  // On file systems that can share blocks (btrfs, XFS, APFS) nothing is copied, and it takes no time.
  await cp(from, partial, {
    recursive: true,
    mode: constants.COPYFILE_FICLONE,
    preserveTimestamps: true,
    filter: async (path) => !NOT_COPIED.test(basename(path)) && !(await stat(path)).isSocket(),
  });
  await rename(partial, to);
}

function signal(pid: number, name: 'SIGSTOP' | 'SIGCONT'): void {
  try {
    process.kill(pid, name);
  } catch (error) {
    // It has ended since: there is nothing to stop.
    if (!(error instanceof Error && 'code' in error && error.code === 'ESRCH')) throw error;
  }
}

async function standsStill(pids: readonly number[]): Promise<void> {
  const deadline = performance.now() + STOPS_WITHIN_MS;
  while (processes().some(({ pid, state }) => pids.includes(pid) && !/^[TtZ]/.test(state))) {
    if (performance.now() > deadline) throw new Error(`The processes ${pids.join(', ')} do not stand still.`);
    await delay(5);
  }
}

function childrenOf(parents: readonly number[]): readonly number[] {
  // The listing is a child of ours, never of the server.
  return processes().flatMap(({ pid, parent, state }) =>
    parents.includes(parent) && !state.startsWith('Z') ? [pid] : [],
  );
}

function processes(): readonly { readonly pid: number; readonly parent: number; readonly state: string }[] {
  return execFileSync('ps', ['-axo', 'pid=,ppid=,stat='], { encoding: 'utf8' })
    .trim()
    .split('\n')
    .map((line) => {
      const [pid, parent, state = ''] = line.trim().split(/\s+/);
      return { pid: Number(pid), parent: Number(parent), state };
    });
}

function say(code: number, text: string): number {
  process.stderr.write(`${text}\n`);
  return code;
}

/**
 * Copies the data directory of a server. Of one that runs, too: its processes stand still while the files are copied (SIGSTOP, SIGCONT), so
 * that the copy is what a power cut at this moment would leave, from which every start recovers. Exit codes as the server's: 0 done,
 * 1 failed, 2 wrong settings or no target.
 */
process.exitCode = await backUp(process.argv[2]).catch((error: unknown) =>
  say(1, error instanceof Error ? error.message : String(error)),
);
