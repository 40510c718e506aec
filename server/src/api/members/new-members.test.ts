import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { addMember, type ApiHarness, startApi } from '../api-harness.ts';

let api: ApiHarness;
beforeAll(async () => {
  api = await startApi({ engine: false });
});
afterAll(() => api.close());

const PATH = '/api/garrison/organizations/acme/members/';
const signIn = (email: string, password: string) =>
  api.call('POST', '/api/garrison/session/', { token: null, body: { email, password } });

describe('adding a person', () => {
  it('makes an account whose password is said once, and opens the organisation', async () => {
    const { status, body } = await api.call('POST', PATH, {
      body: { email: 'Ada@acme.test', name: 'Ada', role: 'member' },
    });
    expect(status).toBe(201);
    expect(body.member).toMatchObject({ email: 'ada@acme.test', name: 'Ada', role: 'member' });
    const session = await signIn('ada@acme.test', body.password);
    expect(session.body.organizations).toMatchObject([{ slug: 'acme' }]);
    const members = await api.call('GET', '/api/0/organizations/acme/members/');
    expect(JSON.stringify(members.body)).not.toContain(body.password);
  });

  it('says that a person is a member already, and what is no address', async () => {
    await api.call('POST', PATH, { body: { email: 'twice@acme.test', role: 'member' } });
    const again = await api.call('POST', PATH, { body: { email: 'TWICE@acme.test', role: 'admin' } });
    expect(again).toMatchObject({ status: 400, body: { email: ['This person is a member already.'] } });
    expect((await api.call('POST', PATH, { body: { email: 'nobody', role: 'member' } })).status).toBe(400);
  });

  it('leaves owners to owners', async () => {
    const { token } = await addMember(api, { email: 'manager@acme.test', role: 'manager' });
    const body = { email: 'boss@acme.test', role: 'owner' };
    expect((await api.call('POST', PATH, { token, body })).status).toBe(403);
    expect((await api.call('POST', PATH, { token, body: { ...body, role: 'admin' } })).status).toBe(201);
  });
});
