import { type GarrisonServer, readCorpus, type RecordedRequest, startGarrisonServer } from '@garrison/testkit';
import { itemKind, parseEnvelope } from '@garrison/protocol';
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

  it('end item by item with an outcome', async () => {
    const sent = new Map<string, number>();
    for (const { body } of requests) {
      const parsed = parseEnvelope(body);
      if (!parsed.ok) throw new Error('a recorded envelope cannot be read');
      for (const item of parsed.envelope.items) {
        const category = itemKind(item.type)?.category ?? 'default';
        sent.set(category, (sent.get(category) ?? 0) + 1);
      }
    }
    const counted = await readBack<{ groups: { by: { category: string }; totals: Record<string, number> }[] }>(
      server,
      `/api/0/organizations/${await server.organization()}/stats_v2/?field=sum(quantity)&groupBy=category&groupBy=outcome&statsPeriod=90d&interval=1d`,
      (answer) => answer.groups.length > 0,
    );
    const categories = new Set(counted.groups.map((group) => group.by.category));
    for (const category of sent.keys()) if (category !== 'internal') expect(categories).toContain(category);
  });
});
