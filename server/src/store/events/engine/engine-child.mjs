/**
 * The engine's process: `node engine-child.mjs <parent pid> <library> <argument of the engine>…`. `chdb_query_cmdline` is the whole
 * `clickhouse local` program behind one C function; it listens and does not return. Plain JavaScript, because the type stripper
 * would stay in memory while the engine runs (12 MB).
 */
import { once } from 'node:events';
import { dlopen, getRawPointer, toString } from 'node:ffi';
import { writeSync } from 'node:fs';
import { setPriority } from 'node:os';
import { Worker } from 'node:worker_threads';

const PR_SET_PDEATHSIG = 1;
const SIGKILL = 9n;

function dieWithParent(parent) {
  if (process.platform !== 'linux') return;
  const signature = { arguments: ['i32', 'u64', 'u64', 'u64', 'u64'], return: 'i32' };
  const { functions } = dlopen(null, { prctl: signature });
  functions.prctl(PR_SET_PDEATHSIG, SIGKILL, 0n, 0n, 0n);
  if (process.ppid !== parent) process.kill(process.pid, 'SIGKILL');
}

/** `char **argv`; the texts must stay in memory until the call returned. */
function argumentVector(args) {
  const texts = args.map((arg) => Buffer.from(`${arg}\0`));
  const vector = Buffer.alloc((args.length + 1) * 8);
  for (const [index, text] of texts.entries()) vector.writeBigUInt64LE(BigInt(getRawPointer(text)), index * 8);
  return { texts, vector };
}

const [parent, library, ...engineArguments] = process.argv.slice(2);
dieWithParent(Number(parent));
// Accepting has priority over merging. The engine's threads inherit this.
setPriority(0, 5);
await once(new Worker(new URL('./engine-watch.mjs', import.meta.url)), 'online');

const { functions } = dlopen(library, {
  chdb_query_cmdline: { arguments: ['i32', 'pointer'], return: 'pointer' },
  chdb_result_error: { arguments: ['pointer'], return: 'pointer' },
});
const { texts, vector } = argumentVector(['clickhouse', ...engineArguments]);
const result = functions.chdb_query_cmdline(texts.length, BigInt(getRawPointer(vector)));
const failure = result === 0n ? 0n : functions.chdb_result_error(result);
writeSync(2, failure === 0n ? 'the engine returned' : toString(failure));
// Not `exit`: that would wait for the worker, which is blocked in its read.
process.kill(process.pid, 'SIGKILL');
