import { createScrubber } from '@garrison/policy';
import { parseEnvelope } from '@garrison/protocol';
import { readCorpus } from '@garrison/testkit';
import { describe, expect, it } from 'vitest';
import { createGrouping } from '../grouping/index.ts';
import { createFindOwners } from '../own/find-owners.ts';
import { acceptedItem, processItem, projectSettings, RECEIVED_AT } from '../process-fixtures.ts';
import { readLogContainer } from './read-logs.ts';

const { scrubbing, grouping, ownership } = projectSettings();
const rules = {
  organizationId: 1,
  scrubber: createScrubber(scrubbing),
  scrubIps: false,
  grouping: createGrouping(grouping),
  findOwners: createFindOwners(ownership),
};
const TRACE = 'c0ffee00c0ffee00c0ffee00c0ffee00';
const line = (more: object = {}) => ({
  timestamp: RECEIVED_AT / 1000,
  trace_id: TRACE,
  level: 'info',
  body: 'charged the card',
  ...more,
});
const process = (payload: object) => processItem(acceptedItem({ type: 'log', payload }), rules);
/** What SDKs really sent. */
const recorded = readCorpus().flatMap(({ recording, body }, index) => {
  const envelope = parseEnvelope(body);
  if (!envelope.ok) return [];
  return envelope.envelope.items.flatMap((item) => {
    if (item.type !== 'log') return [];
    const payload = JSON.parse(Buffer.from(item.payload).toString()) as { items: unknown[] };
    return [{ name: `${recording} ${index}`, payload }];
  });
});
const rowOf = (more: object) => process({ items: [line(more)] }).rows.logs?.[0];

describe('what SDKs really send is read whole', () => {
  it('in recordings of JavaScript and Python', () => {
    const sources = new Set(recorded.map(({ name }) => name.slice(0, 2)));
    expect([...sources]).toEqual(expect.arrayContaining(['py', 'ou']));
  });

  it.each(recorded)('$name', ({ payload }) => {
    const context = { item: { sentAt: null, receivedAt: RECEIVED_AT }, traceHeader: null, ...rules, idSeed: '0:0:0' };
    const read = readLogContainer(payload, context);
    expect(read).toMatchObject({ invalid: 0 });
    expect(read?.logs).toHaveLength(payload.items.length);
    for (const { traceId, body, sdkName } of read?.logs ?? []) {
      expect([traceId.length, body === '', sdkName === '']).toEqual([32, false, false]);
    }
  });
});

describe('lines of a log', () => {
  it('are read with their attributes', () => {
    const row = rowOf({
      span_id: '00000000000000aa',
      severity_number: 17,
      level: 'error',
      attributes: {
        'sentry.release': { type: 'string', value: 'api@1.0.0' },
        'sentry.timestamp.sequence': { type: 'integer', value: 3 },
        'cart.items': { type: 'integer', value: 4 },
        isNew: { type: 'boolean', value: true },
      },
    });
    expect(row).toMatchObject({
      traceId: TRACE,
      spanId: '00000000000000aa',
      severity: 'error',
      severityNumber: 17,
      sequence: 3,
      release: 'api@1.0.0',
      body: 'charged the card',
      timestamp: RECEIVED_AT,
    });
    expect(row?.numbers).toContainEqual(['cart.items', 4]);
    expect(row?.texts).toContainEqual(['isNew', 'true']);
  });

  it('are scrubbed in their text and attributes', () => {
    const row = rowOf({ body: 'card 4111 1111 1111 1111', attributes: { password: { type: 'string', value: 'x1' } } });
    expect(row?.body).not.toContain('4111');
    expect(row?.texts).toContainEqual(['password', '[Filtered]']);
  });

  it.each([
    [{ level: 'warning' }, 'warn', 13],
    [{ level: 'CRITICAL' }, 'fatal', 21],
    [{ level: undefined, severity_number: 6 }, 'debug', 6],
    [{ level: 'banana' }, 'info', 9],
    [{ level: 'banana', severity_number: 99 }, 'info', 9],
  ])('%j has the severity %s', (more, severity, severityNumber) => {
    expect(rowOf(more)).toMatchObject({ severity, severityNumber });
  });

  it('that cannot be used are left out alone, and counted', () => {
    const { rows, endings } = process({ items: [line(), 7, { body: 'no time' }, line({ body: null }), line()] });
    expect(rows.logs).toHaveLength(2);
    expect(new Set(rows.logs?.map(({ itemId }) => itemId)).size).toBe(2);
    expect(endings.map(({ category, quantity, outcome }) => `${category} ${outcome} ${quantity}`)).toEqual([
      'log_item accepted 2',
      'log_item invalid 3',
      expect.stringMatching(/^log_byte accepted \d+$/),
    ]);
  });

  it('keep a body that is no text as JSON', () => {
    expect(rowOf({ body: { a: 1 } })?.body).toBe('{"a":1}');
    expect(rowOf({ body: 7 })?.body).toBe('7');
    expect(rowOf({ trace_id: 'x' })?.traceId).toBe('');
  });

  it.each([{}, { items: 7 }, []])('%j is no container: nothing is stored', (payload) => {
    const { rows, endings } = process(payload);
    expect(rows).toEqual({});
    expect(new Set(endings.map(({ outcome }) => outcome))).toEqual(new Set(['invalid']));
  });
});
