/**
 * The engine's process: `node engine-child.ts <parent pid> <library> <argument of the engine>…`.
 * `chdb_query_cmdline` is the whole `clickhouse local` program behind one C function; it listens and does not return.
 */
import { once } from 'node:events';
import { writeSync } from 'node:fs';
import { dlopen, getRawPointer, toString } from 'node:ffi';
import { Worker } from 'node:worker_threads';

const PR_SET_PDEATHSIG = 1;
const SIGKILL = 9n;

/** A parent that dies by SIGKILL leaves its child alive: end of the inherited pipe is the one sign that works everywhere. */
const watchParent = `
  const { readSync } = require('node:fs');
  const one = Buffer.alloc(1);
  try { while (readSync(0, one, 0, 1, null) > 0); } catch {}
  process.kill(process.pid, 'SIGKILL');
`;

function dieWithParent(parent: number): void {
  if (process.platform !== 'linux') return;
  const signature = { arguments: ['i32', 'u64', 'u64', 'u64', 'u64'], return: 'i32' } as const;
  const { functions } = dlopen(null, { prctl: signature });
  functions.prctl(PR_SET_PDEATHSIG, SIGKILL, 0n, 0n, 0n);
  if (process.ppid !== parent) process.kill(process.pid, 'SIGKILL');
}

/** `char **argv` in memory that is never freed: the call lasts as long as the process. */
function argumentVector(args: readonly string[]): { pointer: bigint; keep: Buffer[] } {
  const texts = args.map((arg) => Buffer.from(`${arg}\0`));
  const vector = Buffer.alloc((args.length + 1) * 8);
  texts.forEach((text, index) => vector.writeBigUInt64LE(BigInt(getRawPointer(text)), index * 8));
  return { pointer: BigInt(getRawPointer(vector)), keep: [...texts, vector] };
}

const [parent, library, ...engineArguments] = process.argv.slice(2);
if (library === undefined || parent === undefined) throw new Error('usage: engine-child <parent pid> <library> …');
dieWithParent(Number(parent));
await once(new Worker(watchParent, { eval: true }), 'online');

const { functions } = dlopen(library, {
  chdb_query_cmdline: { arguments: ['i32', 'pointer'], return: 'pointer' },
  chdb_result_error: { arguments: ['pointer'], return: 'pointer' },
});
const argv = argumentVector(['clickhouse', ...engineArguments]);
const result = functions.chdb_query_cmdline(engineArguments.length + 1, argv.pointer);
const failure = result === 0n ? 0n : functions.chdb_result_error(result);
// Keeps the arguments alive until here; then ends without waiting for the worker, which is blocked in its read.
writeSync(2, `${failure === 0n ? 'the engine returned' : toString(failure)} (${argv.keep.length} arguments)\n`);
process.kill(process.pid, 'SIGKILL');
