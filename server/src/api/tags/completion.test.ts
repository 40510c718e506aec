import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { NOW, startApi, storeEvent, type ApiHarness } from '../api-harness.ts';

const ORGANIZATION = '/api/0/organizations/acme/';
let api: ApiHarness;
beforeAll(async () => {
  api = await startApi({ engine: true });
  const tags = [
    ['region', 'eu-west'],
    ['app/route', 'a*"b'],
    ['größe', 'groß'],
  ] as const;
  await storeEvent(api, { release: 'web@1.0', tags });
  await storeEvent(api, { release: 'web@1.0', environment: 'staging', tags: [['region', 'us-east']] });
  await storeEvent(api, { project: 'payment-api', release: 'pay@2.0', tags: [['region', 'eu-west']] });
});
afterAll(() => api.close());

async function values(key: string, query = ''): Promise<Record<string, unknown>[]> {
  const answer = await api.call('GET', `${ORGANIZATION}tags/${encodeURIComponent(key)}/values/${query}`);
  expect(answer).toMatchObject({ status: 200 });
  return answer.body;
}
const counted = (rows: readonly Record<string, unknown>[]) => rows.map(({ value, count }) => [value, count]);

describe('values for a key of a search', () => {
  it('come with counts and projects, the most frequent first, also before anything is typed', async () => {
    expect(counted(await values('release'))).toEqual([
      ['web@1.0', 2],
      ['pay@2.0', 1],
    ]);
    expect(counted(await values('environment'))).toEqual([
      ['production', 2],
      ['staging', 1],
    ]);
    const [region] = await values('region');
    expect(region).toMatchObject({ value: 'eu-west', count: 2, projects: expect.arrayContaining(['1', '2']) });
  });

  it('are those that hold what was typed, of the chosen projects and environments', async () => {
    expect(counted(await values('region', '?query=EU'))).toEqual([['eu-west', 2]]);
    expect(counted(await values('region', '?project=payment-api'))).toEqual([['eu-west', 1]]);
    expect(counted(await values('region', '?environment=staging'))).toEqual([['us-east', 1]]);
  });

  it('are known for projects, for is: and for has:', async () => {
    expect(counted(await values('project'))).toEqual([
      ['api-gateway', 2],
      ['payment-api', 1],
    ]);
    expect(counted(await values('is', '?query=resolved'))).toEqual([
      ['unresolved', 2],
      ['resolved', 0],
    ]);
    expect(counted(await values('has'))).toContainEqual(['region', 3]);
  });

  it.each(['region', 'app/route', 'größe', 'release', 'environment', 'user.id', 'level', 'error.handled'])(
    'of %s lead to their events by their own query',
    async (key) => {
      for (const { query, count } of await values(key)) {
        const found = await api.call(
          'GET',
          `${ORGANIZATION}events-meta/?query=${encodeURIComponent(String(query))}&statsPeriod=14d`,
        );
        expect(found.body).toEqual({ count });
      }
    },
  );

  it.each(['stack.lineno', 'x'.repeat(300)])('refuses the key %s', async (key) => {
    expect((await api.call('GET', `${ORGANIZATION}tags/${key}/values/`)).status).toBe(400);
  });
});

