import { createScrubber } from '@garrison/policy';
import type { AcceptedItem } from '@garrison/protocol';
import { describe, expect, test } from 'vitest';
import { createGrouping } from '../../grouping/index.ts';
import { createFindOwners } from '../../own/find-owners.ts';
import { acceptedItem, processItem, projectSettings, RECEIVED_AT, rowsOfEvent } from '../../process-fixtures.ts';
import type { EventRows } from '../../stages.ts';
import type { Produced } from '../signal.ts';

const { scrubbing, grouping, ownership } = projectSettings();
const rules = {
  organizationId: 1,
  scrubber: createScrubber(scrubbing),
  scrubIps: false,
  grouping: createGrouping(grouping),
  findOwners: createFindOwners(ownership),
};

function run(payload: object, item: Partial<Omit<AcceptedItem, 'payload'>> = {}): Produced {
  return processItem(acceptedItem({ ...item, payload }), rules);
}

function rowsOf(payload: object, item: Partial<Omit<AcceptedItem, 'payload'>> = {}): EventRows {
  return rowsOfEvent(run(payload, item));
}

const payload = {
  event_id: 'fad9549eeb0d4d228a87a9c465e91a9e',
  timestamp: RECEIVED_AT / 1000 - 1.5,
  platform: 'node',
  release: 'api@1.2.3',
  dist: '7',
  environment: 'production',
  transaction: 'GET /orders/:id',
  server_name: 'vm-1',
  exception: {
    values: [
      {
        type: 'TypeError',
        value: 'x is not a function',
        mechanism: { type: 'auto.http.express', handled: false },
        stacktrace: { frames: [{ filename: '/srv/app/orders.js', function: 'load', module: 'orders', in_app: true }] },
      },
    ],
  },
  user: { id: 7, email: 'ann@example.com' },
  tags: { service: 'api-gateway', region: 'eu' },
  contexts: {
    trace: { trace_id: '771a43a4192642f0b136d5159a501700', span_id: '1234567890abcdef' },
    os: { name: 'Linux', version: '6.1' },
    runtime: { name: 'node', version: 'v26.10.0' },
  },
  request: { url: 'https://api.example.com/orders/7?page=1' },
  sdk: { name: 'sentry.javascript.node', version: '11.12.0' },
};

describe('rows of an error', () => {
  const { row, sighting } = rowsOf(payload);

  test('the event row', () => {
    expect(row).toMatchObject({
      eventId: payload.event_id,
      timestamp: RECEIVED_AT - 1500,
      receivedAt: RECEIVED_AT,
      level: 'error',
      platform: 'node',
      type: 'error',
      environment: 'production',
      release: 'api@1.2.3',
      dist: '7',
      service: 'api-gateway',
      transaction: 'GET /orders/:id',
      title: 'TypeError: x is not a function',
      culprit: 'GET /orders/:id',
      message: 'TypeError: x is not a function',
      user: 'id:7',
      traceId: '771a43a4192642f0b136d5159a501700',
      spanId: '1234567890abcdef',
      sdkName: 'sentry.javascript.node',
      handled: 0,
    });
    expect(Object.fromEntries(row.tags)).toEqual({
      service: 'api-gateway',
      region: 'eu',
      handled: 'no',
      mechanism: 'auto.http.express',
      server_name: 'vm-1',
      url: 'https://api.example.com/orders/7',
      os: 'Linux 6.1',
      'os.name': 'Linux',
      runtime: 'node v26.10.0',
      'runtime.name': 'node',
    });
    expect(JSON.parse(row.payload)).toMatchObject({ event_id: payload.event_id, user: { id: '7' } });
  });

  test('the sighting is of the same event and hash', () => {
    expect(sighting).toMatchObject({ eventId: row.eventId, title: row.title, isUnhandled: true, logger: null });
    expect(row.hashId.toString(16).padStart(16, '0')).toBe(sighting.hashes[0]?.slice(0, 16));
  });

  test('the same item gives the same rows', () => {
    expect(rowsOf(payload)).toEqual({ row, sighting });
  });
});

test.each<[object, string]>([
  [{ id: 7, email: 'a@b.io' }, 'id:7'],
  [{ email: 'a@b.io', username: 'ann' }, 'email:a@b.io'],
  [{ username: 'ann' }, 'username:ann'],
  [{ ip_address: '{{auto}}' }, 'ip:203.0.113.7'],
  [{}, ''],
])('user %j is %s', (user, identity) => {
  expect(rowsOf({ user }).row.user).toBe(identity);
});

