import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { NOW, startApi, storeEvent, type ApiHarness } from '../api-harness.ts';

const LIST = '/api/0/organizations/acme/issues/';
let api: ApiHarness;
const all: number[] = [];
beforeAll(async () => {
  api = await startApi({ engine: true });
  for (const hash of ['a1', 'b2', 'c3', 'd4']) {
    // Two of the same second, and of the same counts.
    const at = NOW - (hash < 'c' ? 7_200_000 : 3_600_000);
    all.push((await storeEvent(api, { hash: hash.repeat(16), at, user: `id:${hash > 'c' ? 1 : 2}` })).issueId);
  }
});
afterAll(() => api.close());

describe('pages of the issue list', () => {
  it.each(['date', 'new', 'freq', 'user'])(
    'sorted by %s, pages reach every issue while those of each page leave',
    async (sort) => {
      const reached: number[] = [];
      const resolved: number[] = [];
      let url: string | undefined = `${LIST}?query=is:unresolved&limit=1&sort=${sort}`;
      while (url !== undefined) {
        const page = await api.call('GET', url);
        expect(page.status).toBe(200);
        for (const { id } of page.body) {
          reached.push(Number(id));
          await api.call('PUT', `${LIST}?id=${id}`, { body: { status: 'resolved' } });
          resolved.push(Number(id));
        }
        url = /<http:\/\/sentry\.test([^>]+)>; rel="next"; results="true"/.exec(String(page.headers['link']))?.[1];
      }
      await api.call('PUT', `${LIST}?${resolved.map((id) => `id=${id}`).join('&')}`, {
        body: { status: 'unresolved' },
      });
      expect(reached.toSorted((a, b) => a - b)).toEqual(all);
    },
  );

  it('leads back to the page before', async () => {
    const linkOf = (answer: { headers: object }, rel: string) =>
      new RegExp(`<http://sentry\\.test([^>]+)>; rel="${rel}"; results="true"`).exec(
        String((answer.headers as Record<string, unknown>)['link']),
      )?.[1];
    const first = await api.call('GET', `${LIST}?limit=1&sort=new`);
    const second = await api.call('GET', linkOf(first, 'next') ?? '');
    const third = await api.call('GET', linkOf(second, 'next') ?? '');
    const back = await api.call('GET', linkOf(third, 'previous') ?? '');
    expect(back.body.map(({ id }: { id: string }) => id)).toEqual(second.body.map(({ id }: { id: string }) => id));
    const start = await api.call('GET', linkOf(back, 'previous') ?? '');
    expect(start.body[0].id).toBe(first.body[0].id);
    expect(linkOf(start, 'previous')).toBeUndefined();
  });
});
