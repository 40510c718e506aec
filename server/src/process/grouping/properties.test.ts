import type { Frame, SentryEvent } from '@garrison/protocol';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';

import { errorEvent, groupingOf } from './testing-events.ts';

const grouping = groupingOf({
  secondary: { configId: 'newstyle:2023-01-11', until: Infinity },
  enhancements:
    'function:drop -group\n[ function:main ] | function:view +app\nmodule:lib* ^-group v-app category=system',
  fingerprintingRules:
    'type:Mine -> {{ default }} {{ message }}\nstack.function:alone path:**/a.py -> alone {{ type }}',
});

const platform = fc.constantFrom(
  'python',
  'javascript',
  'node',
  'java',
  'native',
  'cocoa',
  'ruby',
  'php',
  'csharp',
  'go',
  'rust',
  'dart',
);
const word = fc.constantFrom(
  'main',
  'view',
  'drop',
  'alone',
  'lib.x',
  '<anonymous>',
  'a/b.py',
  '/srv/a.py',
  'https://acme.example/a.js',
  'std::throw',
  'a$$Lambda$1',
);
const frame: fc.Arbitrary<Frame> = fc.record(
  {
    filename: word,
    abs_path: word,
    module: word,
    package: word,
    function: word,
    raw_function: word,
    context_line: word,
    in_app: fc.boolean(),
    lineno: fc.nat(5),
  },
  { requiredKeys: [] },
);
const mechanism = fc.record(
  {
    type: fc.constant('generic'),
    synthetic: fc.boolean(),
    exception_id: fc.nat(4),
    parent_id: fc.nat(4),
    is_exception_group: fc.boolean(),
  },
  { requiredKeys: ['type'] },
);
const exception = fc.record(
  {
    type: fc.constantFrom('E', 'Mine', 'Group'),
    value: fc.constantFrom('failed 42', 'failed 43', ''),
    mechanism,
    stacktrace: fc.record({ frames: fc.array(frame, { maxLength: 6 }) }),
  },
  { requiredKeys: [] },
);
const event: fc.Arbitrary<SentryEvent> = fc
  .record(
    {
      exception: fc.record({ values: fc.array(exception, { maxLength: 4 }) }),
      stacktrace: fc.record({ frames: fc.array(frame, { maxLength: 4 }) }),
      logentry: fc.record({ formatted: fc.constantFrom('m 1', 'm') }),
      fingerprint: fc.array(fc.constantFrom('{{ default }}', 'a', '{{ type }}'), { maxLength: 2 }),
      platform,
    },
    { requiredKeys: ['platform'] },
  )
  .map(errorEvent);

function reversed<T>(value: T): T;
function reversed(value: unknown): unknown {
  if (Array.isArray(value)) return value.map((item: unknown) => reversed(item));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .toReversed()
      .map(([key, item]) => [key, reversed(item)]),
  );
}

function hashed(value: SentryEvent) {
  const { hashes, secondaryHashes } = grouping.group(structuredClone(value));
  return { hashes, secondaryHashes };
}

