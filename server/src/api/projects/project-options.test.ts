import { afterAll, beforeAll, expect, it } from 'vitest';
import { startApi, type ApiHarness } from '../api-harness.ts';

const PATH = '/api/0/projects/acme/api-gateway/';
let api: ApiHarness;
beforeAll(async () => void (api = await startApi({ engine: false })));
afterAll(() => api.close());

const refused: [string, unknown, unknown][] = [
  ['allowedDomains', ['acme.example'], ['*']],
  ['enableAutoReleaseCreation', false, true],
  ['resolveAge', 720, 0],
];

it.each(refused)(
  '%s: %j would have no effect and is refused; %j is what happens anyway',
  async (name, value, usual) => {
    const answer = await api.call('PUT', PATH, { body: { [name]: value, subjectPrefix: `not with ${name}` } });
    expect(answer).toMatchObject({ status: 400, body: { [name]: [expect.any(String)] } });
    const kept = await api.call('PUT', PATH, { body: { [name]: usual } });
    expect(kept).toMatchObject({ status: 200, body: { [name]: usual, subjectPrefix: '' } });
  },
);

it('advanced scrubbing rules are kept as they are written; what is wrong with them is said, with its place', async () => {
  const rules = '{\n  "applications": {"extra.a": ["@ip"]}\n}';
  expect(await api.call('PUT', PATH, { body: { relayPiiConfig: rules } })).toMatchObject({
    status: 200,
    body: { relayPiiConfig: rules },
  });
  const refused = await api.call('PUT', PATH, { body: { relayPiiConfig: '{"applications": {"a": ["bad"]}}' } });
  expect(refused).toMatchObject({
    status: 400,
    body: { relayPiiConfig: ['Line 2, column 5: there is no rule "bad"'] },
  });
  expect(await api.call('GET', PATH)).toMatchObject({ body: { relayPiiConfig: rules } });
  for (const none of ['', null]) {
    expect(await api.call('PUT', PATH, { body: { relayPiiConfig: none } })).toMatchObject({ status: 200 });
  }
});
