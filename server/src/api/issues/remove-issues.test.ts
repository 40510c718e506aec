import { afterAll, beforeAll, expect, it } from 'vitest';
import { edits } from '../../store/index.ts';
import { countEvent, NOW, startApi, storeEvent, type ApiHarness } from '../api-harness.ts';
import { finishIssueDeletions } from './remove-issues.ts';

let api: ApiHarness;
beforeAll(async () => void (api = await startApi({ engine: true })));
afterAll(() => api.close());

/** The rows are gone, the events are not: as a crash in between leaves it. */
async function halfDelete(issueId: number, discard: boolean): Promise<void> {
  await edits.deleteIssues(api.deps.db, [issueId], { discard, actor: { userId: 1, now: api.now } });
}

const statusOf = async (eventId: string): Promise<number> =>
  (await api.call('GET', `/api/0/projects/acme/api-gateway/events/${eventId}/`)).status;

it.each([false, true])(
  'a deletion that was cut short is finished (discard: %s), and nothing else goes',
  async (discard) => {
    const stays = await storeEvent(api, { hash: 'aa'.repeat(16) });
    const { eventId, issueId } = await storeEvent(api, { hash: discard ? 'b1'.repeat(16) : 'b2'.repeat(16) });
    await halfDelete(issueId, discard);
    expect(await statusOf(eventId)).toBe(200);
    await finishIssueDeletions(api.deps);
    expect([await statusOf(eventId), await statusOf(stays.eventId)]).toEqual([404, 200]);
  },
);

const EARLY = { at: NOW - 2000, receivedAt: NOW - 1000 };
const LATE = { at: NOW + 500, receivedAt: NOW + 1000 };

it('an event with the hash that is received later waits until the old ones are gone, and stays', async () => {
  const old = await storeEvent(api, { hash: 'cc'.repeat(16), ...EARLY });
  await halfDelete(old.issueId, false);
  await expect(storeEvent(api, { hash: 'cc'.repeat(16), ...LATE })).rejects.toThrow('still in the event store');
  expect(await finishIssueDeletions(api.deps)).toBe(false);
  const fresh = await storeEvent(api, { hash: 'cc'.repeat(16), ...LATE });
  expect(await finishIssueDeletions(api.deps)).toBe(false);
  expect([await statusOf(old.eventId), await statusOf(fresh.eventId)]).toEqual([404, 200]);
  expect(fresh.issueId).not.toBe(old.issueId);
});

it('what was received before the deletion and is processed after it is in no later issue', async () => {
  const hash = 'dd'.repeat(16);
  const old = await storeEvent(api, { hash, ...EARLY });
  await halfDelete(old.issueId, false);
  await finishIssueDeletions(api.deps);
  expect((await storeEvent(api, { hash, ...EARLY })).issueId).toBe(0);
  const fresh = await storeEvent(api, { hash, ...LATE });
  expect((await storeEvent(api, { hash, ...EARLY })).issueId).toBe(0);
  const issue = await api.call('GET', `/api/0/organizations/acme/issues/${fresh.issueId}/`);
  expect(issue.body).toMatchObject({ count: '1', firstSeen: new Date(LATE.at).toISOString() });
});

it('events of a batch that is counted and not stored yet go once they are stored', async () => {
  const hash = 'ee'.repeat(16);
  const counted = await countEvent(api, { hash, ...EARLY });
  await halfDelete(counted.issueId, false);
  expect(await finishIssueDeletions(api.deps)).toBe(true);
  await counted.store();
  expect(await statusOf(counted.eventId)).toBe(200);
  expect(await finishIssueDeletions(api.deps)).toBe(false);
  expect(await statusOf(counted.eventId)).toBe(404);
});
