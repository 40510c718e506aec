import type { SentryEvent } from '@garrison/protocol';
import { describe, expect, test } from 'vitest';
import { culpritOf } from './culprit.ts';
import { titleOf } from './title.ts';

function event(fields: Partial<SentryEvent>): SentryEvent {
  return {
    event_id: '0'.repeat(32),
    timestamp: 0,
    received: 0,
    platform: 'node',
    level: 'error',
    type: 'error',
    tags: [],
    ...fields,
  };
}

const frames = [
  { module: 'express.router', function: 'next', in_app: false },
  { module: 'orders', filename: 'orders.js', function: 'load', in_app: true },
  { filename: 'node:timers', function: 'tick', in_app: false },
];
const failed = { type: 'TypeError', value: 'x is not a function\nat y', stacktrace: { frames } };

describe('title', () => {
  test.each<[string, Partial<SentryEvent>, string]>([
    ['type and first line', { exception: { values: [failed] } }, 'TypeError: x is not a function'],
    ['the last exception', { exception: { values: [{ type: 'Cause' }, { type: 'Error', value: 'b' }] } }, 'Error: b'],
    ['type alone', { exception: { values: [{ type: 'E', value: '' }] } }, 'E'],
    ['value alone', { exception: { values: [{ value: 'sent as message' }] } }, 'sent as message'],
    ['neither', { exception: { values: [{ stacktrace: { frames } }] } }, 'load'],
    ['nothing', { exception: { values: [{}] } }, '<unknown>'],
    ['empty type and value', { exception: { values: [{ type: '', value: '' }] } }, '<unknown>'],
    [
      'empty type and value, with frames',
      { exception: { values: [{ type: '', value: ' ', stacktrace: { frames } }] } },
      'load',
    ],
    ['an empty type', { exception: { values: [{ type: ' ', value: 'b' }] } }, 'b'],
    ['an empty formatted message', { type: 'default', logentry: { message: 'a', formatted: '' } }, 'a'],
    ['a long value', { exception: { values: [{ type: 'E', value: 'v'.repeat(300) }] } }, `E: ${'v'.repeat(97)}...`],
    ['message', { type: 'default', logentry: { formatted: '\n hello\nworld' } }, 'hello'],
    ['no message', { type: 'default' }, '<unlabeled event>'],
    ['csp', { type: 'csp', csp: { effective_directive: 'img-src' } }, "Blocked 'img-src'"],
    [
      'feedback',
      { type: 'feedback', contexts: { feedback: { message: 'It hangs\nagain' } } },
      'User Feedback: It hangs',
    ],
  ])('%s', (_name, fields, title) => {
    expect(titleOf(event(fields), {}).title).toBe(title);
  });

  test('metadata names type, value and place', () => {
    expect(titleOf(event({ exception: { values: [failed] } }), {}).metadata).toEqual({
      type: 'TypeError',
      value: failed.value,
      filename: 'orders.js',
      function: 'load',
    });
  });

  test('grouping may choose the exception, and a rule the title', () => {
    const values = [{ type: 'Inner', mechanism: { type: 'chained', exception_id: 1 } }, { type: 'Outer' }];
    expect(titleOf(event({ exception: { values } }), { mainExceptionId: 1 }).title).toBe('Inner');
    const ruled = titleOf(event({ exception: { values } }), { title: 'Payment provider down' });
    expect(ruled).toMatchObject({
      title: 'Payment provider down',
      metadata: { title: 'Payment provider down', type: 'Outer' },
    });
  });
});

describe('culprit', () => {
  test.each<[string, Partial<SentryEvent>, string]>([
    ['transaction', { transaction: 'GET /orders/:id', exception: { values: [failed] } }, 'GET /orders/:id'],
    ['JavaScript', { exception: { values: [failed] } }, 'load(orders)'],
    ['other platforms', { platform: 'python', exception: { values: [failed] } }, 'orders in load'],
    [
      'no frame of the service',
      { exception: { values: [{ stacktrace: { frames: frames.slice(2) } }] } },
      'tick(node:timers)',
    ],
    [
      'the crashed thread',
      { threads: { values: [{ id: 1 }, { id: 2, crashed: true, stacktrace: { frames } }] } },
      'load(orders)',
    ],
    ['no frames', { logentry: { formatted: 'x' } }, ''],
    [
      'no frames: what the client says',
      { logentry: { formatted: 'x' }, culprit: 'app.orders in load' },
      'app.orders in load',
    ],
    ['frames say it better than the client', { exception: { values: [failed] }, culprit: 'x' }, 'load(orders)'],
    ['an empty transaction', { transaction: '', exception: { values: [failed] } }, 'load(orders)'],
    [
      'frames without names',
      { exception: { values: [{ stacktrace: { frames: [{ function: '', module: '' }] } }] }, culprit: 'c' },
      'c',
    ],
    ['csp', { csp: { effective_directive: 'img-src' } }, 'img-src'],
  ])('%s', (_name, fields, culprit) => {
    expect(culpritOf(event(fields))).toBe(culprit);
  });
});
