import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { sha256 } from '../auth/secrets.ts';
import { addMember, startApi, storeEvent, type ApiHarness } from '../api-harness.ts';
import { edits } from '../../store/index.ts';

const LIST = '/api/0/organizations/acme/issues/';
let api: ApiHarness;
let issue: string;
let other: string;

beforeAll(async () => {
  api = await startApi({ engine: true });
  issue = String((await storeEvent(api, { hash: 'a1'.repeat(16) })).issueId);
  other = String((await storeEvent(api, { hash: 'b2'.repeat(16) })).issueId);
});
afterAll(() => api.close());

const subscribed = async (id: string, token?: string): Promise<boolean> =>
  (await api.call('GET', `${LIST}${id}/`, token === undefined ? {} : { token })).body.isSubscribed;

describe('isSubscribed', () => {
  it('is each person’s own, and is shown in the issue and in the list', async () => {
    const { token } = await addMember(api, { email: 'dev@acme.test', role: 'member' });
    expect(await subscribed(issue)).toBe(false);
    const answer = await api.call('PUT', `${LIST}${issue}/`, { body: { isSubscribed: true } });
    expect(answer.body.isSubscribed).toBe(true);
    expect([await subscribed(issue), await subscribed(other), await subscribed(issue, token)]).toEqual([
      true,
      false,
      false,
    ]);
    const list = await api.call('GET', LIST);
    const shown = list.body.map((row: { id: string; isSubscribed: boolean }) => [row.id, row.isSubscribed]);
    expect(Object.fromEntries(shown)).toEqual({ [issue]: true, [other]: false });
    await api.call('PUT', `${LIST}${issue}/`, { body: { isSubscribed: false } });
    expect(await subscribed(issue)).toBe(false);
  });

  it('is set for many at once', async () => {
    const answer = await api.call('PUT', `${LIST}?id=${issue}&id=${other}`, { body: { isSubscribed: true } });
    expect(answer.body).toEqual({ isSubscribed: true });
    expect([await subscribed(issue), await subscribed(other)]).toEqual([true, true]);
  });
});

describe('what would have no effect', () => {
  const refused: [object, string][] = [
    [{ inbox: false }, 'inbox'],
    [{ merge: 1, status: 'resolved' }, 'merge'],
    [{ discard: true, hasSeen: true }, 'discard'],
    [{ status: 'reprocessing' }, 'status'],
    [{ statusDetails: { inNextRelease: true } }, 'status'],
  ];

  it.each(refused)('%j is refused, for one issue and for many, and changes nothing', async (body, field) => {
    for (const path of [`${LIST}${issue}/`, `${LIST}?id=${issue}&id=${other}`]) {
      const answer = await api.call('PUT', path, { body });
      expect(answer).toMatchObject({ status: 400, body: { [field]: [expect.any(String)] } });
    }
    const list = await api.call('GET', LIST);
    expect(list.body.map((row: { status: string }) => row.status)).toEqual(['unresolved', 'unresolved']);
  });

  it('merging one issue is refused', async () => {
    const answer = await api.call('PUT', `${LIST}${issue}/`, { body: { merge: true } });
    expect(answer).toMatchObject({ status: 400, body: { merge: [expect.stringContaining('two issues')] } });
  });

  it.each(['hasSeen', 'isBookmarked', 'isSubscribed'])('%s by a token that is nobody’s is refused', async (field) => {
    const token = `nobody-${field}`;
    await edits.createToken(api.deps.db, {
      organizationId: 1,
      userId: null,
      name: '',
      tokenHash: sha256(token),
      lastCharacters: 'body',
      scopes: ['event:write'],
      now: api.now,
    });
    const answer = await api.call('PUT', `${LIST}${issue}/`, { body: { [field]: true }, token });
    expect(answer).toMatchObject({ status: 400, body: { [field]: [expect.any(String)] } });
  });
});
