import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startApi, storeEvent, type ApiHarness } from '../api-harness.ts';

const HASH = { one: '1'.repeat(32), a: 'a'.repeat(32), b: 'b'.repeat(32), other: 'e'.repeat(32) };

let api: ApiHarness;
let issueId: number;
let otherIssueId: number;
const ids: string[] = [];

/** `extra` holds what each of the tests' rules makes of the event. */
beforeAll(async () => {
  api = await startApi({ engine: true });
  const kinds = [HASH.a, HASH.b, HASH.a];
  for (const [index, kind] of kinds.entries()) {
    const payload = { platform: 'node', extra: { together: HASH.one, apart: kind, moved: HASH.other } };
    const stored = await storeEvent(api, { hash: HASH.one, at: api.now - 1_000 * (10 - index), payload });
    issueId = stored.issueId;
    ids.push(stored.eventId);
  }
  ({ issueId: otherIssueId } = await storeEvent(api, { hash: HASH.other, title: 'Another' }));
});
afterAll(() => api.close());

function preview(body: object) {
  return api.call('POST', `/api/garrison/organizations/acme/issues/${issueId}/grouping-preview/`, { body });
}

describe('a preview of grouping', () => {
  it('shows that all events stay in the issue', async () => {
    const { status, body } = await preview({ fingerprintingRules: 'together' });
    expect(status).toBe(200);
    expect(body).toMatchObject({ errors: [], eventCount: 3 });
    expect(body.groups).toEqual([
      {
        title: 'TypeError: x is not a function',
        count: 3,
        hashes: [HASH.one],
        issue: { id: String(issueId), shortId: expect.stringMatching(/^API-GATEWAY-/) },
        eventIds: ids.toReversed(),
      },
    ]);
  });

  it('shows the groups that events would be taken apart into, largest first', async () => {
    const { body } = await preview({ fingerprintingRules: 'apart' });
    expect(body.groups).toMatchObject([
      { count: 2, hashes: [HASH.a], issue: null, eventIds: [ids[2], ids[0]] },
      { count: 1, hashes: [HASH.b], issue: null, eventIds: [ids[1]] },
    ]);
  });

  it('shows the issue that events would join', async () => {
    const { body } = await preview({ fingerprintingRules: 'moved' });
    expect(body.groups).toMatchObject([{ count: 3, issue: { id: String(otherIssueId) } }]);
  });

  it('takes the rules of the project where none are given', async () => {
    const put = { body: { fingerprintingRules: 'apart' } };
    expect((await api.call('PUT', '/api/0/projects/acme/api-gateway/', put)).status).toBe(200);
    expect((await preview({})).body.groups).toHaveLength(2);
    expect((await preview({ fingerprintingRules: 'together' })).body.groups).toHaveLength(1);
  });

  it('says which lines could not be read', async () => {
    const { body } = await preview({ enhancements: 'bad', fingerprintingRules: 'together' });
    expect(body.errors).toEqual([{ field: 'enhancements', line: 2, column: 1, message: 'expected a matcher' }]);
  });
});

describe('validation of grouping rules', () => {
  const validate = (body: object) => api.call('POST', '/api/garrison/grouping/validate/', { body });

  it('names the field, the line and the column', async () => {
    expect((await validate({ fingerprintingRules: 'bad' })).body).toEqual({
      errors: [{ field: 'fingerprintingRules', line: 1, column: 1, message: 'expected a matcher' }],
    });
  });

  it('has nothing to say of good rules', async () => {
    expect((await validate({ enhancements: 'function:x +app', fingerprintingRules: '' })).body).toEqual({ errors: [] });
  });

  it('refuses what is not text', async () => {
    expect((await validate({ enhancements: {} })).status).toBe(400);
    expect((await validate({ enhancements: 'x'.repeat(64 * 1024 + 1) })).status).toBe(400);
  });
});
