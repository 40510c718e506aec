import { afterAll, beforeAll, expect, it } from 'vitest';
import { NOW, startApi, storeEvent, storeEvents, type ApiHarness } from '../api-harness.ts';

let api: ApiHarness;
beforeAll(async () => void (api = await startApi({ engine: true })));
afterAll(() => api.close());

/** More than one page of events. */
const SAME_TIME = 120;

it('leads from each event of an issue to the next and the previous one, also among many of the same millisecond', async () => {
  await storeEvent(api, { at: NOW - 5000 });
  await storeEvents(api, SAME_TIME, { at: NOW - 4000 });
  const { issueId } = await storeEvent(api, { at: NOW - 3000 });
  const events = `/api/0/organizations/acme/issues/${issueId}/events/`;
  const list = await api.call('GET', `${events}?per_page=100`);
  const ids: string[] = list.body.map(({ eventID }: { eventID: string }) => eventID);
  for (const place of [0, 1, 5, 50, 98]) {
    const { body } = await api.call('GET', `${events}${ids[place]}/`);
    expect([place, body.nextEventID, body.previousEventID]).toEqual([place, ids[place - 1] ?? null, ids[place + 1]]);
  }
  const latest = await api.call('GET', `${events}latest/`);
  expect(latest.body).toMatchObject({ eventID: ids[0], nextEventID: null, previousEventID: ids[1] });
  const oldest = await api.call('GET', `${events}oldest/`);
  const second = await api.call('GET', `${events}${oldest.body.nextEventID}/`);
  expect([oldest.body.previousEventID, second.body.previousEventID]).toEqual([null, oldest.body.eventID]);
});
