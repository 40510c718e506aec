import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { addMember, startApi, type ApiHarness } from '../api-harness.ts';
import { bootstrapOrganization, ensureTopology } from '../index.ts';

let api: ApiHarness;
beforeAll(async () => void (api = await startApi({ engine: false })));
afterAll(() => api.close());

describe('projects', () => {
  it('are made in a team, with a key and a DSN', async () => {
    const made = await api.call('POST', '/api/0/teams/acme/payments/projects/', {
      body: { name: 'Check Out', platform: 'node' },
    });
    expect(made).toMatchObject({
      status: 201,
      body: { slug: 'check-out', team: { slug: 'payments' }, platform: 'node' },
    });
    const keys = await api.call('GET', '/api/0/projects/acme/check-out/keys/');
    const [key] = keys.body;
    expect(key.dsn.public).toBe(`http://${key.public}@sentry.test/${made.body.id}`);
    const again = await api.call('POST', '/api/0/organizations/acme/projects/', { body: { name: 'Check out' } });
    expect(again).toMatchObject({ status: 400, body: { slug: ['A project with this slug already exists.'] } });
    const byDsn = await api.call('GET', `/api/0/projects/?query=dsn:${key.public}`);
    expect(byDsn.body).toMatchObject([{ slug: 'check-out', organization: { slug: 'acme' } }]);
  });

  it('keep settings under Sentry’s names, and refuse bad rules', async () => {
    const path = '/api/0/projects/acme/api-gateway/';
    const settings = {
      dataScrubber: false,
      sensitiveFields: ['iban'],
      groupingEnhancements: 'function:foo -app',
      unknown: 1,
    };
    expect((await api.call('PUT', path, { body: settings })).body).toMatchObject({
      dataScrubber: false,
      sensitiveFields: ['iban'],
    });
    expect((await api.call('GET', path)).body).toMatchObject({ dataScrubber: false, dataScrubberDefaults: true });
    const bad = await api.call('PUT', path, { body: { fingerprintingRules: 'bad' } });
    expect(bad).toMatchObject({ status: 400, body: { fingerprintingRules: ['Line 1, column 1: expected a matcher'] } });
    const wrong = await api.call('PUT', path, { body: { sensitiveFields: 7, resolveAge: -1 } });
    expect(wrong.status).toBe(400);
    expect(wrong.body).toMatchObject({ resolveAge: [expect.any(String)] });
  });

  it('keep the grouping before as the secondary when it is changed, for 90 days or as long as was said', async () => {
    const put = async (body: object) =>
      (await api.call('PUT', '/api/0/projects/acme/payment-api/', { body })).body as Record<string, unknown>;
    const in90Days = Math.floor(api.now / 1000) + 90 * 86_400;
    const [now, before] = ['newstyle:2026-01-20', 'newstyle:2023-01-11'];
    expect(await put({ name: 'Pay' })).toMatchObject({ secondaryGroupingConfig: null, secondaryGroupingExpiry: 0 });
    expect(await put({ groupingConfig: now })).toMatchObject({ secondaryGroupingConfig: null });
    expect(await put({ groupingConfig: before })).toMatchObject({
      groupingConfig: before,
      secondaryGroupingConfig: now,
      secondaryGroupingExpiry: in90Days,
    });
    const ended = { secondaryGroupingConfig: null, secondaryGroupingExpiry: 0 };
    expect(await put(ended)).toMatchObject(ended);
    expect(await put({ groupingConfig: now, secondaryGroupingExpiry: 9 })).toMatchObject({
      secondaryGroupingConfig: before,
      secondaryGroupingExpiry: 9,
    });
    expect(await put({ secondaryGroupingConfig: before })).toMatchObject({ secondaryGroupingExpiry: in90Days });
    expect(await put({ groupingConfig: 'newstyle:1999-01-01' })).toMatchObject({
      groupingConfig: [expect.any(String)],
    });
  });

  it('have keys that can be limited, switched off and deleted', async () => {
    const path = '/api/0/projects/acme/api-gateway/keys/';
    const made = await api.call('POST', path, { body: { name: 'CI', rateLimit: { window: 60, count: 100 } } });
    expect(made).toMatchObject({ status: 201, body: { rateLimit: { window: 60, count: 100 }, isActive: true } });
    const own = `${path}${made.body.id}/`;
    expect((await api.call('PUT', own, { body: { isActive: false, rateLimit: null } })).body).toMatchObject({
      isActive: false,
      rateLimit: null,
      name: 'CI',
    });
    expect((await api.call('GET', `${path}?status=inactive`)).body).toHaveLength(1);
    expect((await api.call('DELETE', own)).status).toBe(204);
    expect((await api.call('GET', own)).status).toBe(404);
  });

  it('are found by id, and of no other organisation', async () => {
    const id = api.projects.get('payment-api')?.id;
    expect((await api.call('GET', `/api/0/projects/acme/${id}`)).body.slug).toBe('payment-api');
    expect((await api.call('GET', `/api/0/projects/nowhere/${id}/`)).status).toBe(404);
  });
});