describe('for any event', () => {
  test('explaining gives the same hashes as grouping', () => {
    fc.assert(
      fc.property(event, (value) => {
        expect(grouping.explain(value).hashes).toEqual(hashed(value).hashes);
      }),
    );
  });

  test('grouping again gives the same', () => {
    fc.assert(
      fc.property(event, (value) => {
        const once = structuredClone(value);
        const first = grouping.group(once);
        expect(grouping.group(once)).toEqual(first);
      }),
    );
  });

  test('the order of keys does not count', () => {
    fc.assert(
      fc.property(event, (value) => {
        expect(hashed(reversed(value))).toEqual(hashed(value));
      }),
    );
  });

  test('nor does what says nothing about the place', () => {
    fc.assert(
      fc.property(event, (value) => {
        const other: SentryEvent = {
          ...structuredClone(value),
          event_id: 'f'.repeat(32),
          timestamp: 1,
          release: 'x@2',
          environment: 'staging',
          user: { id: '7' },
          extra: { a: 1 },
          contexts: { os: { name: 'x' } },
          breadcrumbs: { values: [{ message: 'b' }] },
        };
        for (const { stacktrace } of other.exception?.values ?? []) {
          for (const found of stacktrace?.frames ?? []) {
            found.vars = { secret: 1 };
            found.pre_context = ['x'];
          }
        }
        expect(hashed(other)).toEqual(hashed(value));
      }),
    );
  });

  test('nor do line numbers, where no frame repeats the one before', () => {
    fc.assert(
      fc.property(event, fc.nat(1_000), (value, shift) => {
        const numbered = structuredClone(value);
        const moved = structuredClone(value);
        for (const [copy, by] of [
          [numbered, 1],
          [moved, 2 + shift],
        ] as const) {
          const traces = [copy.stacktrace, ...(copy.exception?.values ?? []).map(({ stacktrace }) => stacktrace)];
          for (const trace of traces)
            for (const [index, found] of (trace?.frames ?? []).entries()) found.lineno = index * 10_000 + by;
        }
        expect(hashed(moved)).toEqual(hashed(numbered));
      }),
    );
  });

  test('every hash is an md5, none is given twice, and there is one', () => {
    fc.assert(
      fc.property(event, (value) => {
        const { hashes } = hashed(value);
        expect(hashes.length).toBeGreaterThan(0);
        expect(new Set(hashes).size).toBe(hashes.length);
        for (const hash of hashes) expect(hash).toMatch(/^[0-9a-f]{32}$/);
      }),
    );
  });
});

describe('whatever an event holds', () => {
  const keys = [
    'exception',
    'values',
    'stacktrace',
    'frames',
    'threads',
    'logentry',
    'message',
    'formatted',
    'fingerprint',
    'checksum',
  ];
  const more = [
    'template',
    'csp',
    'hpkp',
    'tags',
    'sdk',
    'platform',
    'type',
    'value',
    'mechanism',
    'data',
    'function',
    'exception_id',
  ];
  const { json } = fc.letrec((tie) => ({
    json: fc.oneof(
      { depthSize: 'medium', withCrossShrink: true },
      fc.constantFrom<unknown>(null, true, 0, -1, 1e21, '', 'x', '{{ default }}', '\ud800'),
      fc.array(tie('json'), { maxLength: 3 }),
      fc.dictionary(fc.constantFrom(...keys, ...more), tie('json'), { maxKeys: 5 }),
    ),
  }));

  test('grouping gives a hash', () => {
    fc.assert(
      fc.property(json, json, (exception, rest) => {
        const hostile: SentryEvent = Object.assign(errorEvent({}), { exception: { values: [exception] } }, rest);
        expect(grouping.group(hostile).hashes.length).toBeGreaterThan(0);
        expect(grouping.explain(hostile).hashes.length).toBeGreaterThan(0);
      }),
      { numRuns: 1_000 },
    );
  });

  test('10,000 frames under rules that reach over all of them', () => {
    const frames = Array.from({ length: 10_000 }, (_, index): Frame => ({
      function: `f${index % 7}`,
      filename: `${index}.py`,
      in_app: true,
    }));
    const rules = Array.from({ length: 100 }, (_, index) => `function:f${index % 7} ^-group v+group ^+app v-app`).join(
      '\n',
    );
    const value = errorEvent({ exception: { values: [{ type: 'E', stacktrace: { frames } }] } });
    expect(groupingOf({ enhancements: rules }).group(value).hashes).not.toEqual([]);
  });

  test('rules that would explode a backtracking engine', () => {
    const pattern = '*a'.repeat(200);
    const options = { enhancements: `function:${pattern}b -app`, fingerprintingRules: `message:"${pattern}b" -> x` };
    const text = 'a'.repeat(8_000);
    const value = errorEvent({
      logentry: { formatted: text },
      exception: { values: [{ type: 'E', stacktrace: { frames: [{ function: text }] } }] },
    });
    expect(groupingOf(options).group(value).fingerprint).toBeUndefined();
  });

  test('a getter that throws: the fallback, and why', () => {
    const value = Object.defineProperty(errorEvent({}), 'exception', {
      get() {
        throw new Error('broken');
      },
    });
    expect(grouping.group(value)).toMatchObject({
      hashes: ['d41d8cd98f00b204e9800998ecf8427e'],
      remarks: [{ kind: 'grouped_by_fallback', reason: 'Grouping failed: broken' }],
    });
  });
});