test.each<[object, -1 | 0 | 1]>([
  [{ exception: [{ type: 'E', mechanism: { handled: true } }] }, 1],
  [
    {
      exception: [
        { type: 'A', mechanism: { handled: false } },
        { type: 'B', mechanism: { handled: true } },
      ],
    },
    0,
  ],
  [{ exception: [{ type: 'E' }] }, -1],
])('%j is handled: %i', (event, handled) => {
  expect(rowsOf(event).row.handled).toBe(handled);
});

describe('what grouping remarks is kept with the event', () => {
  const stored = (event: object) => JSON.parse(rowsOf(event).row.payload) as Record<string, unknown>;
  const config = { id: 'newstyle:2026-01-20' };

  test('nothing, and by which version it was grouped', () => {
    const event = stored(payload);
    expect(event['grouping_config']).toEqual(config);
    expect(event['_meta']).toBeUndefined();
  });

  test('the fallback, beside the remarks on values', () => {
    const event = stored({ extra: { password: 'x' } });
    expect(event['grouping_config']).toEqual(config);
    expect(event['_meta']).toMatchObject({
      extra: { password: { '': { rem: expect.any(Array) } } },
      grouping_config: {
        '': { err: [['grouped_by_fallback', { reason: expect.stringContaining('nothing to group') }]] },
      },
    });
  });

  test('a group of exceptions that contradicts itself', () => {
    const mechanism = { type: 'chained', exception_id: 1, is_exception_group: true };
    const event = stored({
      exception: [
        { type: 'A', mechanism },
        { type: 'B', mechanism },
      ],
    });
    expect(event['_meta']).toMatchObject({
      grouping_config: { '': { err: [['exception_group_ignored', { reason: expect.any(String) }]] } },
    });
  });
});

test('without a service tag the server stands for the service', () => {
  expect(rowsOf({ server_name: 'vm-1' }).row.service).toBe('vm-1');
  expect(rowsOf({}).row.service).toBe('');
});

test('feedback is an issue of its own, and a report on the error it names', () => {
  const about = 'a'.repeat(32);
  const feedback = {
    contexts: { feedback: { message: 'It hangs', contact_email: 'a@b.io', associated_event_id: about } },
  };
  const sent = run(feedback, { type: 'feedback', eventId: 'b'.repeat(32) });
  expect(sent).toMatchObject({
    rows: { events: [{ type: 'feedback', level: 'info', title: 'User Feedback: It hangs', culprit: 'user_feedback' }] },
    relational: [{ kind: 'user_report', row: { eventId: about, email: 'a@b.io', comments: 'It hangs' } }],
    endings: [{ category: 'feedback', quantity: 1, outcome: 'accepted' }],
  });
  const again = rowsOf({ ...feedback, type: 'feedback' }, { eventId: 'c'.repeat(32) });
  expect(again.row.type).toBe('feedback');
  expect(rowsOfEvent(sent).row.hashId).not.toBe(again.row.hashId);
});

test('an event that was counted before keeps the hash that was decided then', () => {
  const decided = 'ab'.repeat(16);
  const { row, sighting } = rowsOfEvent(processItem(acceptedItem({ payload }), rules, decided));
  expect(row.hashId.toString(16)).toBe('ab'.repeat(8));
  expect(sighting.hashes).toEqual([decided]);
});

const unreadable = { rows: {}, deadLetter: { reason: 'invalid_json' }, endings: [{ reason: 'invalid_json' }] };
test.each<[string, Partial<Omit<AcceptedItem, 'payload'>>, object, object]>([
  ['no JSON', {}, Buffer.from('x'), unreadable],
  ['a report on nothing', { type: 'user_report' }, { comments: 'x' }, unreadable],
  ['a session that is no object', { type: 'session' }, [1], unreadable],
  [
    'an attachment of nothing',
    { type: 'attachment' },
    Buffer.from('x'),
    { endings: [{ reason: 'missing_event' }, { category: 'attachment_item', reason: 'missing_event' }] },
  ],
  [
    'a report by the envelope',
    { type: 'user_report', eventId: 'd'.repeat(32) },
    { comments: 'x' },
    { relational: [{ kind: 'user_report', row: { comments: 'x' } }] },
  ],
])('%s', (_name, item, given, expected) => {
  expect(run(given, item)).toMatchObject(expected);
});
