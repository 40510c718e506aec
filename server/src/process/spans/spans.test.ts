import { createScrubber } from '@garrison/policy';
import { parseEnvelope } from '@garrison/protocol';
import { readCorpus } from '@garrison/testkit';
import { describe, expect, test } from 'vitest';
import { projectSettings } from '../process-fixtures.ts';
import { readSpanContainer } from './read-span-container.ts';
import { readSpanV1, readTransaction } from './read-transaction.ts';
import { scrubQuery } from './read-attributes.ts';
import type { Span } from './span.ts';
import type { SpanContext } from './span-context.ts';

const RECEIVED = Date.parse('2026-11-22T21:30:20Z');
const context: SpanContext = {
  item: { sentAt: null, receivedAt: RECEIVED },
  traceHeader: null,
  scrubber: createScrubber(projectSettings().scrubbing),
  scrubIps: false,
  idSeed: '0:0:0',
};
const TRACE = 'bc7bd751513540bc8419744643171fcc';
const SPAN = '8cbdbcf915feb2fe';

interface Recorded {
  readonly name: string;
  readonly type: string;
  readonly payload: { items?: unknown[]; spans?: unknown[] };
}

const recorded: Recorded[] = readCorpus().flatMap(({ recording, body }, index) => {
  const envelope = parseEnvelope(body);
  if (!envelope.ok) return [];
  return envelope.envelope.items.flatMap((item): Recorded[] => {
    const isContainer = item.type === 'span' && item.contentType !== null;
    if (!isContainer && item.type !== 'transaction') return [];
    const payload = JSON.parse(Buffer.from(item.payload).toString()) as Recorded['payload'];
    return [{ name: `${recording} ${index} ${item.type}`, type: item.type, payload }];
  });
});

describe('what SDKs really send is read whole', () => {
  test('both forms were recorded', () => {
    expect(new Set(recorded.map(({ type }) => type))).toEqual(new Set(['transaction', 'span']));
  });

  test.each(recorded)('$name', ({ type, payload }) => {
    const read = type === 'span' ? readSpanContainer(payload, context) : readTransaction(payload, context);
    const expected = type === 'span' ? payload.items?.length : 1 + (payload.spans?.length ?? 0);
    expect(read?.problems).toEqual([]);
    expect(read?.spans).toHaveLength(expected ?? -1);
    for (const span of read?.spans ?? []) {
      expect(span.remarks).toEqual([]);
      expect(span.traceId).toMatch(/^[0-9a-f]{32}$/);
      expect(span.start).toBeGreaterThan(RECEIVED - 86_400_000 * 30);
      expect(span.name).not.toBe('');
      expect(span.sdkName).not.toBe('');
    }
  });
});

const transaction = {
  type: 'transaction',
  transaction: 'POST /orders/:id',
  start_timestamp: 1795383016,
  timestamp: 1795383016.25,
  platform: 'node',
  environment: 'production',
  release: 'shop@1.0.0',
  server_name: 'host-1',
  tags: { service: 'auth-service', plan: 'gold' },
  user: { id: 7, email: 'jo@acme.example' },
  sdk: { name: 'sentry.javascript.node', version: '10.0.0' },
  contexts: {
    trace: {
      trace_id: TRACE,
      span_id: SPAN,
      parent_span_id: '93527e3139f89c2a',
      op: 'http.server',
      status: 'ok',
      origin: 'auto.http',
      data: {
        'http.request.header.authorization': 'Bearer abc',
        'url.full': 'https://a.example/x?token=s3cret&page=2',
        cached: true,
        retries: 3,
      },
    },
    response: { status_code: 201 },
  },
  measurements: { lcp: { value: 1200.5, unit: 'millisecond' } },
  spans: [
    {
      trace_id: TRACE,
      span_id: '1111111111111111',
      parent_span_id: SPAN,
      op: 'db',
      description: 'SELECT 1',
      start_timestamp: 1795383016.1,
      timestamp: 1795383016.2,
      data: { 'db.system': 'postgresql' },
      status: 'ok',
    },
  ],
};

