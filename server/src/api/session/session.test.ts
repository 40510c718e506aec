import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { addMember, PASSWORD, startApi, type ApiHarness } from '../api-harness.ts';

const PATH = '/api/garrison/session/';
let api: ApiHarness;
beforeAll(async () => void (api = await startApi({ engine: false })));
afterAll(() => api.close());

const signIn = (email: string, password: string) => api.call('POST', PATH, { token: null, body: { email, password } });
const cookieOf = (answer: { headers: Readonly<Record<string, unknown>> }) =>
  String(answer.headers['set-cookie']).split(';')[0] ?? '';

describe('a session', () => {
  it('begins with the right password, and ends for good', async () => {
    const answer = await signIn('Owner@acme.test', PASSWORD);
    expect(answer).toMatchObject({
      status: 200,
      body: { user: { email: 'owner@acme.test' }, organizations: [{ slug: 'acme', name: 'Acme' }] },
    });
    expect(answer.headers['set-cookie']).toMatch(/^garrison_session=.+; Max-Age=\d+; Path=\/; HttpOnly; SameSite=Lax$/);
    const cookie = cookieOf(answer);
    const withCookie = { token: null, headers: { cookie } };
    expect((await api.call('GET', PATH, withCookie)).body.user.email).toBe('owner@acme.test');
    expect((await api.call('GET', '/api/0/organizations/acme/', withCookie)).body.orgRole).toBe('owner');
    const stored = await api.sqlite.db.selectFrom('sessions').select('id').execute();
    expect(stored.some(({ id }) => cookie.includes(id))).toBe(false);
    const end = { token: null, headers: { cookie, 'x-garrison-request': '1' } };
    expect((await api.call('DELETE', PATH, end)).status).toBe(204);
    expect((await api.call('GET', PATH, withCookie)).status).toBe(401);
  });

  it('changes nothing for a page of another site', async () => {
    const cookie = cookieOf(await signIn('owner@acme.test', PASSWORD));
    const body = { slug: 'forged' };
    const path = '/api/0/organizations/acme/teams/';
    expect((await api.call('POST', path, { token: null, headers: { cookie }, body })).status).toBe(403);
    const own = { cookie, 'x-garrison-request': '1' };
    expect((await api.call('POST', path, { token: null, headers: own, body })).status).toBe(201);
  });

  it('ends after a fortnight', async () => {
    const cookie = cookieOf(await signIn('owner@acme.test', PASSWORD));
    const before = api.now;
    api.now = before + 14 * 86_400_000 + 1;
    expect((await api.call('GET', PATH, { token: null, headers: { cookie } })).status).toBe(401);
    api.now = before;
  });
});

describe('signing in', () => {
  it('says the same for a wrong password and an unknown address', async () => {
    const wrong = await signIn('owner@acme.test', 'wrong');
    const unknown = await signIn('nobody@acme.test', 'wrong');
    expect(wrong.status).toBe(401);
    expect(unknown).toMatchObject({ status: 401, body: wrong.body });
  });

  it('is slowed down for one account, and free again later', async () => {
    for (let index = 0; index < 10; index++) await signIn('victim@acme.test', 'guess');
    const limited = await signIn('victim@acme.test', 'guess');
    expect(limited.status).toBe(429);
    expect(Number(limited.headers['retry-after'])).toBeGreaterThan(60);
    expect((await signIn('owner@acme.test', PASSWORD)).status).toBe(200);
    api.now += 15 * 60_000;
    expect((await signIn('victim@acme.test', 'guess')).status).toBe(401);
  });

  it('names what is missing', async () => {
    const answer = await api.call('POST', PATH, { token: null, body: { email: 'owner@acme.test' } });
    expect(answer).toMatchObject({ status: 400, body: { password: ['This field is required.'] } });
  });
});

describe('tokens of one’s own', () => {
  it('are shown once, work, and end', async () => {
    const cookie = cookieOf(await signIn('owner@acme.test', PASSWORD));
    const person = { token: null, headers: { cookie, 'x-garrison-request': '1' } };
    const body = { name: 'ci', scopes: ['project:read'] };
    const made = await api.call('POST', '/api/0/api-tokens/', { ...person, body });
    expect(made).toMatchObject({ status: 201, body: { token: expect.stringMatching(/^sntryu_/) } });
    const { token, id } = made.body;
    const list = await api.call('GET', '/api/0/api-tokens/', person);
    expect(list.text).not.toContain(token);
    expect(list.body[0]).toMatchObject({ name: 'ci', scopes: ['project:read'], tokenLastCharacters: token.slice(-4) });
    expect((await api.call('GET', '/api/0/', { token })).body.auth.scopes).toEqual(['project:read']);
    expect((await api.call('GET', '/api/0/projects/acme/api-gateway/', { token })).status).toBe(200);
    expect((await api.call('POST', '/api/0/api-tokens/', { token, body })).status).toBe(403);
    expect((await api.call('GET', '/api/0/api-tokens/', { token })).status).toBe(403);
    expect((await api.call('DELETE', `/api/0/api-tokens/${id}/`, { token })).status).toBe(403);
    expect((await api.call('DELETE', `/api/0/api-tokens/${id}/`, person)).status).toBe(204);
    expect((await api.call('GET', '/api/0/', { token })).status).toBe(401);
  });

  it('cannot have scopes that their owner does not have', async () => {
    await addMember(api, { email: 'member@acme.test', role: 'member' });
    const cookie = cookieOf(await signIn('member@acme.test', PASSWORD));
    const person = { token: null, headers: { cookie, 'x-garrison-request': '1' } };
    const answer = await api.call('POST', '/api/0/api-tokens/', { ...person, body: { scopes: ['org:admin'] } });
    expect(answer.status).toBe(400);
  });
});
