import { expect, test } from 'vitest';

import { errorEvent, groupingOf } from './testing-events.ts';

/** Hashes that Sentry itself computed for these events. */
test('a hybrid fingerprint puts the values of the event in place of its default token', () => {
  const event = errorEvent({
    exception: {
      values: [{ type: 'FailedToFetchError', value: "FailedToFetchError: Charlie didn't bring the ball back!" }],
    },
    fingerprint: ['{{ default }}', 'dogs are great'],
  });
  expect(groupingOf().group(event).hashes).toEqual(['e3d593b4335190212ca7c18b8e967fb1']);
});

test('value or stack trace is chosen per exception and per variant', () => {
  const event = errorEvent({
    platform: 'python',
    exception: {
      values: [
        {
          type: 'ValueError',
          value: 'hello world',
          stacktrace: { frames: [{ filename: 'foo/baz.py', in_app: true }] },
        },
        {
          type: 'ValueError',
          value: 'hello world',
          stacktrace: { frames: [{ filename: 'foo/baz.py', in_app: false }] },
        },
      ],
    },
  });
  expect(groupingOf().group(event).hashes).toEqual([
    'beb01c07d991f36b9da1e90fc7169ad8',
    '8c527d091797ca91a535be7b461e5059',
  ]);
});
