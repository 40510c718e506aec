import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { edits } from '../../store/index.ts';
import { startApi, storeEvent, type ApiHarness } from '../api-harness.ts';

const LIST = '/api/0/organizations/acme/issues/';
const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
let api: ApiHarness;
beforeAll(async () => {
  api = await startApi({ engine: true });
});
afterAll(() => api.close());

let hashes = 0;
/** An issue of its own, and a way to see it again. */
async function newIssue(first: { release?: string; project?: string } = {}) {
  const hash = `${(++hashes).toString(16).padStart(2, '0')}${'5'.repeat(30)}`;
  const see = (event: { release?: string; user?: string } = {}) =>
    storeEvent(api, { hash, project: 'api-gateway', ...first, ...event, at: api.now });
  const { issueId } = await see();
  api.now += MINUTE_MS;
  return {
    id: issueId,
    put: (body: object) => api.call('PUT', `${LIST}${issueId}/`, { body }),
    status: async () => {
      const { body } = await api.call('GET', `${LIST}${issueId}/`);
      return { status: body.status, substatus: body.substatus, last: body.activity[0].type };
    },
    async see(event: { release?: string; user?: string } = {}, times = 1) {
      for (let time = 0; time < times; time++) {
        api.now += 1000;
        await see(event);
      }
    },
  };
}

const OPEN = { status: 'unresolved', substatus: 'ongoing', last: 'set_unresolved' };
const REGRESSED = { status: 'unresolved', substatus: 'regressed', last: 'set_regression' };

describe('resolved', () => {
  it('in a release: comes back with it or a later one, not with an older one or none', async () => {
    await newIssue({ release: 'gateway@2' });
    const issue = await newIssue({ release: 'gateway@1' });
    const answer = await issue.put({ status: 'resolved', statusDetails: { inRelease: 'gateway@2' } });
    expect(answer.body).toMatchObject({ status: 'resolved', statusDetails: { inRelease: 'gateway@2' } });
    await issue.see({ release: '' });
    expect((await issue.status()).status).toBe('resolved');
    await issue.see({ release: 'gateway@2' });
    expect(await issue.status()).toEqual(REGRESSED);
  });

  it('in the latest release: which that is, is settled now, for each project', async () => {
    const issue = await newIssue({ release: 'gateway@3' });
    const other = await newIssue({ release: 'payment@7', project: 'payment-api' });
    const ids = `id=${issue.id}&id=${other.id}`;
    await api.call('PUT', `${LIST}?${ids}`, { body: { status: 'resolved', statusDetails: { inRelease: 'latest' } } });
    const { body } = await api.call('GET', `${LIST}?query=${encodeURIComponent(`issue.id:[${issue.id},${other.id}]`)}`);
    const details = new Map(body.map((one: { id: string; statusDetails: object }) => [one.id, one.statusDetails]));
    expect(details.get(String(issue.id))).toEqual({ inRelease: 'gateway@3' });
    expect(details.get(String(other.id))).toEqual({ inRelease: 'payment@7' });
    await issue.see({ release: 'gateway@3' });
    expect(await issue.status()).toEqual(REGRESSED);
  });

  it.each([{ status: 'resolvedInNextRelease' }, { status: 'resolved', statusDetails: { inNextRelease: true } }])(
    'in the next release: comes back with a release that is first seen later (%j)',
    async (body) => {
      const issue = await newIssue({ release: 'gateway@4' });
      expect((await issue.put(body)).body.statusDetails).toEqual({ inNextRelease: true });
      await issue.see({ release: 'gateway@4' });
      expect((await issue.status()).status).toBe('resolved');
      await issue.see({ release: `gateway@${api.now}` });
      expect(await issue.status()).toEqual(REGRESSED);
    },
  );
});

