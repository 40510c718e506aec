import { describe, expect, it } from 'vitest';
import { entriesOf } from './event-entries.ts';
import { createShown } from './shown.ts';

const dataOf = (payload: Readonly<Record<string, unknown>>, type: string): unknown =>
  entriesOf(payload, createShown()).find((entry) => entry.type === type)?.data;

describe('what no rule of normalising has seen is shown all the same', () => {
  it.each([1e300, -1e300, Number.NaN, Number.POSITIVE_INFINITY, 'yesterday', {}, null])(
    'a breadcrumb whose time is %j has none',
    (timestamp) => {
      const payload = { breadcrumbs: { values: [{ timestamp, message: 'a' }, { timestamp: 1_795_521_600.5 }] } };
      expect(dataOf(payload, 'breadcrumbs')).toMatchObject({
        values: [{ timestamp: null, message: 'a' }, { timestamp: '2026-11-24T12:00:00.500Z' }],
      });
    },
  );

  it('a blank line at the place of the error stands among the lines around it', () => {
    const frame = { lineno: 3, pre_context: ['a'], post_context: ['c'] };
    expect(dataOf({ stacktrace: { frames: [frame, { lineno: 3 }] } }, 'stacktrace')).toMatchObject({
      frames: [
        {
          context: [
            [2, 'a'],
            [3, ''],
            [4, 'c'],
          ],
        },
        { context: [] },
      ],
    });
  });

  it('a part that cannot be made is named, and the others are there', () => {
    const payload = {
      logentry: { formatted: 'a' },
      get request(): unknown {
        throw new Error('too strange');
      },
    };
    const shown = createShown();
    expect(entriesOf(payload, shown).map(({ type }) => type)).toEqual(['message']);
    expect(shown.errors).toEqual([
      {
        type: 'not_shown',
        message: 'The request of this event cannot be shown',
        data: { name: 'request', reason: 'too strange' },
      },
    ]);
  });
});
