import { describe, expect, it } from 'vitest';
import { chainOf } from './chain.ts';

describe('cause chain', () => {
  it('reads the last raised first, then its causes', () => {
    const chain = chainOf([
      { type: 'QueryError', value: 'timeout' },
      { type: 'TypeError', value: 'x' },
    ]);
    expect(chain.map(({ exception, depth, main }) => [exception.type, depth, main])).toEqual([
      ['TypeError', 1, true],
      ['QueryError', 2, false],
    ]);
  });

  it('nests an exception group by its parents', () => {
    const part = (id: number, source: string) => ({
      type: `E${id}`,
      value: null,
      mechanism: { exception_id: id, parent_id: 0, source },
    });
    const chain = chainOf([
      part(2, 'errors[1]'),
      part(1, 'errors[0]'),
      { type: 'AggregateError', value: null, mechanism: { exception_id: 0 } },
    ]);
    expect(chain.map(({ exception, depth, relation }) => [exception.type, depth, relation])).toEqual([
      ['AggregateError', 1, 'caused by'],
      ['E1', 2, 'contains'],
      ['E2', 2, 'contains'],
    ]);
  });

  it('survives parents that run in a circle', () => {
    const loop = (id: number, parent: number) => ({
      type: 'E',
      value: null,
      mechanism: { exception_id: id, parent_id: parent },
    });
    expect(chainOf([loop(0, 1), loop(1, 0)])).toHaveLength(2);
  });
});
