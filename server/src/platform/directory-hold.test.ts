import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { holdDirectory } from './directory-hold.ts';

const directory = mkdtempSync(join(tmpdir(), 'garrison-hold-'));
afterEach(() => rmSync(directory, { recursive: true, force: true }));

describe('holdDirectory', () => {
  it('names the holder to the second comer, and lets go', () => {
    const first = holdDirectory(directory);
    expect(holdDirectory(directory)).toEqual({ heldBy: String(process.pid) });
    if ('release' in first) first.release();
    const second = holdDirectory(directory);
    expect('release' in second).toBe(true);
    if ('release' in second) second.release();
  });
});
