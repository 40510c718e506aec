import { afterAll, beforeAll, expect, it } from 'vitest';
import { edits } from '../../store/index.ts';
import { startApi, storeEvent, type ApiHarness } from '../api-harness.ts';

let api: ApiHarness;
beforeAll(async () => {
  api = await startApi({ engine: true });
  const see = async (event: Parameters<typeof storeEvent>[1], times: number): Promise<number> => {
    let id = 0;
    for (let time = 0; time < times; time++) ({ issueId: id } = await storeEvent(api, event));
    return id;
  };
  const first = await see({ hash: 'a1'.repeat(16), release: 'gateway@1', level: 'warning' }, 3);
  await see({ hash: 'b2'.repeat(16), release: 'gateway@2', at: api.now - 1000 }, 4);
  // The same hash in another project is another issue.
  await see({ hash: 'a1'.repeat(16), project: 'payment-api', level: 'warning' }, 8);
  const edit = { status: 'resolved', assignee: { teamId: 1 } } as const;
  await edits.updateIssues(api.deps.db, [first], { edit, actor: { userId: 1, now: api.now } });
});
afterAll(() => api.close());

const path = (query: string): string =>
  `/api/0/organizations/acme/events-stats/?statsPeriod=24h&interval=1h&query=${encodeURIComponent(query)}`;

it.each([
  ['', 15],
  ['is:resolved', 3],
  ['is:unresolved', 12],
  ['!is:resolved', 12],
  ['is:unresolved level:warning', 8],
  ['is:resolved OR release:gateway@2', 7],
  ['(is:resolved OR assigned:none) level:warning', 11],
  ['assigned:#payments', 3],
  ['has:assigned', 3],
  ['issue:PAYMENT-API-1', 8],
  ['project:payment-api is:unresolved', 8],
  ['is:resolved is:unresolved', 0],
  ['release:latest', 4],
])('"%s" counts %d', async (query, expected) => {
  const { status, body } = await api.call('GET', path(query));
  expect(status).toBe(200);
  const sum = body.data.reduce((total: number, [, [{ count }]]: [number, [{ count: number }]]) => total + count, 0);
  expect(sum).toBe(expected);
});

it('says what an issue cannot be', async () => {
  const { status, body } = await api.call('GET', path('is:resloved'));
  expect(status).toBe(400);
  expect(body).toMatchObject({ nearest: 'resolved', position: 0 });
});

it('counts the events of as many issues as it can name; of more it says so', async () => {
  const addHashes = (from: number, to: number): void =>
    api.sqlite.raw.exec(`WITH RECURSIVE n(i) AS (SELECT ${from} UNION ALL SELECT i + 1 FROM n WHERE i < ${to})
      INSERT INTO issue_hashes (project_id, hash, issue_id)
      SELECT 1, printf('f%015x%016x', i, i), (SELECT min(id) FROM issues) FROM n`);
  addHashes(1, 19_999);
  expect((await api.call('GET', path('is:resolved'))).status).toBe(200);
  addHashes(20_000, 20_001);
  const { status, body } = await api.call('GET', path('is:resolved'));
  expect(status).toBe(400);
  expect(body.detail).toMatch(/more than 20000 issues/);
});
