import { afterAll, beforeAll, expect, it } from 'vitest';
import { NOW, startApi, storeEvent, storeEvents, type ApiHarness } from '../api-harness.ts';

let api: ApiHarness;
beforeAll(async () => void (api = await startApi({ engine: true })));
afterAll(() => api.close());

/** More than are read at once to find an event among those of its time. */
const SAME_TIME = 25;
const COUNT = SAME_TIME + 2;

interface Shown {
  readonly eventID: string;
  readonly nextEventID: string | null;
  readonly previousEventID: string | null;
}

/** The ids on the way from one event to the other end, by the events' own pages. */
async function walk(issue: string, first: string, side: 'nextEventID' | 'previousEventID'): Promise<string[]> {
  const ids: string[] = [];
  for (let name: string | null = first; name !== null && ids.length <= COUNT;) {
    const { body }: { body: Shown } = await api.call('GET', `${issue}events/${name}/`);
    ids.push(body.eventID);
    name = body[side];
  }
  return ids;
}

it('leads through all events of an issue in both directions, also through many of the same millisecond', async () => {
  await storeEvent(api, { at: NOW - 5000 });
  await storeEvents(api, SAME_TIME, { at: NOW - 4000 });
  const { issueId } = await storeEvent(api, { at: NOW - 3000 });
  const issue = `/api/0/organizations/acme/issues/${issueId}/`;
  const list = await api.call('GET', `${issue}events/?per_page=100`);
  const newestFirst = list.body.map(({ eventID }: Shown) => eventID);
  expect(newestFirst).toHaveLength(COUNT);
  expect(await walk(issue, 'latest', 'previousEventID')).toEqual(newestFirst);
  expect(await walk(issue, 'oldest', 'nextEventID')).toEqual(newestFirst.toReversed());
});
