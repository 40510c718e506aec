/** Where the rows of batches are written: memory outside of the heap, in chunks that are used again. */
export interface ChunkMemory {
  /** Of at least so many bytes. */
  take(bytes: number): Buffer<ArrayBuffer>;
  /** All chunks of a batch, which nothing reads any more. */
  give(chunks: readonly Buffer<ArrayBuffer>[]): void;
}

const CHUNK_BYTES = 512 * 1024;
const KEPT_CHUNKS_MIN = 4;

/** As many chunks stay as the last batch used; the memory of a backlog goes with the first small batch after it. */
export function createChunkMemory(chunkBytes = CHUNK_BYTES): ChunkMemory {
  const idle: Buffer<ArrayBuffer>[] = [];
  return {
    take(bytes) {
      if (bytes > chunkBytes) return Buffer.allocUnsafeSlow(bytes);
      return idle.pop() ?? Buffer.allocUnsafeSlow(chunkBytes);
    },
    give(chunks) {
      idle.push(...chunks);
      const kept = Math.max(chunks.length, KEPT_CHUNKS_MIN);
      const going = idle.filter((chunk) => chunk.length > chunkBytes);
      const staying = idle.filter((chunk) => chunk.length === chunkBytes);
      going.push(...staying.splice(kept));
      // Given back at once: left to the collector, it adds up to several times what is in use.
      for (const chunk of going) chunk.buffer.transfer(0);
      idle.splice(0, Infinity, ...staying);
    },
  };
}
