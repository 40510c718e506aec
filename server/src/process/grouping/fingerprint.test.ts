import type { SentryEvent } from '@garrison/protocol';
import { describe, expect, test } from 'vitest';

import { parseFingerprintRules } from './frozen/2023-01-11/fingerprint/parse.ts';
import { errorEvent, groupingOf, md5 } from './testing-events.ts';

const order = errorEvent({
  transaction: '/orders',
  logger: 'orders',
  release: 'orders@1.2.3',
  tags: [['plan', 'pro']],
  sdk: { name: 'sentry.python.django', version: '2.0.0' },
  logentry: { message: 'order %s', formatted: 'order 42 failed' },
  exception: {
    values: [
      {
        type: 'OrderError',
        value: 'Order 42 failed',
        stacktrace: {
          frames: [
            { function: 'main', module: 'app', abs_path: '/srv/app/main.py', filename: 'main.py', in_app: true },
            { function: 'save', module: 'app.db', abs_path: '/srv/app/db.py', package: 'orders', in_app: true },
            { function: 'execute', module: 'driver', abs_path: '/usr/lib/driver.py', in_app: false },
          ],
        },
      },
    ],
  },
});

function group(options: { event?: Partial<SentryEvent>; rules?: string; configId?: string }) {
  const { event, rules = '', configId = 'newstyle:2026-01-20' } = options;
  return groupingOf({ configId, fingerprintingRules: rules }).group(structuredClone({ ...order, ...event }));
}

describe('what the client sends', () => {
  test('the default is no fingerprint, however it is spaced', () => {
    expect(group({ event: { fingerprint: ['{{default}}'] } })).toEqual(group({}));
  });

  test('without the default it is the only hash', () => {
    const result = group({ event: { fingerprint: ['a', 'b'] } });
    expect(result.hashes).toEqual([md5('a', 'b')]);
    expect(result.fingerprint).toEqual({ values: ['a', 'b'], source: 'client' });
  });

  test('with the default every variant has a hash', () => {
    const [app, system] = group({}).hashes;
    const hashes = group({ event: { fingerprint: ['a', '{{ default }}'] } }).hashes;
    const leaves = ['OrderError', 'app', 'main', 'app.db', 'save'];
    expect(app).toBe(md5(...leaves));
    expect(hashes).toEqual([md5('a', ...leaves), md5('a', ...leaves, 'driver', 'execute')]);
    expect(system).toBe(md5(...leaves, 'driver', 'execute'));
  });

  test.each([
    ['transaction', '/orders'],
    ['message', 'order <int> failed'],
    ['error.type', 'OrderError'],
    ['type', 'OrderError'],
    ['error.value', 'Order 42 failed'],
    ['stack.function', 'save'],
    ['stack.module', 'app.db'],
    ['stack.abs_path', '/srv/app/db.py'],
    ['stack.package', 'orders'],
    ['logger', 'orders'],
    ['level', 'error'],
    ['tags.plan', 'pro'],
    ['tags.none', '<no-value-for-tag-none>'],
    ['nonsense', '<unrecognized-variable-nonsense>'],
  ])('{{ %s }} is %j', (name, value) => {
    expect(group({ event: { fingerprint: [`{{ ${name} }}`] } }).hashes).toEqual([md5(value)]);
  });

  test('in 2023-01-11 an unknown variable stays as it is written', () => {
    const fingerprint = ['{{ nonsense }}'];
    expect(group({ event: { fingerprint }, configId: 'newstyle:2023-01-11' }).hashes).toEqual([md5('{{ nonsense }}')]);
  });

  test('what an event lacks is named', () => {
    const event = errorEvent({
      fingerprint: ['{{ transaction }}', '{{ type }}', '{{ function }}', '{{ message }}', '{{ logger }}'],
    });
    expect(groupingOf().group(event).hashes).toEqual([
      md5('<no-transaction>', '<no-type>', '<no-function>', '<no-message>', '<no-logger>'),
    ]);
  });

  test('a literal that is the message itself is normalised like the message', () => {
    expect(group({ event: { fingerprint: ['order 42 failed'] } }).hashes).toEqual([md5('order <int> failed')]);
    expect(group({ event: { fingerprint: ['order 43 failed'] } }).hashes).toEqual([md5('order 43 failed')]);
  });
});

