import { expect, test } from 'vitest';
import { createChunkMemory } from './chunk-memory.ts';

test('chunks are used again, as many as the last batch had; the others, and those of another size, are given back', () => {
  const memory = createChunkMemory(100);
  const chunks = Array.from({ length: 12 }, () => memory.take(50));
  const large = memory.take(1000);
  expect(large.length).toBe(1000);
  memory.give([...chunks, large]);
  expect(large.buffer.detached).toBe(true);
  expect(chunks.some((chunk) => chunk.buffer.detached)).toBe(false);
  const few = [memory.take(1), memory.take(100)];
  expect(few.every((chunk) => chunks.includes(chunk))).toBe(true);
  memory.give(few);
  expect(chunks.filter((chunk) => !chunk.buffer.detached).length).toBe(4);
});
