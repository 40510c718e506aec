import { expect, test } from 'vitest';
import { itemQuantities } from './item-quantity.ts';

const item = (type: string, itemCount: number | null, bytes = 100) => ({
  type,
  itemCount,
  payload: new Uint8Array(bytes),
});

test.each([
  ['an event', item('event', null), [{ category: 'error', quantity: 1 }]],
  ['a span container', item('span', 7), [{ category: 'span', quantity: 7 }]],
  ['one old span', item('span', null), [{ category: 'span', quantity: 1 }]],
  [
    'logs',
    item('log', 5),
    [
      { category: 'log_item', quantity: 5 },
      { category: 'log_byte', quantity: 100 },
    ],
  ],
  [
    'metrics',
    item('trace_metric', 5),
    [
      { category: 'trace_metric', quantity: 5 },
      { category: 'trace_metric_byte', quantity: 100 },
    ],
  ],
  [
    'an attachment',
    item('attachment', null),
    [
      { category: 'attachment', quantity: 100 },
      { category: 'attachment_item', quantity: 1 },
    ],
  ],
  ['an unknown type', item('tomorrow', null), [{ category: 'default', quantity: 1 }]],
  ['a type like a method', item('toString', null), [{ category: 'default', quantity: 1 }]],
  ['a count that cannot be', item('span', 51), [{ category: 'span', quantity: 1 }]],
])('%s', (_name, given, expected) => {
  expect(itemQuantities(given)).toEqual(expected);
});
