import { describe, expect, it } from 'vitest';
import { readRate } from './rate-form.tsx';
import { SNIPPETS, snippetFor } from './snippets.ts';

describe('snippets', () => {
  it('fills in the DSN once or more for each platform', () => {
    for (const { steps } of SNIPPETS) {
      expect(steps.some(({ code }) => code('https://abc@host/1').includes('https://abc@host/1'))).toBe(true);
    }
  });

  it.each([
    ['node-express', 'express'],
    ['node-fastify', 'fastify'],
    ['javascript-react', 'react'],
    ['javascript-nextjs', 'nextjs'],
    ['react-native', 'react-native'],
    ['python-fastapi', 'fastapi'],
    [null, 'express'],
    ['cobol', 'express'],
  ])('starts %s with %s', (platform, id) => expect(snippetFor(platform).id).toBe(id));
});

describe('rate limit', () => {
  it('needs both numbers, or neither', () => {
    expect(readRate('100', '60')).toEqual({ count: 100, window: 60 });
    expect(readRate('', '')).toBeNull();
    expect(readRate('100', '')).toBeUndefined();
    expect(readRate('1.5', '60')).toBeUndefined();
    expect(readRate('0', '60')).toBeUndefined();
  });
});
