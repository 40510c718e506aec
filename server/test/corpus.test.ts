import { type GarrisonServer, readCorpus, type RecordedRequest, startGarrisonServer } from '@garrison/testkit';
import { itemQuantities, parseClientReport, parseEnvelope } from '@garrison/protocol';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readBack } from './read-back.ts';

const RECORDED_KEY = 'abcdef0123456789abcdef0123456789';
const requests = readCorpus();

let server: GarrisonServer;
let projectId: string;
let key: string;
beforeAll(async () => {
  server = await startGarrisonServer();
  const dsn = new URL(await server.dsn('recorded'));
  projectId = dsn.pathname.slice(1);
  key = dsn.username;
});
afterAll(() => server.stop());

/** The same request for the project that is here. */
function send(request: RecordedRequest): Promise<Response> {
  const here = (text: string): string => text.replaceAll(RECORDED_KEY, key);
  const kept = ['x-sentry-auth', 'content-type', 'user-agent'];
  const headers = Object.fromEntries(
    Object.entries(request.headers)
      .filter(([name]) => kept.includes(name.toLowerCase()))
      .map(([name, value]) => [name, here(value)]),
  );
  const path = here(request.url).replace(/\/api\/\d+\//, `/api/${projectId}/`);
  return fetch(`${server.url}${path}`, { method: request.method, headers, body: new Uint8Array(request.body) });
}

describe('the recorded requests of every SDK and major', () => {
  it('are answered 200, with the id of the event', async () => {
    expect(requests.length).toBeGreaterThan(100);
    for (const request of requests) {
      const response = await send(request);
      const text = await response.text();
      expect({ recording: request.recording, status: response.status, text }).toMatchObject({ status: 200 });
      expect(response.headers.get('content-type')).toMatch(/^application\/json/);
    }
  });

  it('end unit by unit with an outcome', async () => {
    const path = `/api/0/organizations/${await server.organization()}/stats_v2/?field=sum(quantity)&groupBy=category&statsPeriod=90d&interval=1d`;
    const expected = unitsSent();
    let counted = {};
    const settled = (answer: Stats): boolean => isSame((counted = totalsOf(answer)), expected);
    await readBack<Stats>(server, path, settled).catch(() => undefined);
    expect(counted).toEqual(expected);
  });
});

interface Stats {
  readonly groups: readonly {
    readonly by: { readonly category: string };
    readonly totals: { readonly 'sum(quantity)': number };
  }[];
}

const totalsOf = (stats: Stats): Record<string, number> =>
  Object.fromEntries(stats.groups.map((group) => [group.by.category, group.totals['sum(quantity)']]));

const isSame = (one: Record<string, number>, other: Record<string, number>): boolean =>
  Object.keys(other).every((category) => one[category] === other[category]);

/** Category → units: what the items are, and what the client reports among them say was discarded before. */
function unitsSent(): Record<string, number> {
  const sent: Record<string, number> = {};
  const add = ({ category, quantity }: { category: string; quantity: number }): void => {
    sent[category] = (sent[category] ?? 0) + quantity;
  };
  for (const { body } of requests) {
    const parsed = parseEnvelope(body);
    if (!parsed.ok) throw new Error('a recorded envelope cannot be read');
    for (const { type, itemCount, payload } of parsed.envelope.items) {
      // Feedback that is sent as an event counts as feedback.
      const sentAs = type === 'event' && Buffer.from(payload).includes('"type":"feedback"') ? 'feedback' : type;
      for (const units of itemQuantities({ type: sentAs, itemCount, payload })) add(units);
      // A transaction counts as its spans, too: the root and its children.
      if (type === 'transaction') add({ category: 'span', quantity: 1 + childrenOf(payload) });
      if (type === 'client_report') for (const discarded of parseClientReport(payload) ?? []) add(discarded);
    }
  }
  return sent;
}

function childrenOf(payload: Uint8Array): number {
  const { spans = [] } = JSON.parse(Buffer.from(payload).toString()) as { spans?: readonly unknown[] };
  return spans.length;
}
