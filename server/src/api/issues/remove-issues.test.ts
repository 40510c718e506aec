import { afterAll, beforeAll, expect, it } from 'vitest';
import { findIssue } from '../../query/index.ts';
import { edits } from '../../store/index.ts';
import { startApi, storeEvent, type ApiHarness } from '../api-harness.ts';
import { finishDeletions } from './remove-issues.ts';

let api: ApiHarness;
beforeAll(async () => void (api = await startApi({ engine: true })));
afterAll(() => api.close());

/** The rows are gone, the events are not: as a crash in between leaves it. */
async function halfDelete(issueId: number, discard: boolean): Promise<void> {
  const issue = await findIssue(api.deps.db, issueId);
  if (issue === undefined) throw new Error(`there is no issue ${issueId}`);
  await edits.deleteIssues(api.deps.db, [issue], { discard });
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
    await finishDeletions(api.deps);
    expect([await statusOf(eventId), await statusOf(stays.eventId)]).toEqual([404, 200]);
  },
);

it('an issue that new events made of the hash meanwhile keeps them', async () => {
  const { issueId } = await storeEvent(api, { hash: 'cc'.repeat(16) });
  await halfDelete(issueId, false);
  const fresh = await storeEvent(api, { hash: 'cc'.repeat(16) });
  await finishDeletions(api.deps);
  expect(await statusOf(fresh.eventId)).toBe(200);
  expect(await api.deps.db.selectFrom('deleted_hashes').selectAll().execute()).toEqual([]);
});
