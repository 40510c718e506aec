import { describe, expect, test } from 'vitest';
import { createGrouping } from '../grouping/index.ts';
import { projectSettings } from '../process-fixtures.ts';
import { fillTemplate } from './message-template.ts';
import { normalize } from './normalize-fixtures.ts';

describe('a template', () => {
  test.each<[string, unknown, string | undefined]>([
    ['shelf %s is low', ['A7'], 'shelf A7 is low'],
    ['%d of %i', [3.7, 4], '3 of 4'],
    ['%5.2f and %f and %x', [3.14159, 1, 255], '3.14 and 1.000000 and ff'],
    ['%-10s|%05d|%ld', ['a', 7, 8], 'a|7|8'],
    ['%r', ['a'], "'a'"],
    ['100%% of %s', ['it'], '100% of it'],
    ['100% done of %s', ['it'], '100% done of it'],
    ['%(user)s did %(what)s', { user: 'jo', what: 'this' }, 'jo did this'],
    ['%(user)s', [{ user: 'jo' }], 'jo'],
    ['%{user} did', { user: 'jo' }, 'jo did'],
    ['{} of {}', [1, 2], '1 of 2'],
    ['{1} before {0}', ['a', 'b'], 'b before a'],
    ['{0} {0}', ['a'], 'a a'],
    ['{name} and {other!r:>10}', { name: 'a', other: 'b' }, "a and 'b'"],
    ['{User} did {@Action,10:l}', ['jo', { a: 1 }], 'jo did {"a":1}'],
    ['{{literal}} {}', ['a'], '{literal} a'],
    ['{"a": %s}', [1], '{"a": 1}'],
    ['%s is {not} this', ['a'], 'a is {not} this'],
    ['%s', 'A7', 'A7'],
    ['%s', [null], 'null'],
    ['%s %s', ['a'], 'a %s'],
    ['%s', { 0: 'a' }, 'a'],
    ['{missing}', { other: 1 }, undefined],
    ['%s', [], undefined],
    ['%s', {}, undefined],
    ['no placeholder', ['a'], undefined],
    ['{constructor} %(toString)s', {}, undefined],
    ['%1$s', ['a'], undefined],
  ])('%s with %j', (template, params, expected) => {
    expect(fillTemplate(template, params)).toBe(expected);
  });

  test.each(['%(', '{', '%', '{{', '%-', '{@', '%0'])('is read in linear time: many of %s', (part) => {
    expect(fillTemplate(`${part.repeat(200_000)} %s`, ['a'])).toMatch(/ a$/);
  });
});

describe('an event whose template the SDK did not fill', () => {
  const filled = { message: 'shelf %s is low', params: ['A7'], formatted: 'shelf A7 is low' };
  test.each<[string, object, object]>([
    ['logentry', { logentry: { message: 'shelf %s is low', params: ['A7'] } }, filled],
    ['message as an object', { message: { message: 'shelf %s is low', params: ['A7'] } }, filled],
    ['message and params', { message: 'shelf %s is low', params: ['A7'] }, filled],
    ['an old SDK', { 'sentry.interfaces.Message': { message: 'shelf %s is low', params: ['A7'] } }, filled],
    ['formatted left unfilled', { logentry: { ...filled, formatted: 'shelf %s is low' } }, filled],
    [
      'formatted by the SDK',
      { logentry: { ...filled, formatted: 'its own words' } },
      { ...filled, formatted: 'its own words' },
    ],
    ['nothing to fill', { logentry: { message: 'low', params: ['A7'] } }, { formatted: 'low', params: ['A7'] }],
  ])('%s', (_name, payload, logentry) => {
    const event = normalize(payload);
    expect(event.logentry).toEqual(logentry);
    expect(event.errors).toBeUndefined();
  });

  test('gets no secret back from its values', () => {
    const event = normalize({
      logentry: {
        message: 'login %(user)s with %(password)s and %(card)s',
        params: { user: 'jo', password: 'hunter2', card: '4111111111111111' },
      },
    });
    expect(event.logentry?.formatted).toBe('login jo with [Filtered] and [Filtered]');
    expect(JSON.stringify(event)).not.toMatch(/hunter2|4111/);
  });

  test('is grouped by its template', () => {
    const grouping = createGrouping(projectSettings().grouping);
    const [one, other] = ['alpha', 'beta'].map((shelf) =>
      grouping.group(normalize({ message: 'shelf %s is low', params: [shelf] })),
    );
    expect(one?.hashes).toEqual(other?.hashes);
  });
});