describe('pages of values', () => {
  const pages = async (path: string, between: () => Promise<unknown>, max = 10) => {
    const found: string[][] = [];
    const cursors: { next: string; previous: string }[] = [];
    let cursor = '';
    while (found.length < max) {
      const answer = await api.call('GET', `${path}&per_page=2&cursor=${cursor}`);
      expect(answer).toMatchObject({ status: 200 });
      found.push(answer.body.map(({ value }: { value: string }) => value));
      const link = String(answer.headers['link']);
      const [previous = '', next = ''] = [...link.matchAll(/ cursor="([^"]+)"/g)].map(([, text]) => text);
      cursors.push({ previous, next });
      if (!/rel="next"; results="true"/.test(link)) break;
      cursor = next;
      await between();
    }
    return { found, cursors };
  };
  const city = (name: string, at = NOW - 60_000) => storeEvent(api, { at, tags: [['city', name]] });

  beforeAll(async () => {
    for (const [index, name] of ['Zürich', 'Rom', 'Oslo', 'a:b,c;d', 'Bern'].entries()) {
      await city(name, NOW - 600_000 + index * 1000);
    }
    await city('Oslo', NOW - 500_000);
  });

  it.each([
    ['count', ['Oslo', 'Bern', 'Rom', 'Zürich', 'a:b,c;d']],
    ['date', ['Oslo', 'Bern', 'a:b,c;d', 'Rom', 'Zürich']],
    ['age', ['Bern', 'a:b,c;d', 'Oslo', 'Rom', 'Zürich']],
    ['id', ['Bern', 'Oslo', 'Rom', 'Zürich', 'a:b,c;d']],
  ])('by %s begin where the last one ended, and lead back', async (sort, expected) => {
    const path = `${ORGANIZATION}tags/city/values/?sort=${sort}`;
    const { found, cursors } = await pages(path, async () => undefined);
    expect(found).toEqual([expected.slice(0, 2), expected.slice(2, 4), expected.slice(4)]);
    const back = await api.call('GET', `${path}&per_page=2&cursor=${cursors[2]?.previous}`);
    expect(back.body.map(({ value }: { value: string }) => value)).toEqual(expected.slice(2, 4));
  });

  it('show no value twice when events come between two pages', async () => {
    const seen = (await pages(`${ORGANIZATION}tags/city/values/?sort=count`, () => city('Oslo'))).found.flat();
    expect(seen.toSorted()).toEqual([...new Set(seen)].toSorted());
    expect(seen).toHaveLength(5);
    const newer = await pages(`${ORGANIZATION}tags/city/values/?sort=date`, () => city('Wien', NOW - 1000));
    expect(newer.found.flat().filter((name) => name !== 'Wien')).toHaveLength(5);
  });

  it.each(['x', '1:%:0', '1:YQ:2', '99999999999999999999:YQ:0'])('refuse the cursor %s', async (cursor) => {
    const path = `${ORGANIZATION}tags/city/values/?cursor=${encodeURIComponent(cursor)}`;
    expect(await api.call('GET', path)).toMatchObject({
      status: 400,
      body: { detail: 'The request is not valid: Invalid cursor parameter.' },
    });
  });
});

describe('a search that finds nothing', () => {
  const remarksOf = async (path: string, query: string) => {
    const answer = await api.call('GET', `${path}query=${encodeURIComponent(query)}`);
    expect(answer).toMatchObject({ status: 200 });
    const header = answer.headers['x-garrison-search-remarks'];
    return header === undefined ? [] : (JSON.parse(String(header)) as { key: string; nearest: string | null }[]);
  };
  const paths = {
    issues: `${ORGANIZATION}issues/?`,
    events: '/api/0/projects/acme/api-gateway/events/?',
    table: `${ORGANIZATION}events/?field=id&`,
  };

  it.each([
    ['issues', 'regoin:eu-west', [{ position: 0, key: 'regoin', nearest: 'region' }]],
    ['issues', 'is:unresolved region:eu-wst', [{ position: 14, key: 'region', nearest: 'eu-west' }]],
    ['issues', 'level:banana', [{ position: 0, key: 'level' }]],
    ['issues', 'level:eror', [{ key: 'level', nearest: 'error' }]],
    ['issues', 'error.handeled:true', [{ key: 'error.handeled', nearest: 'error.handled' }]],
    ['issues', 'has:regoin', [{ key: 'regoin', nearest: 'region' }]],
    ['issues', 'größer:x', [{ key: 'größer', nearest: 'größe' }]],
    ['events', 'environment:prodution', [{ key: 'environment', nearest: 'production' }]],
    ['events', 'Error:timeout', [{ position: 0, key: 'Error' }]],
    ['table', 'release:web@1.1', [{ key: 'release', nearest: 'web@1.0' }]],
  ] as const)('in %s, %s, says which part does', async (place, query, expected) => {
    expect(await remarksOf(paths[place], query)).toMatchObject(expected);
  });

  it.each([
    ['issues', 'is:resolved'],
    ['issues', 'level:fatal'],
    ['issues', 'region:eu-west'],
    ['events', 'region:eu-west environment:staging'],
    ['issues', '!regoin:eu-west'],
  ] as const)('in %s, %s, has no remark when nothing is misspelt', async (place, query) => {
    expect(await remarksOf(paths[place], query)).toEqual([]);
  });

  it('is answered with a bounded header of ASCII', async () => {
    const query = Array.from({ length: 15 }, (_, index) => `ключ${index}:${'значение'.repeat(20)}`).join(' ');
    const answer = await api.call('GET', `${paths.issues}query=${encodeURIComponent(query)}`);
    const header = String(answer.headers['x-garrison-search-remarks']);
    expect(header.length).toBeLessThan(4100);
    expect(header).toMatch(/^[\x20-\x7e]+$/);
    expect(JSON.parse(header).length).toBeGreaterThan(0);
  });
});
