import { describe, expect, it } from 'vitest';
import type { TagCount } from '../../data/shapes.ts';
import { standsOut } from './stands-out.ts';

function tag(key: string, counts: Readonly<Record<string, number>>): TagCount {
  const topValues = Object.entries(counts).map(([value, count]) => ({
    key,
    name: value,
    value,
    count,
    firstSeen: null,
    lastSeen: null,
    query: null,
  }));
  const totalValues = Object.values(counts).reduce((sum, count) => sum + count, 0);
  return { key, name: key, totalValues, uniqueValues: topValues.length, topValues };
}

describe('what stands out', () => {
  it('is what the issue has more of than the project, the widest gap first', () => {
    const issue = [tag('release', { '2.0.0': 91, '1.9.0': 9 }), tag('region', { eu: 100 }), tag('os', { linux: 100 })];
    const project = [
      tag('release', { '1.9.0': 600, '2.0.0': 400 }),
      tag('region', { us: 900, eu: 100 }),
      tag('os', { linux: 1000 }),
    ];
    expect(standsOut(issue, project)).toEqual([
      { key: 'region', value: 'eu', share: 1, base: 0.1 },
      { key: 'release', value: '2.0.0', share: 0.91, base: 0.4 },
    ]);
  });

  it('says nothing about few events, about a value of few, or about what makes the issue', () => {
    const project = [tag('region', { us: 900, eu: 100 }), tag('transaction', { a: 1, b: 999 })];
    expect(standsOut([tag('region', { eu: 9 })], project)).toEqual([]);
    expect(standsOut([tag('region', { eu: 40, us: 35, ap: 25 })], project)).toEqual([]);
    expect(standsOut([tag('transaction', { a: 100 })], project)).toEqual([]);
    expect(standsOut([tag('unknown', { x: 100 })], project)).toEqual([]);
  });
});
