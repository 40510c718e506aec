import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { NOW, startApi, storeEvent, storeEvents, type ApiHarness } from '../api-harness.ts';

const HOUR_MS = 3_600_000;
const ORGANIZATION = '/api/0/organizations/acme/tags/';
let api: ApiHarness;
let ofIssue: string;

beforeAll(async () => {
  api = await startApi({ engine: true });
  const hash = 'a1'.repeat(16);
  const regions = ['us', 'eu', 'ap', 'eu', 'us', 'eu'];
  let issueId = 0;
  for (const [index, region] of regions.entries()) {
    const tags = [
      ['region', region],
      ['device.family', 'phone'],
    ] as const;
    const environment = region === 'ap' ? 'staging' : 'production';
    ({ issueId } = await storeEvent(api, { hash, tags, environment, at: NOW - (index + 1) * HOUR_MS }));
  }
  await storeEvent(api, { project: 'payment-api', hash, tags: [['region', 'mars']] });
  ofIssue = `/api/0/organizations/acme/issues/${issueId}/tags/`;
});
afterAll(() => api.close());

interface Tag {
  readonly key: string;
  readonly totalValues: number;
  readonly uniqueValues?: number;
  readonly topValues?: readonly { readonly value: string; readonly count: number }[];
}
async function tags(url: string): Promise<Tag[]> {
  const answer = await api.call('GET', url);
  expect(answer.status).toBe(200);
  return answer.body;
}
const valuesOf = (tag: Tag | undefined) => tag?.topValues?.map(({ value, count }) => [value, count]);

describe('the tags of an issue', () => {
  it('are all there is, each with its values, the most frequent first', async () => {
    const all = await tags(ofIssue);
    expect(all.map(({ key }) => key)).toEqual(['device.family', 'environment', 'level', 'region', 'transaction']);
    expect(all[3]).toMatchObject({ name: 'Region', totalValues: 6, uniqueValues: 3 });
    expect(valuesOf(all[3])).toEqual([
      ['eu', 3],
      ['us', 2],
      ['ap', 1],
    ]);
  });

  it('key: only these, however many', async () => {
    expect((await tags(`${ofIssue}?key=region`)).map(({ key }) => key)).toEqual(['region']);
    expect((await tags(`${ofIssue}?key=region&key=level&key=none`)).map(({ key }) => key)).toEqual(['level', 'region']);
  });

  it('limit: so many values of each, the totals stay', async () => {
    const [region] = await tags(`${ofIssue}?key=region&limit=2`);
    expect(valuesOf(region)).toEqual([
      ['eu', 3],
      ['us', 2],
    ]);
    expect(region).toMatchObject({ totalValues: 6, uniqueValues: 3 });
  });

  it.each(['0', '101', 'x'])('limit=%s is refused', async (limit) => {
    expect(await api.call('GET', `${ofIssue}?limit=${limit}`)).toMatchObject({
      status: 400,
      body: { limit: [expect.any(String)] },
    });
  });

  it('environment and period narrow what is counted', async () => {
    expect(valuesOf((await tags(`${ofIssue}?key=region&environment=staging`))[0])).toEqual([['ap', 1]]);
    expect(valuesOf((await tags(`${ofIssue}?key=region&statsPeriod=150m`))[0])).toEqual([
      ['eu', 1],
      ['us', 1],
    ]);
  });
});

describe('the tags of an organisation', () => {
  it('are the keys alone without a limit, with their values when one is given', async () => {
    const [plain] = await tags(`${ORGANIZATION}?key=region`);
    expect(plain).toEqual({ key: 'region', name: 'Region', totalValues: 7 });
    const [region] = await tags(`${ORGANIZATION}?key=region&limit=1`);
    expect(valuesOf(region)).toEqual([['eu', 3]]);
    expect(region).toMatchObject({ totalValues: 7, uniqueValues: 4 });
  });

  it('are those of the chosen project', async () => {
    expect(valuesOf((await tags(`${ORGANIZATION}?project=payment-api&key=region&limit=10`))[0])).toEqual([['mars', 1]]);
  });
});

describe('the values of a tag', () => {
  const values = async (query: string): Promise<string[]> => {
    const answer = await api.call('GET', `${ofIssue}region/values/?${query}`);
    return answer.body.map((row: { value: string }) => row.value);
  };

  it.each([
    ['sort=count', ['eu', 'us', 'ap']],
    ['sort=date', ['us', 'eu', 'ap']],
    ['sort=age', ['ap', 'us', 'eu']],
    ['sort=id', ['ap', 'eu', 'us']],
    ['query=U', ['eu', 'us']],
    ['limit=1', ['eu']],
  ])('%s', async (query, expected) => {
    expect(await values(query)).toEqual(expected);
  });
});

it('counts over the newest events alone say so', async () => {
  const few = await api.call('GET', ofIssue);
  expect(few.headers['x-garrison-sample-events']).toBeUndefined();
  const { issueId } = await storeEvents(api, 5_000, { hash: 'c3'.repeat(16), tags: [['region', 'eu']] });
  const answer = await api.call('GET', `/api/0/organizations/acme/issues/${issueId}/tags/?key=region`);
  expect(answer.headers['x-garrison-sample-events']).toBe('5000');
  expect(answer.body.map(({ key }: { key: string }) => key)).toEqual(['region']);
});