function first(payload: object, with_: Partial<SpanContext> = {}): Span {
  const span = readTransaction(payload, { ...context, ...with_ })?.spans[0];
  if (span === undefined) throw new Error('nothing was read');
  return span;
}

test('a transaction is its root and its children, in one form', () => {
  const read = readTransaction(transaction, {
    ...context,
    traceHeader: { sample_rate: '0.25', environment: 'upstream' },
  });
  expect(read?.problems).toEqual([]);
  const [root, child] = read?.spans ?? [];
  expect(root).toMatchObject({
    traceId: TRACE,
    spanId: SPAN,
    parentSpanId: '93527e3139f89c2a',
    segmentId: SPAN,
    segmentName: 'POST /orders/:id',
    isSegment: true,
    start: 1795383016000,
    duration: 250,
    name: 'POST /orders/:id',
    op: 'http.server',
    status: 'ok',
    kind: 'server',
    environment: 'production',
    release: 'shop@1.0.0',
    service: 'auth-service',
    user: 'id:7',
    weight: 4,
    remarks: [],
  });
  expect(Object.fromEntries(root?.attributes.texts ?? [])).toMatchObject({
    'http.request.header.authorization': '[Filtered]',
    'url.full': 'https://a.example/x?token=[Filtered]&page=2',
    cached: 'true',
    service: 'auth-service',
    plan: 'gold',
  });
  expect(Object.fromEntries(root?.attributes.numbers ?? [])).toMatchObject({
    retries: 3,
    'measurements.lcp': 1200.5,
    'http.response.status_code': 201,
  });
  expect(child).toMatchObject({
    spanId: '1111111111111111',
    parentSpanId: SPAN,
    isSegment: false,
    op: 'db',
    kind: 'client',
    name: 'SELECT 1',
    service: 'auth-service',
  });
  expect(child?.duration).toBeCloseTo(100, 3);
});

describe('what is wrong in a span is mended and said, or left out alone', () => {
  const trace = transaction.contexts.trace;
  test.each([
    [
      'end before start',
      { ...transaction, timestamp: 1795383015 },
      { duration: 0, remarks: ['it ended before it started: the duration is unknown'] },
    ],
    [
      'ten years long',
      { ...transaction, timestamp: 1795383016 + 11 * 366 * 86400 },
      { duration: 0, remarks: ['longer than ten years: the duration is unknown'] },
    ],
    ['no start', { ...transaction, start_timestamp: null }, { start: 1795383016250, duration: 0 }],
    [
      'its own parent',
      { ...transaction, contexts: { trace: { ...trace, parent_span_id: SPAN } } },
      { parentSpanId: '', remarks: ['it named itself as its parent'] },
    ],
    [
      'no ids',
      { ...transaction, contexts: {} },
      { remarks: ['no trace id: one was made', 'no span id: one was made'] },
    ],
    [
      'ids of zeros',
      { ...transaction, contexts: { trace: { ...trace, span_id: '0'.repeat(16) } } },
      { remarks: ['no span id: one was made'] },
    ],
    [
      'fields of wrong types',
      {
        ...transaction,
        transaction: 7,
        tags: 'x',
        user: [],
        sdk: 1,
        measurements: [1],
        contexts: { trace: { ...trace, op: {}, data: 'x' } },
      },
      { name: '7', op: 'default', user: '' },
    ],
    ['no name', { ...transaction, transaction: '' }, { name: '<unlabeled transaction>' }],
  ])('%s', (_, payload, expected) => {
    expect(first(payload)).toMatchObject(expected);
  });

  test('the same record gives the same ids', () => {
    const bare = { ...transaction, contexts: {} };
    expect(first(bare).spanId).toBe(first(bare).spanId);
    expect(first(bare, { idSeed: '0:0:1' }).spanId).not.toBe(first(bare).spanId);
  });

  test.each([undefined, 'x', 0, -1, 2, Number.NaN, '0.0'])('a sample rate of %s weighs 1', (rate) => {
    expect(first(transaction, { traceHeader: { sample_rate: rate } }).weight).toBe(1);
  });

  test.each([null, 7, 'text', []])('%j is no transaction', (payload) => {
    expect(readTransaction(payload, context)).toBeUndefined();
  });

  test('a child that cannot be used leaves the others', () => {
    const read = readTransaction({ ...transaction, spans: [7, { span_id: 'x' }, ...transaction.spans] }, context);
    expect(read?.spans).toHaveLength(2);
    expect(read?.problems.map(({ reason }) => reason)).toEqual(['invalid_span', 'invalid_timestamp']);
  });

  test('spans beyond the limit are told, one by one', () => {
    const read = readTransaction(
      { ...transaction, spans: Array.from({ length: 2010 }, () => transaction.spans[0]) },
      context,
    );
    expect(read?.spans).toHaveLength(2001);
    expect(read?.problems).toHaveLength(10);
  });
});

