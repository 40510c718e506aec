import { expect, it } from 'vitest';
import { colourIndex } from './service-chip.tsx';

it('gives the first eight projects colours of their own, whatever the order of the list', () => {
  const projects = ['12', '3', '7', '1', '2', '4', '5', '6'].map((id) => ({ id }));
  expect(new Set(projects.map(({ id }) => colourIndex(projects, id))).size).toBe(8);
  expect(colourIndex(projects.toReversed(), '7')).toBe(colourIndex(projects, '7'));
});
