import { describe, expect, test } from 'vitest';
import { readCodeowners } from './codeowners.ts';
import { compileMatcher, type OwnershipFacts } from './match-rule.ts';
import { parseOwnership } from './parse-ownership.ts';
import { compileOwnership, suggestedOwners } from './resolve-owners.ts';
import { testOwnership } from './test-ownership.ts';

const NO_MAPPING = { owners: new Map() };

describe('the grammar', () => {
  test.each([
    ['src/auth/* #platform-eng', 'path', 'src/auth/*', ['team platform-eng']],
    ['path:src/auth/* #platform-eng', 'path', 'src/auth/*', ['team platform-eng']],
    ['url:https://acme.example/* #frontend', 'url', 'https://acme.example/*', ['team frontend']],
    ['https://acme.example/* #frontend', 'path', 'https://acme.example/*', ['team frontend']],
    ['module:com.acme.* Jo@Acme.example', 'module', 'com.acme.*', ['user jo@acme.example']],
    ['tags.transaction:/checkout/* #payments', 'tags.transaction', '/checkout/*', ['team payments']],
    ['tags.user.plan:gold #payments #frontend', 'tags.user.plan', 'gold', ['team payments', 'team frontend']],
    ['"src/my files/*" #frontend # a comment', 'path', 'src/my files/*', ['team frontend']],
    [String.raw`path:"a \"b\" \\ c" #x`, 'path', String.raw`a "b" \ c`, ['team x']],
    ['codeowners:/docs/ #frontend', 'codeowners', '/docs/', ['team frontend']],
  ])('%s', (line, type, pattern, owners) => {
    const { rules, problems } = parseOwnership(`# comment\n\n  ${line}\r\n`);
    expect(problems).toEqual([]);
    expect(rules).toHaveLength(1);
    expect(rules[0]).toMatchObject({ matcher: { type, pattern }, line: 3 });
    expect(rules[0]?.owners.map((owner) => `${owner.type} ${owner.identifier}`)).toEqual(owners);
  });

  test.each([
    ['src/*', 1, 6, 'no owner: expected #team-slug or an e-mail address'],
    ['src/* platform', 1, 7, '“platform” is not an owner: expected #team-slug or an e-mail address'],
    ['\npath: #x', 2, 6, 'no pattern after “path:”'],
    ['path:"src #x', 1, 6, 'the quote is not closed'],
    ['tags.:x #x', 1, 6, 'a tag matcher names a tag: tags.name:pattern'],
  ])('%s is refused with its place', (text, line, column, message) => {
    expect(parseOwnership(text).problems).toEqual([{ line, column, message }]);
  });
});

const facts = (part: Partial<OwnershipFacts>): OwnershipFacts => ({
  platform: 'node',
  frames: [],
  tags: new Map(),
  ...part,
});
const inFile = (filename: string, inApp = true) => facts({ frames: [{ filename, inApp }] });

describe('what matches', () => {
  test.each<[string, string, OwnershipFacts, boolean]>([
    ['path', 'src/*', inFile('src/auth/login.ts'), true],
    ['path', 'SRC/*', inFile('src/auth/login.ts', false), true],
    ['path', 'src/*.ts', inFile('src\\auth\\login.ts'), true],
    ['path', 'auth/*', inFile('src/auth/login.ts'), false],
    ['path', 'com/acme/*', facts({ platform: 'java', frames: [{ filename: 'A.java', module: 'com.acme.A$B' }] }), true],
    ['module', 'com.acme.*', facts({ frames: [{ module: 'com.Acme.Pay' }] }), true],
    ['url', '*/checkout?step=*', facts({ url: 'https://acme.example/Checkout?step=2' }), true],
    ['tags.service', 'pay*', facts({ tags: new Map([['service', 'payment-api']]) }), true],
    ['tags.service', 'Pay*', facts({ tags: new Map([['service', 'payment-api']]) }), false],
    ['tags.user.email', '*@acme.example', facts({ user: { email: 'jo@acme.example' } }), true],
    ['tags.user.plan', 'gold', facts({ user: { data: { plan: 'gold' } } }), true],
  ])('%s:%s', (type, pattern, of, expected) => {
    expect(compileMatcher({ type, pattern })(of) !== undefined).toBe(expected);
  });

  test.each([
    ['*', 'src/a.ts', true],
    ['*.ts', 'src/a.ts', true],
    ['*.ts', 'src/a.tsx', false],
    ['auth', 'src/auth/login.ts', true],
    ['auth', 'src/oauth/login.ts', false],
    ['docs/', 'a/docs/b/c.md', true],
    ['docs/', 'docs', false],
    ['/docs/', 'a/docs/b.md', false],
    ['/src/*', 'src/a.ts', true],
    ['/src/*', 'src/b/a.ts', false],
    ['src/*.ts', 'src/b/a.ts', false],
    ['src/b', 'src/b/a.ts', true],
    ['src/**/a.ts', 'src/a.ts', true],
    ['src/**/a.ts', 'src/b/c/a.ts', true],
    ['src/**/a.ts', 'srcx/a.ts', false],
    ['**/a.ts', 'b/c/a.ts', true],
    ['src/**', 'src/b/c.ts', true],
    ['src/?.ts', 'src/ab.ts', false],
  ])('CODEOWNERS %s on %s: %s', (pattern, path, expected) => {
    const matches = compileMatcher({ type: 'codeowners', pattern });
    expect(matches(inFile(path)) !== undefined).toBe(expected);
    expect(matches(inFile(path, false))).toBeUndefined();
  });

  test('a pattern of many stars ends in time proportional to its length', () => {
    const matches = compileMatcher({ type: 'path', pattern: '*a'.repeat(500) + 'b' });
    expect(matches(inFile('a'.repeat(5000)))).toBeUndefined();
  });
});

