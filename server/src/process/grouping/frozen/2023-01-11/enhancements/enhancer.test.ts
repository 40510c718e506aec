import fc from 'fast-check';
import { expect, test } from 'vitest';

import { familyOf } from '../family.ts';
import type { FrameFields } from '../frame.ts';
import { compileGlob } from '../glob.ts';
import { compileRules } from './compile.ts';
import { type ExceptionFields, type RuledFrame, createEnhancer } from './enhancer.ts';
import { parseEnhancements } from './parse.ts';
import type { Matcher, Rule } from './rule.ts';

const NO_EXCEPTION: ExceptionFields = { type: undefined, value: undefined, mechanism: undefined };

function fieldsOf(fields: Partial<FrameFields>): FrameFields {
  return {
    platform: 'native',
    function: undefined,
    rawFunction: undefined,
    module: undefined,
    package: undefined,
    absPath: undefined,
    filename: undefined,
    contextLine: undefined,
    sourcemap: false,
    ...fields,
  };
}

/** `[in app, category, what the second pass says]` of each frame, oldest first. */
function outcome(rules: string, frames: readonly Partial<FrameFields>[], exception = NO_EXCEPTION, inApp = false) {
  const parsed = parseEnhancements(rules);
  expect(parsed.errors).toEqual([]);
  const enhancer = createEnhancer(compileRules(parsed.rules));
  const ruled = frames.map((fields): RuledFrame => {
    return { facts: enhancer.facts(fieldsOf(fields)), inApp, category: undefined, inAppRule: undefined };
  });
  enhancer.modify(ruled, exception);
  const { group } = enhancer.judge(ruled, exception);
  return ruled.map((frame, index) => [frame.inApp, frame.category ?? '', group[index] ?? null]);
}

const abc = [{ function: 'a' }, { function: 'b' }, { function: 'c' }];

test('later rules win', () => {
  expect(outcome('function:a +app\nfunction:a -app +group', [{ function: 'a' }])).toEqual([[false, '', true]]);
});

test('^ reaches all frames towards the crash, v all before', () => {
  expect(outcome('function:b ^+app', abc).map(([app]) => app)).toEqual([false, false, true]);
  expect(outcome('function:b v+app', abc).map(([app]) => app)).toEqual([true, false, false]);
  expect(outcome('function:b ^-group -group', abc).map(([, , group]) => group)).toEqual([null, false, false]);
});

test('a caller is the frame before, a callee the frame after; both must exist', () => {
  expect(outcome('[ function:a ] | function:* category=x', abc).map(([, category]) => category)).toEqual(['', 'x', '']);
  expect(outcome('function:* | [ function:c ] category=x', abc).map(([, category]) => category)).toEqual(['', 'x', '']);
  expect(outcome('[ !function:z ] | function:* category=x', abc).map(([, category]) => category)).toEqual([
    '',
    'x',
    'x',
  ]);
});

test('a rule finds all its frames before it acts', () => {
  const frames = [{ function: 'a' }, { function: 'b' }, { function: 'b' }];
  const rules = 'function:a category=x\n[ category:x ] | function:b category=x';
  expect(outcome(rules, frames).map(([, category]) => category)).toEqual(['x', 'x', '']);
});

test('the second pass sees the categories of the first', () => {
  expect(outcome('category:x -group\nfunction:a category=x', [{ function: 'a' }])).toEqual([[false, 'x', false]]);
});

test('paths: any case, either slash, with or without the first slash; filename in place of a missing abs_path', () => {
  const rule = 'path:/Windows/**/X.dll +app';
  expect(outcome(rule, [{ absPath: '\\WINDOWS\\a\\x.dll' }])[0]?.[0]).toBe(true);
  expect(outcome(rule, [{ absPath: 'windows/a/x.dll' }])[0]?.[0]).toBe(true);
  expect(outcome(rule, [{ filename: '/windows/a/x.dll' }])[0]?.[0]).toBe(true);
  expect(outcome(rule, [{ absPath: '/other/x.dll', filename: '/windows/a/x.dll' }])[0]?.[0]).toBe(false);
});

test('functions and modules: case counts, a slash is a character like others', () => {
  expect(outcome('function:Foo* +app', [{ function: 'foobar' }])[0]?.[0]).toBe(false);
  expect(outcome('module:@babel/* +app', [{ module: '@babel/a/b' }])[0]?.[0]).toBe(true);
});

