import { afterAll, beforeAll, expect, it } from 'vitest';
import { startApi, type ApiHarness } from '../api-harness.ts';

let api: ApiHarness;
beforeAll(async () => void (api = await startApi({ engine: false })));
afterAll(() => api.close());

it('what is wrong with rules is said while they are written', async () => {
  const validate = (relayPiiConfig: string) =>
    api.call('POST', '/api/garrison/scrubbing/validate/', { body: { relayPiiConfig } });
  expect(await validate('{}')).toMatchObject({ status: 200, body: { errors: [] } });
  expect(await validate('bad')).toMatchObject({
    status: 200,
    body: { errors: [{ line: 2, column: 5, message: 'there is no rule "bad"' }] },
  });
});

it('a preview is asked with the options that are written', async () => {
  const path = '/api/garrison/projects/acme/api-gateway/scrubbing-preview/';
  const body = { sensitiveFields: ['plate'], relayPiiConfig: '{}', event: { message: 'a' } };
  expect(await api.call('POST', path, { body })).toEqual(
    expect.objectContaining({
      status: 200,
      body: {
        errors: [],
        event: { message: 'a', options: { sensitiveFields: ['plate'], relayPiiConfig: '{}' } },
      },
    }),
  );
  expect((await api.call('POST', path, { body: { sensitiveFields: [] } })).status).toBe(400);
});
