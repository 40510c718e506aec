import { describe, expect, it } from 'vitest';
import { allRemarks, entryMeta, metaAt, placeName, remarksOn } from './remarks.ts';

const meta = {
  entries: {
    '0': {
      data: {
        values: {
          '1': {
            value: { '': { len: 5000, rem: [['!limit', 's', 253, 256]] } },
            vars: { password: { '': { rem: [['@password:filter', 's', 0, 10]] } } },
          },
        },
      },
    },
  },
  release: { '': { err: [['invalid_data', { reason: 'expected a string' }]] } },
  token: { '': { rem: [['@anything:remove', 'x']] } },
};

describe('remarks', () => {
  it('says what happened to a value', () => {
    expect(remarksOn(metaAt(meta, 'entries', 0, 'data', 'values', 1, 'value'))).toEqual([
      'shortened; its length was 5,000',
    ]);
    expect(remarksOn(metaAt(meta, 'release'))).toEqual(['had a wrong type and was dropped (expected a string)']);
    expect(remarksOn(metaAt(meta, 'token'))).toEqual(['removed by data scrubbing (@anything)']);
    expect(remarksOn(metaAt(meta, 'nowhere', 'at', 'all'))).toEqual([]);
  });

  it('names places in words', () => {
    const names = [['tags', 'service'], ['contexts', 'os', 'name'], ['request', 'headers', 'cookie'], ['a', 'b'], []];
    expect(names.map((path) => placeName(path))).toEqual([
      'Tag service',
      'Context os: name',
      'Header cookie',
      'a.b',
      'Event',
    ]);
  });

  it('names pairs by their first half', () => {
    const event = {
      tags: [{ key: 'service', value: 'x' }],
      request: {
        headers: [
          ['Accept', '*/*'],
          ['Authorization', 'y'],
        ],
      },
    };
    expect(placeName(['tags', '0', 'value'], event)).toBe('Tag service');
    expect(placeName(['request', 'headers', '1', '1'], event)).toBe('Header Authorization');
    const remarks = allRemarks(
      { request: { headers: { 1: { 1: { '': { rem: [['@password:filter', 's']] } } } } } },
      event,
    );
    expect(remarks).toEqual([{ path: 'Header Authorization', text: 'hidden by data scrubbing' }]);
  });

  it('finds the remarks of an entry in either shape', () => {
    expect(entryMeta({ _meta: meta }, 0, 'exception')).toBe(meta.entries[0].data);
    const own = { values: { '0': { type: { '': { len: 300 } } } } };
    expect(entryMeta({ _meta: { exception: own } }, 3, 'exception')).toBe(own);
    expect(entryMeta({ _meta: { logentry: own } }, 0, 'message')).toBe(own);
    expect(entryMeta({ _meta: {} }, 0, 'message')).toBeUndefined();
  });

  it('lists every remark with its path', () => {
    expect(allRemarks(meta)).toContainEqual({
      path: 'entries.0.data.values.1.vars.password',
      text: 'hidden by data scrubbing',
    });
    expect(allRemarks(meta)).toHaveLength(4);
    expect(allRemarks(undefined)).toEqual([]);
  });
});
