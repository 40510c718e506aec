import { expect, it } from 'vitest';
import { importCircles } from './import-circles.ts';

it('finds every circle, however long, and nothing else', () => {
  const edges = new Map([
    ['a', ['b', 'c']],
    ['b', ['c']],
    ['c', ['d', 'outside']],
    ['d', ['b']],
    ['e', ['e']],
    ['f', ['a']],
  ]);
  expect(importCircles(edges)).toEqual([['b', 'c', 'd'], ['e']]);
  expect(
    importCircles(
      new Map([
        ['a', ['b']],
        ['b', []],
      ]),
    ),
  ).toEqual([]);
});
