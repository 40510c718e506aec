import { afterAll, beforeAll, expect, it } from 'vitest';
import { OWNER_TOKEN, startApi, storeEvent, type ApiHarness } from '../api-harness.ts';

let api: ApiHarness;
let url: string;
beforeAll(async () => {
  api = await startApi({ engine: true });
  url = await api.app.listen({ port: 0, host: '127.0.0.1' });
});
afterAll(() => api.close());

/** Reads a stream until `done` says that enough has come. */
async function read(
  query: string,
  done: (text: string) => boolean,
  headers: Record<string, string> = {},
): Promise<string> {
  const ending = new AbortController();
  const answer = await fetch(`${url}/api/garrison/organizations/acme/live/${query}`, {
    headers: { authorization: `Bearer ${OWNER_TOKEN}`, ...headers },
    signal: AbortSignal.any([ending.signal, AbortSignal.timeout(20_000)]),
  });
  expect(answer.headers.get('content-type')).toBe('text/event-stream');
  let text = '';
  for await (const chunk of answer.body ?? []) {
    text += Buffer.from(chunk).toString();
    if (text.includes('hello') && !text.includes('issues')) onHello?.();
    if (done(text)) break;
  }
  ending.abort();
  return text;
}
let onHello: (() => void) | undefined;

it('tells of changes in the projects that were asked for, and repeats what was missed', async () => {
  const { issueId } = await storeEvent(api, {});
  const projectId = api.projects.get('api-gateway')?.id ?? 0;
  const elsewhere = api.projects.get('payment-api')?.id ?? 0;
  const change = { kind: 'new', issueId, organizationId: 1, lastSeen: api.now, timesSeen: 1 } as const;
  onHello = () => {
    onHello = undefined;
    api.deps.live.publish([{ ...change, projectId: elsewhere }]);
    api.deps.live.publish([{ ...change, projectId, organizationId: 2 }]);
    api.deps.live.publish([{ ...change, projectId }]);
  };
  const text = await read('?project=api-gateway', (seen) => seen.includes('event: issues'));
  expect(text).toMatch(/^event: hello\ndata: \{\}\n\n/);
  expect(text).toContain('id: 3\nevent: issues\n');
  const data = JSON.parse(/event: issues\ndata: (.+)/.exec(text)?.[1] ?? '') as object;
  expect(data).toEqual({
    changes: [
      {
        kind: 'new',
        issueId: String(issueId),
        shortId: 'API-GATEWAY-1',
        projectId: String(projectId),
        lastSeen: new Date(api.now).toISOString(),
        timesSeen: 1,
      },
    ],
  });
  const replay = await read('', (seen) => seen.includes('id: 3'), { 'last-event-id': '0' });
  expect(replay).toContain('id: 1\n');
  expect(replay).not.toContain('id: 2\n');
});

it('ends its streams when the server closes', async () => {
  const answer = await fetch(`${url}/api/garrison/organizations/acme/live/`, {
    headers: { authorization: `Bearer ${OWNER_TOKEN}` },
    signal: AbortSignal.timeout(20_000),
  });
  const [, text] = await Promise.all([api.app.close(), answer.text()]);
  expect(text).toContain('event: hello');
});
