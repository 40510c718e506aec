import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { addMember, NOW, startApi, type ApiHarness } from '../api-harness.ts';

const PATH = '/api/garrison/organizations/acme/alerts/';
const DUE = NOW + 60_000;
let api: ApiHarness;
let id: number;
beforeAll(async () => {
  api = await startApi({ engine: false });
});
afterAll(() => api.close());
beforeEach(async () => {
  await api.deps.db.deleteFrom('alerts').execute();
  ({ id } = await api.deps.db
    .insertInto('alerts')
    .values({
      organization_id: 1,
      project_id: api.projects.get('payment-api')?.id ?? 0,
      tier: 'P1',
      what: JSON.stringify({ title: 'TypeError', because: 'new' }),
      owner: 'team:1',
      fired_at: NOW,
      due_at: DUE,
      next_step_at: DUE,
    })
    .returning('id')
    .executeTakeFirstOrThrow());
});

const put = (body: object, token?: string) =>
  api.call('PUT', `${PATH}${id}/`, { body, ...(token === undefined ? {} : { token }) });
const stored = () => api.deps.db.selectFrom('alerts').selectAll().where('id', '=', id).executeTakeFirstOrThrow();

it('an acknowledged alert names who has it, leaves the open list and does not escalate', async () => {
  expect((await api.call('GET', PATH)).body).toMatchObject({
    counts: { open: 1, acknowledged: 0 },
    alerts: [{ id: String(id), ownerName: '#payments', acknowledgedBy: null }],
  });
  const taken = await put({ status: 'acknowledged' });
  expect(taken).toMatchObject({ status: 200, body: { acknowledgedBy: 'owner@acme.test', resolvedAt: null } });
  expect(await stored()).toMatchObject({ acknowledged_at: NOW, next_step_at: null });
  expect((await api.call('GET', PATH)).body).toMatchObject({ counts: { open: 0, acknowledged: 1 }, alerts: [] });

  const { token } = await addMember(api, { email: 'second@acme.test', role: 'member', scopes: ['event:write'] });
  expect((await put({ status: 'acknowledged' }, token)).body.acknowledgedBy).toBe('owner@acme.test');
  expect((await put({ status: 'resolved' }, token)).body.resolvedBy).toBe('second@acme.test');
  expect((await api.call('GET', `${PATH}?state=resolved`)).body.alerts).toMatchObject([{ id: String(id) }]);
});

it('a handed over alert has its new owner and keeps its deadline', async () => {
  expect(await put({ owner: 'team:2' })).toMatchObject({
    status: 200,
    body: { owner: 'team:2', ownerName: '#platform-eng', acknowledgedAt: null },
  });
  expect(await stored()).toMatchObject({ owner: 'team:2', due_at: DUE, next_step_at: DUE });
  expect((await put({ owner: 'user:1' })).body.ownerName).toBe('owner@acme.test');
});

it('what cannot be done is refused, and nothing changes', async () => {
  for (const owner of ['team:99', 'user:99', 'payments', ''])
    expect(await put({ owner, status: 'resolved' })).toMatchObject({
      status: 400,
      body: { owner: ['expected team:ID or user:ID of this organisation'] },
    });
  expect((await put({ status: 'snoozed' })).status).toBe(400);
  expect((await api.call('PUT', `${PATH}999999/`, { body: { status: 'resolved' } })).status).toBe(404);
  const { token } = await addMember(api, { email: 'reader@acme.test', role: 'member', scopes: ['alerts:read'] });
  expect((await put({ status: 'resolved' }, token)).status).toBe(403);
  expect(await stored()).toMatchObject({ owner: 'team:1', resolved_at: null, acknowledged_at: null });
});
