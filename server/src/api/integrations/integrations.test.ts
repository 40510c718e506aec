import { afterAll, beforeAll, expect, it } from 'vitest';
import { addMember, startApi, type ApiHarness } from '../api-harness.ts';

const PATH = '/api/garrison/organizations/acme/integrations/';
let api: ApiHarness;
beforeAll(async () => {
  api = await startApi({ engine: false });
});
afterAll(() => api.close());

const add = (body: object) => api.call('POST', PATH, { body });

it('a secret is stored encrypted and never comes back', async () => {
  const secret = { url: 'https://hooks.slack.test/very-secret' };
  const made = await add({ provider: 'slack', name: '#a', secret, teams: ['payments'] });
  expect(made).toMatchObject({ status: 201, body: { provider: 'slack', name: '#a', teams: ['payments'], config: {} } });
  const path = `${PATH}${made.body.id}/`;
  const answers = [
    made,
    await api.call('GET', PATH),
    await api.call('PUT', path, { body: { secret } }),
    await api.call('POST', `${path}test/`, { body: {} }),
  ];
  for (const { status, text } of answers) {
    expect(status).toBeLessThan(300);
    expect(text).not.toContain('very-secret');
  }
  expect(answers[3]?.body).toEqual({ outcome: 'sent', status: 200, answer: 'told #a' });
  const stored = await api.deps.db.selectFrom('integrations').select('secret').execute();
  expect(JSON.stringify(stored)).not.toContain('very-secret');
});

it('what cannot be used is refused by field', async () => {
  for (const provider of ['pigeon', 'msteams', 'discord', 'opsgenie'])
    expect(await add({ provider, name: 'x' })).toMatchObject({
      status: 400,
      body: { provider: [expect.stringContaining(`alerts cannot be sent by “${provider}”: expected one of slack`)] },
    });
  expect(await add({ provider: 'slack', name: 'bad' })).toMatchObject({
    status: 400,
    body: { name: ['expected another'] },
  });
  expect(await add({ provider: 'slack', name: '#t', teams: ['gone'] })).toMatchObject({
    status: 400,
    body: { teams: ['there is no team gone'] },
  });
  await add({ provider: 'slack', name: '#twice' });
  expect(await add({ provider: 'slack', name: '#twice' })).toMatchObject({
    status: 400,
    body: { name: [expect.stringContaining('already')] },
  });
});

it('another address needs the secret again', async () => {
  const { body } = await add({
    provider: 'webhook',
    name: 'w',
    config: { url: 'https://a.test' },
    secret: { signingSecret: 'x' },
  });
  const change = { config: { url: 'https://thief.test' } };
  expect(await api.call('PUT', `${PATH}${body.id}/`, { body: change })).toMatchObject({
    status: 400,
    body: { secret: [expect.any(String)] },
  });
});

it('members see integrations and cannot change them', async () => {
  const { token } = await addMember(api, { email: 'm@acme.test', role: 'member', scopes: ['alerts:write'] });
  expect((await api.call('GET', PATH, { token })).status).toBe(200);
  expect((await api.call('POST', PATH, { token, body: { provider: 'slack', name: '#m' } })).status).toBe(403);
});

it('working hours and channels of a team are checked', async () => {
  const path = '/api/garrison/teams/acme/payments/alerting/';
  expect((await api.call('GET', path)).body).toEqual({ hours: null, channels: {} });
  const wrong = { hours: { timeZone: 'Mars' }, channels: { msteams: 'x' } };
  expect(await api.call('PUT', path, { body: wrong })).toMatchObject({
    status: 400,
    body: {
      hours: ['hours.timeZone is “Mars”: expected a name such as Europe/Berlin'],
      channels: [expect.stringContaining('alerts cannot be sent by “msteams”')],
    },
  });
  const right = { hours: { timeZone: 'Europe/Berlin', from: '08:00' }, channels: { slack: '#payments' } };
  await api.call('PUT', path, { body: right });
  expect((await api.call('GET', path)).body).toEqual(right);
});
