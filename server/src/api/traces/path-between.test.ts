import { describe, expect, it } from 'vitest';
import type { SpanPlace } from '../../query/index.ts';
import { pathBetween } from './path-between.ts';

const place = (spanId: string, parentSpanId: string, isSegment = true): SpanPlace => ({
  spanId,
  parentSpanId,
  isSegment,
  projectId: 1,
  name: spanId,
  op: '',
  service: '',
});

const NAMES = (places: readonly SpanPlace[]) => places.map(({ name }) => name);

describe('pathBetween', () => {
  const places = [
    place('web', ''),
    place('call', 'web', false),
    place('gateway', 'call'),
    place('auth', 'gateway'),
    place('users', 'gateway'),
    place('query', 'users', false),
  ];

  it.each([
    ['query', 'auth', ['query', 'users', 'gateway', 'auth']],
    ['query', 'web', ['query', 'users', 'gateway', 'web']],
    ['web', 'query', ['web', 'gateway', 'users', 'query']],
    ['auth', 'auth', ['auth']],
    ['auth', 'unknown', []],
  ])('goes from %s to %s', (from, to, expected) => {
    expect(NAMES(pathBetween(places, { from, to }))).toEqual(expected);
  });

  it('ends in spans that name each other as parents', () => {
    const circle = [place('a', 'b'), place('b', 'a'), place('c', '')];
    expect(NAMES(pathBetween(circle, { from: 'a', to: 'b' }))).toEqual(['a', 'b']);
    expect(pathBetween(circle, { from: 'a', to: 'c' })).toEqual([]);
  });
});
