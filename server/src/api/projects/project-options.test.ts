import { afterAll, beforeAll, expect, it } from 'vitest';
import { startApi, type ApiHarness } from '../api-harness.ts';

const PATH = '/api/0/projects/acme/api-gateway/';
let api: ApiHarness;
beforeAll(async () => void (api = await startApi({ engine: false })));
afterAll(() => api.close());

const refused: [string, unknown, unknown][] = [
  ['allowedDomains', ['acme.example'], ['*']],
  ['enableAutoReleaseCreation', false, true],
  ['relayPiiConfig', '{"rules":{}}', null],
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
