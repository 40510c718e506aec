import { describe, expect, test } from 'vitest';

import { errorEvent, groupingOf, md5 } from './testing-events.ts';

/** Every variable and every matcher that the reference names, in fingerprints, rules and titles. */
const event = errorEvent({
  platform: 'python',
  transaction: '/orders',
  logger: 'shop.Orders',
  level: 'fatal',
  release: 'shop@1.2.3/Linux',
  tags: [['plan', 'Pro']],
  sdk: { name: 'sentry.python.django', version: '2.0.0' },
  logentry: { message: 'order %s', formatted: 'order 42 failed' },
  exception: {
    values: [
      { type: 'IOError', value: 'disk' },
      {
        type: 'OrderError',
        value: 'Order refused',
        stacktrace: {
          frames: [
            { function: 'main', module: 'app', abs_path: '/srv/app/main.py', filename: 'main.py', in_app: true },
            {
              function: 'Save',
              module: 'app.Db',
              abs_path: '/srv/app/db.py',
              filename: 'app/db.py',
              package: '/usr/lib/orders.so',
              in_app: true,
            },
            { function: 'execute', module: 'driver', abs_path: '/usr/lib/driver.py', in_app: false },
          ],
        },
      },
    ],
  },
  threads: { values: [{ id: 7, name: 'Main', state: 'RUNNABLE', crashed: true, current: false }] },
});
const bare = errorEvent({});
Reflect.deleteProperty(bare, 'level');

const group = (of: typeof event, rules: string) =>
  groupingOf({ fingerprintingRules: rules }).group(structuredClone(of));

/** name, its value, what it is of an event that has nothing. */
const VARIABLES: readonly (readonly [string, string, string])[] = [
  ['transaction', '/orders', '<no-transaction>'],
  ['error.type', 'OrderError', '<no-type>'],
  ['type', 'OrderError', '<no-type>'],
  ['error.value', 'Order refused', '<no-value>'],
  ['value', 'Order refused', '<no-value>'],
  ['stack.function', 'Save', '<no-function>'],
  ['function', 'Save', '<no-function>'],
  ['stack.module', 'app.Db', '<no-module>'],
  ['module', 'app.Db', '<no-module>'],
  ['stack.abs_path', '/srv/app/db.py', '<no-abs-path>'],
  ['path', '/srv/app/db.py', '<no-abs-path>'],
  ['stack.filename', 'app/db.py', '<no-filename>'],
  ['stack.package', '/usr/lib/orders.so', '<no-package>'],
  ['package', '/usr/lib/orders.so', '<no-package>'],
  ['logger', 'shop.Orders', '<no-logger>'],
  ['level', 'fatal', '<no-level>'],
  ['tags.plan', 'Pro', '<no-value-for-tag-plan>'],
  ['tags.release', 'shop@1.2.3/Linux', '<no-value-for-tag-release>'],
];

describe.each(VARIABLES)('{{ %s }}', (name, value, missing) => {
  test('in the fingerprint of a client', () => {
    const of = { ...event, fingerprint: ['x', `{{${name}}}`] };
    expect(group(of, '').hashes).toEqual([md5('x', value)]);
  });

  test('in the fingerprint and the title of a rule', () => {
    const result = group(event, `level:* -> x, {{ ${name} }} title="at {{ ${name} }}!"`);
    expect(result).toMatchObject({ hashes: [md5('x', value)], title: `at ${value}!` });
  });

  test('of an event that lacks it', () => {
    const result = group(bare, `family:all -> {{ ${name} }} title="{{ ${name} }}"`);
    expect(result).toMatchObject({ hashes: [md5(missing)], title: missing });
  });
});

test('{{ message }}: parameterised in fingerprints, as it is in titles', () => {
  expect(group(event, 'level:* -> {{ message }} title="{{ message }}"')).toMatchObject({
    hashes: [md5('order <int> failed')],
    title: 'order 42 failed',
  });
  expect(group(bare, 'family:all -> {{ message }}').hashes).toEqual([md5('<no-message>')]);
});

test('{{ default }}: the grouping without the rule, in its place', () => {
  const hashes = group(event, 'level:* -> a, {{ default }}').hashes;
  const plain = group(event, '').hashes;
  expect(hashes).toHaveLength(plain.length);
  expect(hashes).not.toEqual(plain);
});

test('a release is matched by, and is no variable: {{ tags.release }} is', () => {
  expect(group(event, 'level:* -> {{ release }}').hashes).toEqual([md5('<unrecognized-variable-release>')]);
});

/** matcher, what matches, what does not. */
const MATCHERS: readonly (readonly [string, string, string])[] = [
  ['error.type', 'Order*', 'order*'],
  ['type', 'OrderError', 'Order'],
  ['error.value', '"ORDER *"', 'Order'],
  ['value', '"order refused"', '"order"'],
  ['message', '"ORDER 42 *"', '"order"'],
  ['message', '"order refused"', '"order accepted"'],
  ['logger', 'shop.*', 'shop.orders'],
  ['level', 'FATAL', 'error'],
  ['tags.plan', 'Pr?', 'pro'],
  ['tags.transaction', '/orders', '/order'],
  ['stack.module', 'app.*', 'APP.*'],
  ['module', 'app.Db', 'app.db'],
  ['stack.function', 'Sa*', 'save'],
  ['function', 'execute', 'exec'],
  ['stack.abs_path', '**/APP/db.py', '**/other/**'],
  ['path', 'APP/db.py', 'lib/db.py'],
  ['stack.package', '/usr/LIB/*.so', '/usr/*.so'],
  ['package', '**/orders.so', 'orders'],
  ['release', 'SHOP@1.2.3/linux', 'shop@1.2.*'],
  ['family', 'native,other', 'javascript,native'],
  ['family', 'all', 'native'],
  ['sdk', 'x,sentry.python.django', 'sentry.python'],
  ['thread.id', '7', '8'],
  ['thread.name', 'Ma*', 'main'],
  ['thread.state', 'RUNNABLE', 'BLOCKED'],
  ['thread.crashed', 'yes', 'no'],
  ['thread.current', 'no', 'yes'],
];

test.each(MATCHERS)('%s:%s matches, %s does not', (name, yes, no) => {
  const matches = (matcher: string): boolean => group(event, `${matcher} -> mine`).fingerprint?.source === 'rule';
  expect([matches(`${name}:${yes}`), matches(`${name}:${no}`)]).toEqual([true, false]);
});

test('app: on the same frame as the others', () => {
  const matches = (matchers: string): boolean => group(event, `${matchers} -> mine`).fingerprint?.source === 'rule';
  expect([matches('app:yes function:Save'), matches('app:no function:Save')]).toEqual([true, false]);
});
