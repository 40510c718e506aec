/**
 * Runs in a thread of its own, because the engine's call does not return. Reads the pipe that the parent holds open: the end of the
 * pipe means that the parent ended, also by SIGKILL, and works on every platform. A byte means that the engine has started.
 */
import { dlopen } from 'node:ffi';
import { readFileSync, readSync } from 'node:fs';

const MADV_DONTNEED = 4;
const byte = Buffer.alloc(1);

while (isParentThere()) if (process.platform === 'linux') unmapCode();
process.kill(process.pid, 'SIGKILL');

function isParentThere() {
  try {
    return readSync(0, byte, 0, 1, null) > 0;
  } catch {
    return false;
  }
}

/**
 * A start reads 200 MB of the library's code, most of which is not used again. Pages of code are never written to, so they can be
 * unmapped; what is used again is read from the page cache.
 */
function unmapCode() {
  const { functions } = dlopen(null, { madvise: { arguments: ['u64', 'u64', 'i32'], return: 'i32' } });
  for (const [, from, to] of readFileSync('/proc/self/maps', 'utf8').matchAll(/^(\w+)-(\w+) r-xp .* [/]/gm)) {
    const start = BigInt(`0x${from}`);
    functions.madvise(start, BigInt(`0x${to}`) - start, MADV_DONTNEED);
  }
}
