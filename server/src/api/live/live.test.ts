import { afterAll, afterEach, beforeAll, expect, it, vi } from 'vitest';
import { edits } from '../../store/index.ts';
import { addMember, OWNER_TOKEN, startApi, storeEvent, type ApiHarness } from '../api-harness.ts';

let api: ApiHarness;
let url: string;
beforeAll(async () => {
  api = await startApi({ engine: true });
  url = await api.app.listen({ port: 0, host: '127.0.0.1' });
});
afterEach(() => vi.useRealTimers());
afterAll(() => api.close());

interface Message {
  readonly id?: string;
  readonly event: string;
  // What a test reads of a message is what the test is about.
  // oxlint-disable-next-line typescript/no-explicit-any
  readonly data: any;
}

const open = (query = '', headers: Record<string, string> = {}, token = OWNER_TOKEN) =>
  fetch(`${url}/api/garrison/organizations/acme/live/${query}`, {
    headers: { authorization: `Bearer ${token}`, ...headers },
    signal: AbortSignal.timeout(20_000),
  });

/** Reads a stream message by message; heartbeats are left out. Leaving the loop ends it. */
async function* messages(answer: Response): AsyncGenerator<Message> {
  let text = '';
  for await (const chunk of answer.body ?? []) {
    text += Buffer.from(chunk).toString();
    for (let end = text.indexOf('\n\n'); end >= 0; end = text.indexOf('\n\n')) {
      const fields = new Map(
        text
          .slice(0, end)
          .split('\n')
          .map((line) => [line.slice(0, line.indexOf(': ')), line.slice(line.indexOf(': ') + 2)]),
      );
      text = text.slice(end + 2);
      const [id, event, data] = ['id', 'event', 'data'].map((name) => fields.get(name));
      if (event !== undefined && data !== undefined)
        yield { ...(id === undefined ? {} : { id }), event, data: JSON.parse(data) };
    }
  }
}

async function next(stream: AsyncGenerator<Message>): Promise<Message> {
  const { value } = await stream.next();
  if (value === undefined) throw new Error('the stream has ended');
  return value as Message;
}

const actor = () => ({ userId: 1, now: api.now });
const resolve = async (issueId: number, status: 'resolved' | 'unresolved') => {
  await edits.updateIssues(api.deps.db, [issueId], { edit: { status }, actor: actor() });
  api.deps.live.wake();
};

it('tells of what happened in the projects that were asked for, and by its id of what happened since', async () => {
  const { issueId } = await storeEvent(api, {});
  const elsewhere = await storeEvent(api, { project: 'payment-api' });
  const answer = await open('?project=api-gateway');
  expect(answer.headers.get('content-type')).toBe('text/event-stream');
  const stream = messages(answer);
  const hello = await next(stream);
  expect(hello).toMatchObject({ event: 'hello', data: { complete: true } });
  await resolve(elsewhere.issueId, 'resolved');
  await resolve(issueId, 'resolved');
  const told = await next(stream);
  expect(told).toMatchObject({
    event: 'issues',
    data: {
      changes: [
        {
          kind: 'resolved',
          issueId: String(issueId),
          shortId: 'API-GATEWAY-1',
          projectId: String(api.projects.get('api-gateway')?.id),
          lastSeen: expect.stringMatching(/Z$/),
          timesSeen: 1,
        },
      ],
    },
  });
  await stream.return(undefined);

  await resolve(issueId, 'unresolved');
  const resumed = messages(await open('', { 'last-event-id': told.id ?? '' }));
  expect(await next(resumed)).toMatchObject({ id: told.id, event: 'hello', data: { complete: true } });
  expect(await next(resumed)).toMatchObject({ data: { changes: [{ kind: 'reopened', issueId: String(issueId) }] } });
  await resumed.return(undefined);

  const all = messages(await open('', { 'last-event-id': '0' }));
  expect(await next(all)).toMatchObject({ event: 'hello' });
  const kinds = (await next(all)).data.changes.map(({ kind }: { kind: string }) => kind);
  expect(kinds).toEqual(['new', 'new', 'resolved', 'resolved', 'reopened']);
  await all.return(undefined);
});

it('says when the feed does not reach back to the place that was asked for', async () => {
  await storeEvent(api, { hash: 'b'.repeat(32) });
  await api.deps.db.deleteFrom('changes').where('id', '<=', 3).execute();
  const stream = messages(await open('', { 'last-event-id': '1' }));
  expect(await next(stream)).toMatchObject({ event: 'hello', data: { complete: false } });
  await stream.return(undefined);
});

it('tells of counts without a place in the feed', async () => {
  const { issueId } = await storeEvent(api, { hash: 'c'.repeat(32) });
  const stream = messages(await open());
  await next(stream);
  const counted = { kind: 'seen', issueId, organizationId: 1, projectId: 1, lastSeen: api.now, timesSeen: 1 } as const;
  api.deps.live.counted([{ ...counted, organizationId: 2 }]);
  api.deps.live.counted([counted]);
  const told = await next(stream);
  expect(told.data.changes).toMatchObject([{ kind: 'seen', issueId: String(issueId), timesSeen: 1 }]);
  expect(told.id).toBeUndefined();
  await stream.return(undefined);
});

it.each([
  ['token', (userId: number) => api.deps.db.deleteFrom('api_tokens').where('user_id', '=', userId).execute()],
  [
    'membership',
    (userId: number) => api.deps.db.deleteFrom('organization_members').where('user_id', '=', userId).execute(),
  ],
])('ends within 30 seconds of its %s', async (what, end) => {
  const { token, userId } = await addMember(api, {
    email: `${what}@acme.test`,
    role: 'member',
    scopes: ['event:read'],
  });
  vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] });
  const answer = await open('', {}, token);
  const stream = messages(answer);
  await next(stream);
  vi.advanceTimersByTime(15_000);
  await resolve(
    (await storeEvent(api, { hash: 'd'.repeat(32) })).issueId,
    what === 'token' ? 'resolved' : 'unresolved',
  );
  expect((await next(stream)).event).toBe('issues');
  await end(userId);
  vi.advanceTimersByTime(15_000);
  let isOver = false;
  while (!isOver) isOver = (await stream.next()).done === true;
  expect(isOver).toBe(true);
});

it('ends its streams when the server closes', async () => {
  const answer = await open();
  const [, text] = await Promise.all([api.app.close(), answer.text()]);
  expect(text).toContain('event: hello');
});
