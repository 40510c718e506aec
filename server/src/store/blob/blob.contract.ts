import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { BlobStore } from './blob.ts';

export interface BlobsUnderTest {
  readonly store: BlobStore;
  remove(): Promise<void>;
}

/** What every blob store does, in a directory or in S3. */
export function describeBlobs(name: string, create: () => Promise<BlobsUnderTest>): void {
  describe(`${name}`, () => {
    let blobs: BlobsUnderTest;
    beforeEach(async () => {
      blobs = await create();
    });
    afterEach(async () => await blobs.remove());

    it('gives back what was put, byte for byte', async () => {
      const bytes = Buffer.from(Array.from({ length: 100_000 }, (_, index) => (index * 7) % 256));
      await blobs.store.put('attachment/1/0af3', bytes);
      await blobs.store.put('attachment/1/empty', new Uint8Array(0));
      expect(Buffer.from((await blobs.store.get('attachment/1/0af3')) ?? []).equals(bytes)).toBe(true);
      expect((await blobs.store.get('attachment/1/empty'))?.byteLength).toBe(0);
    });

    it('replaces, deletes, and knows nothing of what was never there', async () => {
      await blobs.store.put('a', Buffer.from('one'));
      await blobs.store.put('a', Buffer.from('two'));
      expect(Buffer.from((await blobs.store.get('a')) ?? []).toString()).toBe('two');
      await blobs.store.delete('a');
      await blobs.store.delete('a');
      expect(await blobs.store.get('a')).toBeUndefined();
    });

    it('keeps one whole version when the same key is written at once', async () => {
      const versions = Array.from({ length: 8 }, (_, index) => Buffer.alloc(50_000, index));
      await Promise.all(versions.map((bytes) => blobs.store.put('same', bytes)));
      const kept = Buffer.from((await blobs.store.get('same')) ?? []);
      expect(versions.some((bytes) => bytes.equals(kept))).toBe(true);
    });

    it.each([
      '',
      '..',
      '../x',
      'a/../b',
      '/a',
      'a/',
      'a//b',
      '.hidden',
      'a/.b',
      'A',
      'a b',
      'a\0',
      'a+b',
      'é',
      'x'.repeat(201),
    ])('refuses the key %j', async (key) => {
      await expect(blobs.store.put(key, Buffer.from('x'))).rejects.toMatchObject({ code: 'internal' });
      await expect(blobs.store.get(key)).rejects.toMatchObject({ code: 'internal' });
    });
  });
}
