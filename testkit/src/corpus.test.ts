import { expect, test } from 'vitest';
import { readCorpus } from './corpus.ts';

test('the recorded requests come back as bytes, with the right lengths', () => {
  const corpus = readCorpus();
  expect(corpus.length).toBeGreaterThan(240);
  for (const { body } of corpus) {
    const [head = '', first = ''] = body.toString().split('\n', 2);
    const { length }: { length?: number } = JSON.parse(first);
    const start = head.length + first.length + 2;
    const end = length === undefined ? body.indexOf('\n', start) : start + length;
    expect(body[end]).toBe(0x0a);
  }
});