describe('rules of the project', () => {
  test.each([
    ['error.type:OrderError', true],
    ['error.type:ordererror', false],
    ['error.value:"order * FAILED"', true],
    ['message:"order 42*"', true],
    ['message:"Order 42 failed"', true],
    ['logger:ord*', true],
    ['level:ERROR', true],
    ['tags.plan:pro', true],
    ['tags.plan:free', false],
    ['!tags.plan:free', true],
    ['tags.transaction:/orders', true],
    ['release:orders@1.2.*', true],
    ['sdk:sentry.python,sentry.python.django', true],
    ['sdk:sentry.python', false],
    ['family:other', true],
    ['family:javascript,native', false],
    ['stack.function:save stack.module:app.db', true],
    ['stack.function:save stack.module:driver', false],
    ['path:**/APP/*.py', true],
    ['path:main.py', true],
    ['app:no function:execute', true],
    ['app:yes function:execute', false],
    ['[ function:save ] | function:execute', true],
    ['function:execute | [ function:save ]', false],
    ['function:main | [ function:save ]', true],
    ['type:OrderError value:Nothing*', false],
  ])('%s: %s', (matchers, matches) => {
    const { values } = group({ rules: `${matchers} -> mine` }).fingerprint ?? {};
    expect(values).toEqual(matches ? ['mine'] : undefined);
  });

  test('threads', () => {
    const threads = {
      values: [
        { id: 7, name: 'main', crashed: true },
        { id: 8, name: 'io', current: true },
      ],
    };
    const mine = (rule: string) => group({ event: { threads }, rules: `${rule} -> mine` }).fingerprint !== undefined;
    expect([
      mine('thread.name:main thread.crashed:yes'),
      mine('thread.name:io thread.crashed:yes'),
      mine('thread.id:8'),
    ]).toEqual([true, false, true]);
  });

  test('the first that matches wins over the client, whose fingerprint is kept for display', () => {
    const rules = 'type:Nothing -> a\ntype:OrderError -> b {{ type }}\ntype:* -> c';
    const result = group({ event: { fingerprint: ['client'] }, rules });
    expect(result.hashes).toEqual([md5('b', 'OrderError')]);
    expect(result.fingerprint).toEqual({
      values: ['b', '{{ type }}'],
      source: 'rule',
      rule: 'type:OrderError -> b {{ type }}',
      client: ['client'],
    });
  });

  test('a title has its variables filled in, the message as it is', () => {
    const result = group({ rules: 'type:* -> x, {{ default }} title="{{ type }}: {{ message }} {{ nonsense }}"' });
    expect(result.title).toBe('OrderError: order 42 failed {{ nonsense }}');
    expect(result.hashes).toHaveLength(2);
  });
});

describe('built-in rules', () => {
  const browser = (type: string, value: string): SentryEvent =>
    errorEvent({ platform: 'javascript', transaction: '/cart', exception: { values: [{ type, value }] } });

  test('chunks that do not load are one issue', () => {
    expect(groupingOf().group(browser('ChunkLoadError', 'Loading chunk 42 failed')).hashes).toEqual([
      md5('chunkloaderror'),
    ]);
    const { fingerprint } = groupingOf().group(browser('Error', 'ChunkLoadError: Loading chunk 42 failed'));
    expect(fingerprint?.source).toBe('built_in');
  });

  test('hydration errors are an issue per transaction', () => {
    const event = browser('Error', 'Text content does not match server-rendered HTML.');
    expect(groupingOf().group(event).hashes).toEqual([md5('hydrationerror', '/cart')]);
  });

  test('come after those of the project', () => {
    const grouping = groupingOf({ fingerprintingRules: 'type:ChunkLoadError -> mine' });
    expect(grouping.group(browser('ChunkLoadError', 'x')).hashes).toEqual([md5('mine')]);
  });
});

describe('reading rules', () => {
  test('a variable ends the word before it, and a brace alone is an error', () => {
    const [rule] = parseFingerprintRules('type:A -> orders-{{ type }}-{{message}}').rules;
    expect(rule?.values).toEqual(['orders-', '{{ type }}', '-', '{{message}}']);
    expect(parseFingerprintRules('type:A -> x{y').errors).toMatchObject([{ line: 1, column: 12 }]);
  });

  test('quotes, commas, variables and a title', () => {
    const { rules, errors } = parseFingerprintRules(
      '# why\n!"tags.a b":"x \\"y\\" z" -> one, "two three" {{ type }} title="T"',
    );
    expect(errors).toEqual([]);
    expect(rules).toMatchObject([
      {
        matchers: [{ kind: 'event', field: 'tags.a b', pattern: 'x "y" z', negated: true }],
        values: ['one', 'two three', '{{ type }}'],
        title: 'T',
      },
    ]);
  });

  test.each([
    ['type:A', 7, 'expected a matcher or `->`'],
    ['-> x', 1, 'expected a matcher'],
    ['typ:A -> x', 1, 'found "typ"'],
    ['type -> x', 5, 'expected `:`'],
    ['type:A ->', 10, 'at least one value'],
    ['type:"A -> x', 6, 'a closing quote'],
    ['type:A -> x color="red"', 13, 'expected the attribute title'],
    ['type:[ -> x', 1, 'brackets and braces closed'],
    ['[ type:A ] | function:b -> x', 3, 'expected a matcher of a frame'],
  ])('%j is wrong in column %d', (line, column, message) => {
    const { rules, errors } = parseFingerprintRules(`type:ok -> ok\n${line}`);
    expect(rules).toHaveLength(1);
    expect(errors).toEqual([{ line: 2, column, message: expect.stringContaining(message) }]);
  });
});
