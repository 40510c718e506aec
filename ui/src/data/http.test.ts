import { describe, expect, it } from 'vitest';
import { linkCursor, path, queryString, readProblem } from './http.ts';

describe('http', () => {
  it('writes lists as repeated keys and leaves out what is not given', () => {
    expect(queryString({ project: ['1', '2'], query: '', limit: 50, cursor: undefined })).toBe(
      '?project=1&project=2&query=&limit=50',
    );
    expect(queryString({})).toBe('');
  });

  it('encodes path segments', () => {
    expect(path`/releases/${'web@1.0+2/3'}/`).toBe('/releases/web%401.0%2B2%2F3/');
  });

  const link =
    '<https://x/?a=1&cursor=0:0:1>; rel="previous"; results="false"; cursor="0:0:1", ' +
    '<https://x/?a=1&cursor=0:50:0>; rel="next"; results="true"; cursor="0:50:0"';
  it('takes a cursor only where there are results', () => {
    expect(linkCursor(link, 'next')).toBe('0:50:0');
    expect(linkCursor(link, 'previous')).toBeUndefined();
    expect(linkCursor(null, 'next')).toBeUndefined();
  });

  it('reads every error shape', () => {
    expect(readProblem(403, { detail: 'Missing scope' }).message).toBe('Missing scope');
    expect(readProblem(302, { detail: { code: 'x', message: 'Renamed' } }).message).toBe('Renamed');
    const fields = readProblem(400, { query: ['Invalid', 'search'] });
    expect(fields.message).toBe('query: Invalid search');
    expect(fields.fields).toEqual({ query: 'Invalid search' });
    expect(readProblem(500, { detail: 'Internal Error', errorId: 'ab' }).correlationId).toBe('ab');
    expect(readProblem(502, '<html>', 'r1')).toMatchObject({
      message: 'The server answered 502.',
      correlationId: 'r1',
    });
  });
});
