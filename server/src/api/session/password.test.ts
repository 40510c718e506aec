import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { addMember, type ApiHarness, PASSWORD, startApi } from '../api-harness.ts';

const SESSION = '/api/garrison/session/';
let api: ApiHarness;
beforeAll(async () => void (api = await startApi({ engine: false })));
afterAll(() => api.close());

const signIn = async (password: string) =>
  api.call('POST', SESSION, { token: null, body: { email: 'owner@acme.test', password } });
const cookieOf = (answer: { headers: Readonly<Record<string, unknown>> }) =>
  String(answer.headers['set-cookie']).split(';')[0] ?? '';
const change = (cookie: string, current: string, next: string) =>
  api.call('PUT', `${SESSION}password/`, {
    token: null,
    headers: { cookie, 'x-garrison-request': '1' },
    body: { current, next },
  });

describe('a new password', () => {
  it('ends the other sessions and keeps the one that asked', async () => {
    const [here, elsewhere] = [cookieOf(await signIn(PASSWORD)), cookieOf(await signIn(PASSWORD))];
    const changed = await change(here, PASSWORD, 'another good one');
    expect(changed.status).toBe(204);
    const status = async (cookie: string) =>
      (await api.call('GET', SESSION, { token: null, headers: { cookie } })).status;
    expect([await status(cookieOf(changed)), await status(elsewhere)]).toEqual([200, 401]);
    expect([(await signIn(PASSWORD)).status, (await signIn('another good one')).status]).toEqual([401, 200]);
    await change(cookieOf(await signIn('another good one')), 'another good one', PASSWORD);
  });

  it('needs the current one and at least 8 characters', async () => {
    const cookie = cookieOf(await signIn(PASSWORD));
    expect(await change(cookie, 'guess', 'another good one')).toMatchObject({
      status: 400,
      body: { current: ['This is not your password.'] },
    });
    expect((await change(cookie, PASSWORD, 'short')).body).toEqual({ next: ['Use at least 8 characters.'] });
  });

  it('is not for tokens', async () => {
    const { token } = await addMember(api, { email: 't@acme.test', role: 'member' });
    const body = { current: 'x', next: 'another good one' };
    expect((await api.call('PUT', `${SESSION}password/`, { token, body })).status).toBe(403);
  });
});
