import { expect, test } from 'vitest';

import { errorEvent, groupingOf } from './testing-events.ts';
import type { GroupingComponent } from './types.ts';

const event = errorEvent({
  exception: {
    values: [
      {
        type: 'OrderError',
        value: 'order 42',
        stacktrace: {
          frames: [
            { filename: 'main.py', function: 'main', in_app: false },
            { filename: 'view.py', function: 'view', in_app: true },
            { filename: 'skip.py', function: 'skip', in_app: true },
          ],
        },
      },
    ],
  },
  logentry: { formatted: 'hello' },
});

function find(component: GroupingComponent | undefined, id: string): GroupingComponent[] {
  if (component === undefined) return [];
  const below = component.values.flatMap((value) => (typeof value === 'object' ? find(value, id) : []));
  return component.id === id ? [component, ...below] : below;
}

test('every variant, under its descriptive key, with what decided and what did not', () => {
  const { variants, hashes } = groupingOf({ enhancements: 'function:skip -group' }).explain(event);
  expect(Object.values(variants).map(({ key, contributes, hint }) => [key, contributes, hint])).toEqual([
    ['app_exception_stacktrace', true, null],
    ['system_exception_stacktrace', true, null],
    ['message', false, 'exception takes precedence'],
  ]);
  expect(hashes).toEqual([variants['app_exception_stacktrace']?.hash, variants['system_exception_stacktrace']?.hash]);
});

test('the tree says of each part whether it counts, and why not', () => {
  const tree = groupingOf({ enhancements: 'function:skip -group' }).explain(event).variants['app_exception_stacktrace']
    ?.component;
  expect(find(tree, 'value')).toEqual([
    {
      id: 'value',
      name: 'message',
      contributes: false,
      hint: 'ignored because stacktrace takes precedence',
      values: ['order <int>'],
    },
  ]);
  expect(find(tree, 'frame').map(({ contributes, hint }) => [contributes, hint])).toEqual([
    [false, 'non app frame'],
    [true, null],
    [false, 'ignored by stack trace rule (function:skip -group)'],
  ]);
});

test('a rule that moves a frame out of the app, and limits on frames, are named', () => {
  const rules = 'function:skip -app\nfunction:* max-frames=1';
  const { variants } = groupingOf({ enhancements: rules }).explain(event);
  const hints = (key: string) => find(variants[key]?.component, 'frame').map(({ hint }) => hint);
  expect(hints('app_exception_stacktrace')).toEqual([
    'non app frame',
    null,
    'marked out of app by stack trace rule (function:skip -app)',
  ]);
  expect(hints('system_exception_stacktrace').slice(0, 2)).toEqual([
    'ignored because only 1 frame is considered by stack trace rule (function:* max-frames=1)',
    'ignored because only 1 frame is considered by stack trace rule (function:* max-frames=1)',
  ]);
});

test('a system variant that says the same steps back', () => {
  const same = errorEvent({ exception: { values: [{ type: 'E', value: 'v' }] } });
  const { variants } = groupingOf().explain(same);
  expect(variants['system_exception_message']).toMatchObject({
    contributes: false,
    hint: 'ignored because hash matches app variant',
  });
});

test('an app variant without in-app frames steps back for the system variant', () => {
  const stacktrace = { frames: [{ filename: 'a.py', in_app: false }] };
  const { variants } = groupingOf().explain(
    errorEvent({ exception: { values: [{ type: 'E', value: 'v', stacktrace }] } }),
  );
  expect(variants['app_exception_message']).toMatchObject({
    contributes: false,
    hint: 'ignored because this variant does not have a contributing stacktrace, but system variant does',
  });
  expect(variants['system_exception_stacktrace']?.contributes).toBe(true);
});

test('a fingerprint rule is named, and what it overrides', () => {
  const { variants, fingerprint } = groupingOf({ fingerprintingRules: 'type:OrderError -> orders' }).explain(event);
  expect(variants['custom_fingerprint']).toMatchObject({
    values: ['orders'],
    matchedRule: 'type:OrderError -> orders',
    contributes: true,
  });
  expect(variants['app_exception_stacktrace']).toMatchObject({
    contributes: false,
    hint: 'custom fingerprint takes precedence',
    hash: null,
  });
  expect(fingerprint?.source).toBe('rule');
});

test.each([
  [{ csp: { effective_directive: 'img-src', blocked_uri: 'https://a.example' } }, 'csp_url'],
  [
    { csp: { effective_directive: 'script-src', blocked_uri: '', violated_directive: "'unsafe-eval'" } },
    'csp_local_script_violation',
  ],
  [{ stacktrace: { frames: [{ filename: 'a.py', in_app: true }] } }, 'app_stacktrace'],
  [
    { threads: { values: [{ stacktrace: { frames: [{ filename: 'a.py', in_app: true }] } }] } },
    'app_thread_stacktrace',
  ],
  [{ exception: { values: [{ type: 'A' }, { type: 'B' }] } }, 'app_chained_exception_type'],
  [{ checksum: 'x' }, 'hashed_checksum'],
  [{}, 'fallback'],
])('%j is explained as %s', (fields, key) => {
  expect(groupingOf().explain(errorEvent(fields)).variants[key]?.contributes).toBe(true);
});

test('the event is left alone', () => {
  const before = structuredClone(event);
  groupingOf({ enhancements: 'function:* +app category=x' }).explain(event);
  expect(event).toEqual(before);
});
