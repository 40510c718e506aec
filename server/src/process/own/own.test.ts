import type { SentryEvent } from '@garrison/protocol';
import { expect, test } from 'vitest';
import { normalize } from '../normalize/normalize-fixtures.ts';
import { explainOwners } from './explain-owners.ts';
import { createFindOwners } from './find-owners.ts';

const NONE = { files: [], names: [] };
const event: SentryEvent = normalize({
  platform: 'node',
  environment: 'staging',
  request: { url: 'https://shop.example/pay' },
  user: { id: '7', data: { plan: 'gold' } },
  contexts: { runtime: { name: 'node', version: 'v26' } },
  exception: {
    values: [
      { type: 'A', stacktrace: { frames: [{ filename: 'src/cause.ts', in_app: true }] } },
      { type: 'B', stacktrace: { frames: [{ filename: 'src/pay/raise.ts', module: 'pay.raise', in_app: true }] } },
    ],
  },
});
const find = (raw: string, options: { fallthrough?: boolean; autoAssign?: boolean } = {}) =>
  createFindOwners({ raw, codeowners: NONE, fallthrough: true, autoAssign: true, ...options })(event);

test.each([
  'path:src/pay/* #t',
  'src/cause.ts #t',
  'module:pay.* #t',
  'url:*/pay #t',
  'tags.environment:staging #t',
  'tags.runtime.name:node #t',
  'tags.user.plan:gold #t',
])('%s names the owner', (raw) => {
  expect(find(raw)).toMatchObject({ owners: [{ type: 'team', identifier: 't', source: 'ownership' }] });
});

test('no rule, and none that matches: the first team, unless the project says nobody', () => {
  expect(find('')).toEqual({ owners: [], orFirstTeam: true, autoAssign: true });
  expect(find('lib/* #t', { fallthrough: false, autoAssign: false })).toEqual({
    owners: [],
    orFirstTeam: false,
    autoAssign: false,
  });
});

test('an explanation names every rule that matches, as it is written', () => {
  const { rules, errors } = explainOwners(
    { raw: 'src/* #a\n"src/pay/raise.ts" #b\nlib/* #c\nurl:* #d e@x.test', codeowners: NONE },
    event,
  );
  expect(errors).toEqual([]);
  expect(rules.map(({ rule, owner, decides, text }) => [rule, owner, decides, text])).toEqual([
    ['url:* #d e@x.test', '#d', true, 'https://shop.example/pay'],
    ['path:src/pay/raise.ts #b', '#b', false, 'src/pay/raise.ts'],
    ['path:src/* #a', '#a', false, 'src/pay/raise.ts'],
  ]);
});

test('CODEOWNERS files: names are mapped, roots moved, and the project’s own rules win', () => {
  const file = { raw: '/app/pay/ @acme/pay @jo\n/app/generated/', sourceRoot: 'app/', stackRoot: 'src/' };
  const names = [
    { name: '@acme/pay', type: 'team', identifier: 'payments' },
    { name: '@jo', type: 'user', identifier: 'jo@acme.test' },
  ] as const;
  const codeowners = { files: [file], names };
  const owners = (raw: string) =>
    createFindOwners({ raw, codeowners, fallthrough: true, autoAssign: true })(event).owners.map((one) => [
      one.identifier,
      one.source,
    ]);
  expect(owners('')).toEqual([
    ['payments', 'codeowners'],
    ['jo@acme.test', 'codeowners'],
  ]);
  expect(owners('src/pay/* #own')).toEqual([
    ['own', 'ownership'],
    ['payments', 'codeowners'],
  ]);
  expect(explainOwners({ raw: '', codeowners }, event).rules).toMatchObject([
    { rule: 'codeowners:src/pay/ #payments jo@acme.test', source: 'codeowners', line: 1, decides: true },
  ]);
});