describe('who owns', () => {
  const { rules } = parseOwnership('src/* #platform-eng\nsrc/pay/* #payments jo@acme.example\nsrc/util/* #frontend');

  test('the last rule that matches decides, whatever the order of the frames', () => {
    const resolve = compileOwnership({ codeowners: [], rules });
    const resolved = resolve(facts({ frames: [{ filename: 'src/util/a.ts' }, { filename: 'src/pay/b.ts' }] }));
    expect(resolved.owner).toEqual({ type: 'team', identifier: 'frontend' });
    expect(resolved.decidedBy).toMatchObject({ rule: { line: 3 }, match: { frame: 0, text: 'src/util/a.ts' } });
    expect(suggestedOwners(resolved).map(({ owner, by }) => [owner.identifier, by.rule.line])).toEqual([
      ['frontend', 3],
      ['payments', 2],
    ]);
  });

  test('by the nearest frame, the rule that matched nearest to the crash decides', () => {
    const resolve = compileOwnership({ codeowners: [], rules, precedence: 'nearest-frame' });
    const resolved = resolve(facts({ frames: [{ filename: 'src/util/a.ts' }, { filename: 'src/pay/b.ts' }] }));
    expect(resolved.owner).toEqual({ type: 'team', identifier: 'payments' });
  });

  test('rules of the project win over CODEOWNERS, whose exclusions clear the owner', () => {
    const { rules: codeowners } = readCodeowners('/src/ #frontend\n/src/generated/', NO_MAPPING);
    const resolve = compileOwnership({ codeowners, rules: parseOwnership('src/pay/* #payments').rules });
    expect(resolve(inFile('src/pay/a.ts')).owner?.identifier).toBe('payments');
    const excluded = resolve(inFile('src/generated/a.ts'));
    expect(excluded).toMatchObject({ owner: undefined, decidedBy: { rule: { line: 2 } } });
    expect(suggestedOwners(excluded)).toEqual([]);
  });
});

test('CODEOWNERS: owners are mapped, anchored paths moved, and what is left out is said', () => {
  const owners = new Map([['@acme/payments', { type: 'team' as const, identifier: 'payments' }]]);
  const text = [
    '/packages/pay/ @acme/payments @acme/gone # a note',
    '*.md docs@acme.example',
    '!/packages/pay/x @acme/payments',
    '[section]',
    'a[bc] @acme/payments',
    '/lib/ @acme/gone',
  ].join('\n');
  const { rules, skipped } = readCodeowners(text, { owners, sourceRoot: 'packages/', stackRoot: 'app/src/' });
  expect(rules.map(({ matcher, owners: of, line }) => [matcher.pattern, of.map((o) => o.identifier), line])).toEqual([
    ['app/src/pay/', ['payments'], 1],
    ['*.md', ['docs@acme.example'], 2],
  ]);
  expect(skipped.map(({ line }) => line)).toEqual([1, 3, 4, 5, 6]);
});

test('an organisation can test its rules', () => {
  const { rules } = parseOwnership('src/auth/* #platform-eng\nurl:*/pay/* #payments');
  const results = testOwnership({ codeowners: [], rules }, [
    { path: 'src/auth/a.ts', expect: '#platform-eng' },
    { url: 'https://acme.example/pay/1', expect: '#payments' },
    { path: 'src/other.ts', expect: '#platform-eng' },
  ]);
  expect(results.map(({ passed, actual }) => [passed, actual])).toEqual([
    [true, '#platform-eng'],
    [true, '#payments'],
    [false, 'none'],
  ]);
});
