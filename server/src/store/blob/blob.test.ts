import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { openBlobDirectory } from './blob-directory.ts';
import { describeBlobs } from './blob.contract.ts';

describeBlobs('a directory of blobs', async () => {
  const directory = await mkdtemp(join(tmpdir(), 'garrison-blob-'));
  return {
    store: await openBlobDirectory(directory),
    remove: async () => await rm(directory, { recursive: true }),
  };
});

it('spreads keys over directories and leaves no temporary file', async () => {
  const directory = await mkdtemp(join(tmpdir(), 'garrison-blob-'));
  const store = await openBlobDirectory(directory);
  for (let index = 0; index < 40; index++) await store.put(`attachment/7/${index}`, Buffer.from('x'));
  const names = await readdir(directory, { recursive: true, withFileTypes: true });
  const files = names.filter((entry) => entry.isFile());
  expect(files.length).toBe(40);
  expect(new Set(files.map((entry) => entry.parentPath)).size).toBeGreaterThan(30);
  expect(files.every((entry) => !entry.name.endsWith('.tmp'))).toBe(true);
  await rm(directory, { recursive: true });
});
