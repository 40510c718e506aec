import { describe, expect, it } from 'vitest';
import { parseSelector, SelectorError, type Place } from './selector.ts';

const FRAME: Place = ['exception', 'values', 0, 'stacktrace', 'frames', 3, 'vars', 'Token'];

describe('a selector', () => {
  it.each<[string, Place, unknown, boolean]>([
    ['token', ['extra', 'token'], 'x', true],
    ['token', ['extra', 'token', 'inner'], 'x', false],
    ['Extra.TOKEN', ['extra', 'token'], 'x', true],
    ['extra.token', ['contexts', 'token'], 'x', false],
    ['extra.*', ['extra', 'a'], 'x', true],
    ['extra.*', ['extra', 'a', 'b'], 'x', false],
    ['extra.*.b', ['extra', 'a', 'b'], 'x', true],
    ['extra.**', ['extra', 'a', 'b', 0], 'x', true],
    ['extra.**', ['extra'], {}, true],
    ['extra.**.c', ['extra', 'c'], 'x', true],
    ['extra.**.c', ['extra', 'a', 'b', 'c'], 'x', true],
    ['**', ['tags', 'a'], 'x', true],
    ['extra.list.1', ['extra', 'list', 1], 'x', true],
    ['$string', ['extra', 'a'], 'x', true],
    ['$string', ['extra', 'a'], 1, false],
    ['$number || $boolean', ['extra', 'a'], true, true],
    ['$array', ['extra', 'a'], [], true],
    ['$object', ['extra', 'a'], {}, true],
    ['$object.b', ['extra', 'a', 'b'], 'x', true],
    ['$frame.vars.token', FRAME, 'x', true],
    ['$frame.vars', FRAME, 'x', false],
    ['$frame.**', FRAME, 'x', true],
    ['$stacktrace.**', FRAME, 'x', true],
    ['$exception.**', FRAME, 'x', true],
    ['$error.value', ['exception', 'values', 1, 'value'], 'x', true],
    ['$thread.**', FRAME, 'x', false],
    ['$user.email', ['user', 'email'], 'x', true],
    ['$http.headers.authorization', ['request', 'headers', 'Authorization'], 'x', true],
    ['$breadcrumb.message', ['breadcrumbs', 'values', 0, 'message'], 'x', true],
    ['$logentry.formatted', ['logentry', 'formatted'], 'x', true],
    ['$attachments', ['extra'], {}, false],
    ['$string && !extra.a', ['extra', 'a'], 'x', false],
    ['$string && !(extra.a || b)', ['extra', 'c'], 'x', true],
    ["extra.'my key'", ['extra', 'my key'], 'x', true],
    ["'it''s'", ['extra', "it's"], 'x', true],
    ['a.b-c_d', ['extra', 'a', 'b-c_d'], 'x', true],
    ['!a && !b', ['extra', 'c'], 'x', true],
    ['  a  ||  b  ', ['b'], 'x', true],
  ])('%s at %j with %j: %s', (text, place, value, expected) => {
    expect(parseSelector(text).matches(place, value)).toBe(expected);
  });

  it.each([
    ['**', false],
    ['$string && !$number', false],
    ['$frame.vars', true],
    ['$string && !extra.a', true],
  ])('%s names a field: %s', (text, isSpecific) => {
    expect(parseSelector(text).isSpecific).toBe(isSpecific);
  });

  it.each([
    ['', 0],
    ['a.', 2],
    ['a b', 2],
    ['a &&', 4],
    ['(a', 2],
    ["'a", 0],
    ['$nothing', 0],
    ['a || $', 5],
    ['a || .b', 5],
    ['!'.repeat(30), 20],
    ['a'.repeat(3000), 2000],
  ])('%s is none, from offset %i on', (text, at) => {
    const parse = (): unknown => parseSelector(text);
    expect(parse).toThrow(SelectorError);
    expect(parse).toThrow(expect.objectContaining({ at }) as Error);
  });

  it('is matched in bounded time, whatever is in it', () => {
    const selector = parseSelector(`${'**.*.'.repeat(300)}z`);
    const place = Array.from({ length: 40 }, (_, index) => `k${index}`);
    expect(selector.matches(place, 'x')).toBe(false);
  });
});
