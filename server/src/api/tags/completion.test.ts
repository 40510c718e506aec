import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startApi, storeEvent, type ApiHarness } from '../api-harness.ts';

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