test('families', () => {
  const of = (platform: string, list: string) =>
    outcome(`family:${list} function:* +app`, [{ platform, function: 'f' }])[0]?.[0];
  expect([of('cocoa', 'native'), of('node', 'javascript'), of('python', 'other'), of('python', 'all')]).toEqual([
    true,
    true,
    true,
    true,
  ]);
  expect([of('cocoa', 'javascript,other'), of('node', 'native'), of('python', 'native,javascript')]).toEqual([
    false,
    false,
    false,
  ]);
});

test('exception matchers; what is missing is <unknown>', () => {
  const rule = 'error.type:Foo* !error.mechanism:generic function:* +app';
  const app = (exception: Partial<ExceptionFields>) =>
    outcome(rule, [{ function: 'f' }], { ...NO_EXCEPTION, ...exception })[0]?.[0];
  expect(app({ type: 'FooError' })).toBe(true);
  expect(app({ type: 'BarError' })).toBe(false);
  expect(app({ type: 'FooError', mechanism: 'generic' })).toBe(false);
  expect(outcome('error.value:<unknown> function:* +app', [{ function: 'f' }])[0]?.[0]).toBe(true);
});

test('app: looks at what earlier rules decided', () => {
  expect(outcome('function:a +app\napp:yes category=x\napp:no category=y', abc).map(([, c]) => c)).toEqual([
    'x',
    'y',
    'y',
  ]);
});

/** The language as it reads, slow and plain: each rule, each matching frame in turn, each action. */
function plain(rules: readonly Rule[], frames: readonly FrameFields[]) {
  const state = frames.map((): { app: boolean; category?: string; group?: boolean } => ({ app: false }));
  const holds = (matcher: Matcher, index: number): boolean => {
    const at = index + { self: 0, caller: -1, callee: 1 }[matcher.offset];
    const frame = frames[at];
    const own = state[at];
    if (frame === undefined || own === undefined) return false;
    const glob = compileGlob(matcher.pattern, { path: false, ignoreCase: false });
    const values: Partial<Record<Matcher['field'], string | undefined>> = {
      function: frame.function,
      module: frame.module,
      category: own.category,
      app: own.app ? 'yes' : 'no',
      family: familyOf(frame.platform),
    };
    const value = values[matcher.field];
    return (value !== undefined && glob?.(value) === true) !== matcher.negated;
  };
  for (const pass of ['modify', 'judge']) {
    for (const rule of rules) {
      const matched = frames.map((_, index) => rule.matchers.every((matcher) => holds(matcher, index)));
      for (const [index, match] of matched.entries()) {
        for (const action of match ? rule.actions : []) {
          if (action.kind === 'category' && pass === 'modify') {
            const own = state[index];
            if (own !== undefined) own.category = action.value;
          }
          if (action.kind !== 'flag' || (action.flag === 'app') !== (pass === 'modify')) continue;
          const from = action.range === '' ? index : action.range === '^' ? index + 1 : 0;
          const to = action.range === '' ? index + 1 : action.range === '^' ? frames.length : index;
          for (const own of state.slice(from, to)) own[action.flag] = action.value;
        }
      }
    }
  }
  return state.map(({ app, category, group }) => [app, category ?? '', group ?? null]);
}

const matcher = fc.constantFrom(
  'function:a',
  '!function:a',
  'function:b*',
  'module:m',
  'category:x',
  '!category:y',
  'app:yes',
  'app:no',
  'family:native',
  'family:other',
);
const action = fc.constantFrom(
  '+app',
  '-app',
  '^+app',
  '^-app',
  'v+app',
  'v-app',
  '+group',
  '-group',
  '^+group',
  '^-group',
  'v-group',
  'v+group',
  'category=x',
  'category=y',
);
const rule = fc
  .record({
    caller: fc.option(matcher, { freq: 3 }),
    own: fc.array(matcher, { minLength: 1, maxLength: 2 }),
    callee: fc.option(matcher, { freq: 3 }),
    actions: fc.array(action, { minLength: 1, maxLength: 3 }),
  })
  .map(({ caller, own, callee, actions }) =>
    [caller === null ? '' : `[ ${caller} ] |`, ...own, callee === null ? '' : `| [ ${callee} ]`, ...actions].join(' '),
  );
const frame = fc.record({
  platform: fc.constantFrom('native', 'python'),
  function: fc.constantFrom('a', 'b', 'bb', undefined),
  module: fc.constantFrom('m', undefined),
});

test('the compiled rules do what the language says', () => {
  fc.assert(
    fc.property(fc.array(rule, { maxLength: 6 }), fc.array(frame, { maxLength: 6 }), (rules, frames) => {
      const text = rules.join('\n');
      expect(outcome(text, frames)).toEqual(plain(parseEnhancements(text).rules, frames.map(fieldsOf)));
    }),
    { numRuns: 2_000 },
  );
});
