import { describe, expect, it } from 'vitest';
import type { SpanItem } from '../../data/traces.ts';
import { loadOf, rowsOf } from './rows.ts';
import { readTrace } from './trace.ts';

const PROJECTS = new Set(['gateway', 'auth-service', 'worker']);

function span(name: string, [from, to]: readonly [number, number], more: Partial<SpanItem> = {}): SpanItem {
  return {
    event_type: 'span',
    event_id: name,
    project_id: 1,
    project_slug: 'gateway',
    parent_span_id: null,
    is_transaction: false,
    op: 'function',
    name,
    start_timestamp: 1000 + from / 1000,
    duration: to - from,
    additional_attributes: {},
    children: [],
    errors: [],
    ...more,
  };
}

const read = (...items: SpanItem[]) => readTrace({ items, cut: undefined }, PROJECTS);
const named = (trace: ReturnType<typeof read>, name: string) => {
  const node = trace.nodes.find(({ id }) => id === name);
  if (node === undefined) throw new Error(`There is no span ${name}.`);
  return node;
};
const NONE = { find: '', only: undefined, service: undefined } as const;

describe('a trace', () => {
  const trace = read(
    span('root', [0, 100], {
      children: [span('a', [10, 40]), span('b', [20, 50]), span('c', [60, 90], { children: [span('d', [70, 130])] })],
    }),
  );

  it('knows the time that no child took', () => {
    expect(Math.round(named(trace, 'root').self)).toBe(30);
    expect(Math.round(named(trace, 'c').self)).toBe(10);
    expect(Math.round(named(trace, 'd').self)).toBe(60);
  });

  it('marks what decided its duration, and not what outlives its parent', () => {
    expect(trace.nodes.filter(({ isCritical }) => isCritical).map(({ id }) => id)).toEqual(['root', 'b', 'c']);
  });

  it('is as long as its longest span, and counts what is at work', () => {
    expect(Math.round(trace.duration)).toBe(130);
    const { counts } = loadOf(trace, 13);
    expect(counts).toHaveLength(13);
    expect(counts[3]).toBe(3);
    expect(counts[12]).toBe(1);
  });

  it('hides what is folded, and shows what is found with everything above it', () => {
    expect(rowsOf(trace, new Set(['c']), NONE).rows.map(({ id }) => id)).toEqual(['root', 'a', 'b', 'c']);
    const { rows, found } = rowsOf(trace, new Set(['c']), { ...NONE, find: 'D' });
    expect(rows.map(({ id }) => id)).toEqual(['root', 'c', 'd']);
    expect(found).toBe(1);
  });
});

describe('what is odd', () => {
  it('is a parent that is missing', () => {
    const [remark] = named(read(span('lost', [0, 1], { parent_span_id: 'abc' })), 'lost').remarks;
    expect(remark).toContain('Its parent abc is not in this trace');
  });

  it('are clocks that differ', () => {
    const child = span('child', [-300, 10], { project_slug: 'auth-service' });
    const [remark] = named(read(span('root', [0, 100], { children: [child] })), 'child').remarks;
    expect(remark).toContain('starts 300 ms before the span of gateway that called it');
  });

  it.each([
    ['GET http://auth-service:3001/verify', {}],
    ['GET /verify', { 'server.address': 'auth-service.internal' }],
  ])('is a service that was called and is not in the trace: %s', (name, attributes) => {
    const call = span('call', [0, 10], { op: 'http.client', name, additional_attributes: attributes });
    expect(named(read(call), 'call').remarks[0]).toContain('auth-service was called and sent no span');
  });

  it('is not a call to a host of somebody else, nor one that was answered', () => {
    const call = { op: 'http.client', name: 'GET https://api.stripe.com/v1' };
    expect(named(read(span('call', [0, 10], call)), 'call').remarks).toEqual([]);
    const answered = span('call', [0, 10], {
      op: 'http.client',
      name: 'GET http://auth-service/verify',
      children: [span('verify', [1, 9], { project_slug: 'auth-service' })],
    });
    expect(named(read(answered), 'call').remarks).toEqual([]);
  });

  it('is the time in a queue', () => {
    const bill = span('bill', [410, 500], { op: 'queue.process', project_slug: 'worker' });
    const remarks = named(read(span('publish', [0, 10], { children: [bill] })), 'bill').remarks;
    expect(remarks).toEqual(['It waited 400 ms in the queue.']);
  });
});

it('a trace without spans has no rows', () => {
  expect(read()).toMatchObject({ nodes: [], errorCount: 0, services: [] });
});