describe('archived', () => {
  it('for a time: comes back with an event after it', async () => {
    const issue = await newIssue();
    const answer = await issue.put({ status: 'ignored', statusDetails: { ignoreDuration: 30 } });
    expect(answer.body).toMatchObject({
      substatus: 'archived_until_condition_met',
      statusDetails: { ignoreUntil: new Date(api.now + 30 * MINUTE_MS).toISOString() },
    });
    await issue.see();
    expect((await issue.status()).status).toBe('ignored');
    api.now += 30 * MINUTE_MS;
    await issue.see();
    expect(await issue.status()).toEqual(OPEN);
  });

  it('for a time: comes back when it is over, without an event', async () => {
    const issue = await newIssue();
    await issue.put({ status: 'ignored', snoozeDuration: 30 });
    expect(await edits.reopenDueIssues(api.deps.db, api.now + 29 * MINUTE_MS)).toBe(0);
    expect(await edits.reopenDueIssues(api.deps.db, api.now + 30 * MINUTE_MS)).toBe(1);
    expect(await issue.status()).toEqual(OPEN);
  });

  it('until so many more events', async () => {
    const issue = await newIssue();
    await issue.see({}, 4);
    await issue.put({ status: 'ignored', ignoreCount: 3 });
    await issue.see({}, 2);
    expect((await issue.status()).status).toBe('ignored');
    await issue.see();
    expect(await issue.status()).toEqual(OPEN);
  });

  it('until so many events within a window', async () => {
    const issue = await newIssue();
    await issue.put({ status: 'ignored', statusDetails: { ignoreCount: 3, ignoreWindow: 60 } });
    for (let hour = 0; hour < 3; hour++) {
      await issue.see();
      api.now += HOUR_MS;
    }
    expect((await issue.status()).status).toBe('ignored');
    await issue.see({}, 3);
    expect(await issue.status()).toEqual(OPEN);
  });

  it('until so many users', async () => {
    const issue = await newIssue();
    await issue.put({ status: 'ignored', statusDetails: { ignoreUserCount: 2 } });
    await issue.see({ user: 'id:1' }, 3);
    await issue.see();
    expect((await issue.status()).status).toBe('ignored');
    await issue.see({ user: 'id:2' });
    expect(await issue.status()).toEqual(OPEN);
  });

  it('until so many users within a window', async () => {
    const issue = await newIssue();
    await issue.put({ status: 'ignored', statusDetails: { ignoreUserCount: 2, ignoreUserWindow: 60 } });
    await issue.see({ user: 'id:1' });
    api.now += HOUR_MS;
    await issue.see({ user: 'id:2' });
    expect((await issue.status()).status).toBe('ignored');
    await issue.see({ user: 'id:1' });
    expect(await issue.status()).toEqual(OPEN);
  });

  it('until it escalates: more events within a day than twice the busiest day before', async () => {
    const issue = await newIssue();
    await issue.see({}, 5);
    const answer = await issue.put({ status: 'ignored' });
    expect(answer.body).toMatchObject({ substatus: 'archived_until_escalating', statusDetails: {} });
    expect(answer.body.activity[0]).toMatchObject({ type: 'set_ignored', data: { ignoreUntilEscalating: true } });
    await issue.see({}, 12);
    expect((await issue.status()).status).toBe('ignored');
    await issue.see();
    expect(await issue.status()).toEqual({ status: 'unresolved', substatus: 'escalating', last: 'set_escalating' });
  });

  it('forever', async () => {
    const issue = await newIssue();
    await issue.put({ status: 'ignored', substatus: 'archived_forever' });
    await issue.see({}, 30);
    expect(await issue.status()).toMatchObject({ status: 'ignored', substatus: 'archived_forever' });
  });
});

it.each([
  [
    { status: 'resolved', statusDetails: { inCommit: { commit: 'abc', repository: 'web' } } },
    /No release has a commit abc of web/,
  ],
  [{ status: 'resolved', statusDetails: { inRelease: '1', inNextRelease: true } }, /exclude each other/],
  [{ status: 'resolved', statusDetails: { ignoreCount: 3 } }, /ignoreCount does not go with the status resolved/],
  [{ status: 'ignored', statusDetails: { inRelease: '1' } }, /inRelease does not go with the status ignored/],
  [{ status: 'unresolved', statusDetails: { ignoreDuration: 3 } }, /does not go with the status unresolved/],
  [{ statusDetails: { inNextRelease: true } }, /need the status itself/],
  [{ substatus: 'archived_forever' }, /need the status itself/],
  [{ status: 'resolved', substatus: 'archived_forever' }, /archived_forever does not go with/],
  [{ status: 'ignored', substatus: 'archived_until_condition_met' }, /Say until when/],
  [{ status: 'ignored', substatus: 'archived_forever', ignoreCount: 3 }, /has no conditions/],
  [{ status: 'ignored', statusDetails: { ignoreWindow: 3 } }, /ignoreWindow needs ignoreCount/],
  [{ status: 'ignored', statusDetails: { ignoreUserWindow: 3 } }, /ignoreUserWindow needs ignoreUserCount/],
  [{ status: 'ignored', statusDetails: { ignoreUserCount: 5000 } }, /at most 1000/],
  [{ status: 'reprocessing' }, /not reprocessed/],
])('refuses what would have no effect: %j', async (body, reason) => {
  const issue = await newIssue();
  const answer = await issue.put(body);
  expect(answer.status).toBe(400);
  expect(answer.text).toMatch(reason);
  expect((await issue.status()).status).toBe('unresolved');
});

it('refuses the latest release of a project that has none', async () => {
  const { id } = await api.call('GET', LIST).then(({ body }) => body[0]);
  await api.sqlite.db.deleteFrom('release_projects').execute();
  const answer = await api.call('PUT', `${LIST}${id}/`, { body: { status: 'resolved', inRelease: 'latest' } });
  expect(answer).toMatchObject({ status: 400, text: expect.stringContaining('no release yet') });
});
