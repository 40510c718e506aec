import { afterAll, beforeAll, expect, it } from 'vitest';
import { startApi, storeEvent, type ApiHarness } from '../api-harness.ts';

const LIST = '/api/0/organizations/acme/issues/';
const DAY_MS = 86_400_000;
let api: ApiHarness;

beforeAll(async () => {
  api = await startApi({ engine: true });
  for (const [index, level] of ['error', 'warning', 'warning', 'error'].entries()) {
    const hash = `${index}${index}`.repeat(16);
    await storeEvent(api, { hash, level, tags: [['region', index < 2 ? 'eu' : 'us']] });
  }
  await storeEvent(api, { project: 'payment-api', hash: '99'.repeat(16), level: 'warning' });
  await storeEvent(api, { hash: '88'.repeat(16), level: 'warning', at: api.now - 40 * DAY_MS });
});
afterAll(() => api.close());

async function shortIds(query: string): Promise<string[]> {
  const { body } = await api.call('GET', `${LIST}?query=${encodeURIComponent(query)}&statsPeriod=90d`);
  return body.map((issue: { shortId: string }) => issue.shortId).toSorted();
}

it('changes all that a query finds, in the projects and the period that are named', async () => {
  const query = `query=${encodeURIComponent('is:unresolved level:warning')}`;
  const recent = await api.call('PUT', `${LIST}?${query}&project=api-gateway&statsPeriod=14d`, {
    body: { status: 'resolved' },
  });
  expect(recent).toMatchObject({ status: 200, body: { status: 'resolved' } });
  expect(await shortIds('is:resolved')).toEqual(['API-GATEWAY-2', 'API-GATEWAY-3']);

  // Without a period: however old.
  await api.call('PUT', `${LIST}?${query}`, { body: { status: 'ignored', substatus: 'archived_forever' } });
  expect(await shortIds('is:archived')).toEqual(['API-GATEWAY-5', 'PAYMENT-API-1']);
});

it('asks the events what only they know', async () => {
  await api.call('PUT', `${LIST}?query=${encodeURIComponent('region:us')}`, { body: { priority: 'low' } });
  expect(await shortIds('priority:low')).toEqual(['API-GATEWAY-3', 'API-GATEWAY-4']);
});

it('answers 204 when nothing matches', async () => {
  const answer = await api.call('PUT', `${LIST}?query=${encodeURIComponent('title:nothing')}`, {
    body: { status: 'resolved' },
  });
  expect(answer.status).toBe(204);
});

it('stays within the project of the path', async () => {
  await api.call('PUT', '/api/0/projects/acme/payment-api/issues/?query=', { body: { status: 'unresolved' } });
  expect(await shortIds('is:unresolved')).toEqual(['API-GATEWAY-1', 'API-GATEWAY-4', 'PAYMENT-API-1']);
});

it('refuses a query that cannot be read', async () => {
  const answer = await api.call('PUT', `${LIST}?query=${encodeURIComponent('is:resloved')}`, {
    body: { status: 'resolved' },
  });
  expect(answer.status).toBe(400);
});

it('deletes all that a query finds, with their events', async () => {
  const answer = await api.call('DELETE', `${LIST}?query=${encodeURIComponent('level:warning')}`);
  expect(answer.status).toBe(204);
  expect(await shortIds('')).toEqual(['API-GATEWAY-1', 'API-GATEWAY-4']);
  const left = await api.events.select<{ table: string; rows: string }>(
    ['events', 'payloads', 'hash_hours', 'hash_days']
      .map((table) => `SELECT '${table}' AS table, toString(uniqExact(project_id, hash_id)) AS rows FROM ${table}`)
      .join(' UNION ALL '),
  );
  expect(left.map(({ rows }) => rows)).toEqual(['2', '2', '2', '2']);
});

it('takes more issues than a statement has parameters', async () => {
  const { raw } = api.sqlite;
  raw.exec(`WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 40000)
    INSERT INTO issues (organization_id, project_id, short_id, title, culprit, type, metadata, level, platform, status,
      status_details, priority, is_unhandled, times_seen, first_seen_at, last_seen_at)
    SELECT 1, (SELECT id FROM projects WHERE slug = 'api-gateway'), 1000 + i, 'many', '', 'error', '{}', 'error', 'node',
      'unresolved', '{}', 'low', 0, 1, ${api.now - DAY_MS}, ${api.now - DAY_MS} FROM n`);
  const answer = await api.call('DELETE', `${LIST}?query=${encodeURIComponent('title:many')}`);
  expect(answer.status).toBe(204);
  expect(await shortIds('title:many')).toEqual([]);
});