const streamed = {
  name: 'GET /orders/:id',
  span_id: SPAN,
  trace_id: TRACE,
  start_timestamp: 1795383016.5,
  end_timestamp: 1795383016.75,
  is_segment: true,
  status: 'error',
  attributes: {
    'sentry.op': { value: 'http.server', type: 'string' },
    'sentry.sample_rate': { value: 0.5, type: 'double' },
    'http.response.status_code': { value: 404, type: 'integer' },
    'http.request.header.cookie': { value: ['theme=dark; sid=abc'], type: 'array' },
    'user.id': { value: 'u1', type: 'string' },
    service: { value: 'shop', type: 'string' },
    broken: { type: 'string' },
    nested: { value: { password: 'x', city: 'Bern' }, type: 'object' },
  },
};

test('a streamed span has the same form', () => {
  const read = readSpanContainer(
    {
      version: 2,
      items: [
        streamed,
        {
          ...streamed,
          is_segment: false,
          span_id: '2222222222222222',
          parent_span_id: SPAN,
          attributes: { 'sentry.segment.id': { value: SPAN, type: 'string' } },
        },
      ],
    },
    context,
  );
  expect(read?.problems).toEqual([]);
  expect(read?.spans[0]).toMatchObject({
    isSegment: true,
    segmentId: SPAN,
    segmentName: 'GET /orders/:id',
    duration: 250,
    status: 'not_found',
    op: 'http.server',
    weight: 2,
    user: 'id:u1',
    service: 'shop',
  });
  expect(read?.spans[1]).toMatchObject({ isSegment: false, segmentId: SPAN, parentSpanId: SPAN });
  expect(Object.fromEntries(read?.spans[0]?.attributes.texts ?? [])).toMatchObject({
    'http.request.header.cookie': 'theme=dark; sid=[Filtered]',
    nested: '{"password":"[Filtered]","city":"Bern"}',
  });
});

test.each([
  [{ ...streamed, trace_id: 'x' }, 'invalid_span'],
  [{ ...streamed, start_timestamp: 'x', end_timestamp: {} }, 'invalid_timestamp'],
  ['x', 'invalid_span'],
])('one bad streamed span is left out alone', (bad, reason) => {
  const read = readSpanContainer({ items: [bad, streamed] }, context);
  expect(read?.spans).toHaveLength(1);
  expect(read?.problems).toMatchObject([{ reason }]);
});

test.each([null, 7, {}, { items: {} }])('%j is no container', (payload) => {
  expect(readSpanContainer(payload, context)).toBeUndefined();
});

test('a span sent alone has no children to share with', () => {
  const { spans: _, ...root } = transaction;
  const shared = first(root);
  expect(
    readSpanV1({ ...transaction.spans[0], measurements: { inp: { value: 90 } }, is_segment: true }, context, shared),
  ).toMatchObject({
    isSegment: true,
    attributes: { numbers: [['measurements.inp', 90]] },
  });
});

test.each([
  ['page=2', 'page=2'],
  ['?api_key=1&b=2', '?api_key=[Filtered]&b=2'],
  ['a=1;password=x', 'a=1;password=[Filtered]'],
  ['%70assword=x', '%70assword=[Filtered]'],
  ['%=1&token=2', '%=1&token=[Filtered]'],
])('in %s secrets are hidden by the names of parameters', (query, expected) => {
  expect(scrubQuery(query, context)).toBe(expected);
});
