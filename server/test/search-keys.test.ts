import { type GarrisonServer, startGarrisonServer } from '@garrison/testkit';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readEvent } from './read-back.ts';
import { sendEvent } from './send-event.ts';

const PROJECT = 'search-keys';
let server: GarrisonServer;
let organization: string;
let eventId: string;
beforeAll(async () => {
  server = await startGarrisonServer();
  organization = await server.organization();
  const dsn = await server.dsn(PROJECT);
  const frames = [
    { function: 'main', filename: 'server.ts' },
    { function: 'chargeCard', filename: 'src/billing/charge.ts', module: 'billing.charge', in_app: true },
  ];
  const mechanism = { type: 'onuncaughtexception', handled: false };
  ({ id: eventId } = await sendEvent(dsn, {
    release: 'web-app@2.0.1+77',
    environment: 'production',
    exception: { values: [{ type: 'CardDeclined', value: 'no funds', mechanism, stacktrace: { frames } }] },
    user: { id: '42', email: 'ann@shop.example', geo: { country_code: 'DE' } },
    contexts: {
      device: { arch: 'arm64', family: 'Pixel' },
      os: { name: 'Android', version: '14', build: 'UP1A' },
      response: { status_code: 502 },
      trace: { trace_id: 'ab'.repeat(16), span_id: 'cd'.repeat(8) },
    },
    request: { method: 'POST', url: 'https://shop.example/pay' },
    tags: { status: 'gold', 'app/route': '/pay', größe: 'groß', note: 'a*b [x] >5 "q"' },
  }));
  await readEvent(server, PROJECT, eventId);
});
afterAll(() => server.stop());

async function found(query: string): Promise<string[]> {
  const path = `/api/0/projects/${organization}/${PROJECT}/events/?query=${encodeURIComponent(query)}`;
  const answer = await fetch(`${server.url}${path}`, { headers: { authorization: `Bearer ${server.adminToken}` } });
  expect(answer.status).toBe(200);
  const events = (await answer.json()) as { eventID: string }[];
  return events.map((event) => event.eventID);
}

describe('what an error shows is found', () => {
  it.each([
    'error.type:CardDeclined',
    'error.value:"no funds"',
    'error.mechanism:onuncaughtexception',
    'error.unhandled:true',
    'error.handled:false',
    'stack.function:chargeCard',
    'stack.filename:src/billing/charge.ts',
    'stack.module:billing.charge',
    'release:2.0.1',
    'release:web-app@2.0.1+77',
    'release.version:>2.0',
    'user.id:42',
    'user.email:ann@shop.example',
    'geo.country_code:DE',
    'device.arch:arm64',
    'device.family:Pixel',
    'os.name:Android',
    'os.build:UP1A',
    'http.method:POST',
    'http.status_code:>=500',
    `trace:${'ab'.repeat(16)}`,
    'tags[status]:gold',
    'app/route:/pay',
    'größe:groß',
    String.raw`note:"a\*b [x] >5 \"q\""`,
    'timestamp:-1h',
    'is:unresolved chargeCard:"" CardDeclined',
  ])('by %s', async (query) => {
    expect(await found(query)).toEqual([eventId]);
  });

  it.each(['error.type:Other', 'stack.function:main2', 'user.email:bob@shop.example', 'http.status_code:<500'])(
    'and not by %s',
    async (query) => {
      expect(await found(query)).toEqual([]);
    },
  );
});
