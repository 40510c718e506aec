import { createHash, randomUUID } from 'node:crypto';
import { mkdir, open, readFile, rename, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { AppError } from '../../errors.ts';
import type { BlobStore } from './blob.ts';

/**
 * Keys are made by this code, so a wrong one is a fault of the code: no dot at the start of a part, no empty part, no letters that
 * some file systems treat as equal.
 */
const KEY = /^[a-z0-9_-][a-z0-9._-]*(?:\/[a-z0-9_-][a-z0-9._-]*)*$/;
const KEY_LENGTH_MAX = 200;

/** Blobs as files, spread over 256 × 256 directories by the hash of the key. */
export async function openBlobDirectory(directory: string): Promise<BlobStore> {
  await mkdir(directory, { recursive: true });
  const pathOf = (key: string): string => {
    if (key.length > KEY_LENGTH_MAX || !KEY.test(key)) throw new AppError('internal', `not a blob key: ${key}`);
    const hash = createHash('sha256').update(key).digest('hex');
    return join(directory, hash.slice(0, 2), hash.slice(2, 4), key.replaceAll('/', '+'));
  };
  return {
    put: async (key, bytes) => await writeDurably(directory, pathOf(key), bytes),
    async get(key) {
      try {
        return await readFile(pathOf(key));
      } catch (error) {
        if (isAbsent(error)) return undefined;
        throw error;
      }
    },
    delete: async (key) => await rm(pathOf(key), { force: true }),
  };
}

async function writeDurably(root: string, path: string, bytes: Uint8Array): Promise<void> {
  const folder = dirname(path);
  const created = await mkdir(folder, { recursive: true });
  const temporary = `${path}.${randomUUID()}.tmp`;
  try {
    const file = await open(temporary, 'wx');
    try {
      await file.writeFile(bytes);
      await file.sync();
    } finally {
      await file.close();
    }
    await rename(temporary, path);
  } catch (error) {
    await rm(temporary, { force: true });
    throw error;
  }
  await syncFolder(folder);
  if (created === undefined) return;
  await syncFolder(dirname(folder));
  await syncFolder(root);
}

async function syncFolder(folder: string): Promise<void> {
  const handle = await open(folder, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

function isAbsent(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'ENOENT';
}