describe('teams and members', () => {
  it('join and leave', async () => {
    const { token } = await addMember(api, {
      email: 'ann@acme.test',
      role: 'member',
      scopes: ['org:read', 'team:read'],
    });
    const path = '/api/0/organizations/acme/members/me/teams/payments/';
    expect((await api.call('POST', path, { token })).body).toMatchObject({ isMember: true, memberCount: 1 });
    expect((await api.call('GET', '/api/0/teams/acme/payments/members/')).body).toMatchObject([
      { email: 'ann@acme.test' },
    ]);
    expect((await api.call('DELETE', path, { token })).body).toMatchObject({ isMember: false, memberCount: 0 });
  });

  it('keep the last owner', async () => {
    const { body: me } = await api.call('GET', '/api/0/organizations/acme/members/me/');
    expect(me.isOnlyOwner).toBe(true);
    expect(
      (await api.call('PUT', '/api/0/organizations/acme/members/me/', { body: { orgRole: 'member' } })).status,
    ).toBe(400);
    expect((await api.call('DELETE', '/api/0/organizations/acme/members/me/')).status).toBe(403);
  });

  it('manage teams', async () => {
    const made = await api.call('POST', '/api/0/organizations/acme/teams/', { body: { name: 'Front End' } });
    expect(made).toMatchObject({ status: 201, body: { slug: 'front-end', isMember: true } });
    const renamed = await api.call('PUT', '/api/0/teams/acme/front-end/', { body: { slug: 'frontend' } });
    expect(renamed.body.slug).toBe('frontend');
    const taken = await api.call('PUT', '/api/0/teams/acme/frontend/', { body: { slug: 'payments' } });
    expect(taken).toMatchObject({ status: 400, body: { slug: ['A team with this slug already exists.'] } });
    expect((await api.call('DELETE', '/api/0/teams/acme/frontend/')).status).toBe(204);
  });
});

describe('the door', () => {
  it('takes an empty JSON body, and leaves out the last slash', async () => {
    const headers = { 'content-type': 'application/json' };
    expect((await api.call('GET', '/api/0/organizations', { headers })).body).toMatchObject([{ slug: 'acme' }]);
    expect((await api.call('DELETE', '/api/0/organizations/acme/members/99/', { headers })).status).toBe(404);
  });

  it('answers JSON for what is not there', async () => {
    for (const method of ['GET', 'POST', 'PUT', 'DELETE', 'PATCH'] as const) {
      const answer = await api.call(method, '/api/0/customers/acme/');
      expect(answer).toMatchObject({ status: 404, body: { detail: 'The requested resource does not exist' } });
    }
  });

  it('answers 400 for what it cannot read', async () => {
    const headers = { 'content-type': 'application/json' };
    const broken = await api.app.inject({
      method: 'POST',
      url: '/api/garrison/session/',
      headers,
      payload: '{"email":',
    });
    expect(broken.statusCode).toBe(400);
    expect((await api.call('GET', '/api/0/organizations/acme/teams/?cursor=nonsense')).status).toBe(400);
  });

  it('hides what failed inside', async () => {
    const answer = await api.call('GET', '/api/0/organizations/acme/events-stats/');
    expect(answer.status).toBe(500);
    expect(answer.body).toEqual({ detail: 'Internal Error', errorId: expect.any(String) });
  });
});

describe('set-up', () => {
  it('can be repeated', async () => {
    const owner = { slug: 'acme', adminEmail: 'owner@acme.test' };
    expect((await bootstrapOrganization(api.deps, owner)).firstSignIn).toBeUndefined();
    const fresh = await bootstrapOrganization(api.deps, { slug: 'second', adminEmail: 'two@acme.test' });
    expect(fresh.firstSignIn).toMatchObject({ email: 'two@acme.test', password: expect.stringMatching(/^.{16}$/) });
    const wanted = {
      teams: [{ slug: 'payments' }],
      projects: [
        { slug: 'payment-api', teams: ['payments'] },
        { slug: 'new-one', teams: ['payments'], publicKey: 'f'.repeat(32) },
      ],
    };
    const first = await ensureTopology(api.deps, 'acme', wanted);
    expect(await ensureTopology(api.deps, 'acme', wanted)).toEqual(first);
    expect(first[1]).toMatchObject({ slug: 'new-one', publicKey: 'f'.repeat(32) });
  });
});
