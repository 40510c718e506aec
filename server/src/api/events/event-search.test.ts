import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { NOW, startApi, storeEvent, type ApiHarness, type StoredEvent } from '../api-harness.ts';

const EVENTS: Readonly<Record<string, StoredEvent>> = {
  plain: { hash: 'a1'.repeat(16), title: 'TypeError: x is not a function', release: 'web-app@2.0.1+77', user: 'id:7' },
  old: { hash: 'a1'.repeat(16), release: 'web-app@1.9.0', at: NOW - 30 * 86_400_000, environment: 'staging' },
  failed: {
    hash: 'a4'.repeat(16),
    title: 'CardDeclined: no funds',
    user: 'id:8',
    facts: [
      ['user.id', '8'],
      ['user.email', 'bob@example.com'],
      ['geo.country_code', 'DE'],
      ['device.arch', 'arm64'],
      ['os.build', '22A'],
      ['http.method', 'POST'],
      ['http.status_code', '502'],
    ],
    lists: [
      ['error.type', ['CardDeclined', 'HttpError']],
      ['error.value', ['no funds', '100% of "it"']],
      ['error.mechanism', ['onunhandledrejection']],
      ['stack.function', ['charge', 'Router.handle']],
      ['stack.filename', ['app/billing.ts']],
      ['stack.module', ['billing']],
    ],
  },
  candidate: { hash: 'a2'.repeat(16), title: 'Billing::CardDeclined: 50%_off', release: 'web-app@1.10.0-rc.1' },
  tagged: {
    hash: 'a3'.repeat(16),
    title: 'RangeError',
    level: 'warning',
    user: 'email:ann@example.com',
    release: '9f8e7d6c',
    tags: [
      ['region', 'eu'],
      ['app/route', '/orders/:id'],
      ['größe', 'groß'],
      ['star', 'a*b'],
      ['bracket', '[x]'],
      ['more', '>5'],
      ['quote', 'say "hi"'],
      ['backslash', 'C:\\dir\\'],
      ['bytes', '2048'],
      ['level', 'tagged'],
    ],
  },
};
const ALL = Object.keys(EVENTS);
const EVENT_ID = 'f'.repeat(32);

let api: ApiHarness;
beforeAll(async () => {
  api = await startApi({ engine: true });
  for (const [index, name] of ALL.entries()) {
    const eventId = name === 'plain' ? EVENT_ID : (index + 1).toString(16).padStart(32, '0');
    await storeEvent(api, { ...EVENTS[name], eventId });
  }
});
afterAll(() => api.close());

const nameOf = (id: string): string | undefined => (id === EVENT_ID ? 'plain' : ALL[Number.parseInt(id, 16) - 1]);

function search(query: string) {
  return api.call('GET', `/api/0/projects/acme/api-gateway/events/?query=${encodeURIComponent(query)}`);
}

const FINDS: readonly (readonly [string, readonly string[]])[] = [
  ['', ALL],
  ['level:warning', ['tagged']],
  ['!level:warning', ['plain', 'old', 'failed', 'candidate']],
  ['level:[warning, fatal]', ['tagged']],
  ['level:>5', []],
  [`id:${EVENT_ID}`, ['plain']],
  ['environment:staging', ['old']],
  ['environment:stag*', ['old']],
  ['title:"TypeError: x is not a function"', ['plain', 'old']],
  // Releases: whole, short, newest, and by version.
  ['release:web-app@2.0.1+77', ['plain']],
  ['release:2.0.1', ['plain']],
  ['release:2.0', []],
  ['release:1.9.0', ['old']],
  ['release:web-app@*', ['plain', 'old', 'candidate']],
  ['!release:2.0.1', ['old', 'failed', 'candidate', 'tagged']],
  ['release.package:web-app', ['plain', 'old', 'candidate']],
  ['release.build:77', ['plain']],
  ['release.version:2.0.1', ['plain']],
  ['release.version:>1.9', ['plain', 'candidate']],
  ['release.version:>=1.9', ['plain', 'old', 'candidate']],
  ['release.version:<1.10.0', ['old', 'candidate']],
  ['release.version:>1.10.0', ['plain']],
  ['release.version:1.*', ['old', 'candidate']],
  // Times.
  ['timestamp:-24h', ['plain', 'failed', 'candidate', 'tagged']],
  ['timestamp:+24h', ['old']],
  ['timestamp:>=2026-11-20', ['plain', 'failed', 'candidate', 'tagged']],
  ['timestamp:<2026-11-01', ['old']],
  ['timestamp:2026-11-20', ['plain', 'failed', 'candidate', 'tagged']],
  ['timestamp:>2026-11-20T11:30:00', []],
  // Users.
  ['user.id:7', ['plain']],
  ['user.email:ann@*', ['tagged']],
  ['has:user.email', ['tagged', 'failed']],
  ['!has:user', ['old', 'candidate']],
  // Tags: each value, written as it has to be.
  ['region:eu', ['tagged']],
  ['region:E*', ['tagged']],
  ['!region:eu', ['plain', 'old', 'failed', 'candidate']],
  ['region:""', ['plain', 'old', 'failed', 'candidate']],
  ['has:region', ['tagged']],
  ['tags[region]:eu', ['tagged']],
  ['tags[level]:tagged', ['tagged']],
  ['app/route:"/orders/:id"', ['tagged']],
  ['"app/route":/orders/:id', ['tagged']],
  ['größe:groß', ['tagged']],
  ['star:"a\\*b"', ['tagged']],
  ['star:"a\\*c"', []],
  ['bracket:"[x]"', ['tagged']],
  ['more:">5"', ['tagged']],
  ['more:>5', ['tagged']],
  ['quote:"say \\"hi\\""', ['tagged']],
  ['backslash:"C:\\dir\\\\"', ['tagged']],
  ['tags[bytes,number]:>1k', ['tagged']],
  ['tags[bytes,number]:<1k', []],
  ['tags[region,number]:>1', []],
  ['random:>2018-01-01', []],
  ['custom:>5s', []],
  // What an error shows.
  ['error.type:HttpError', ['failed']],
  ['error.type:http*', ['failed']],
  ['error.type:[CardDeclined, Other]', ['failed']],
  ['error.value:"100% of \\"it\\""', ['failed']],
  ['error.mechanism:onunhandledrejection', ['failed']],
  ['stack.function:charge', ['failed']],
  ['stack.function:*.handle', ['failed']],
  ['stack.filename:app/billing.ts', ['failed']],
  ['stack.module:billing', ['failed']],
  ['has:stack.package', []],
  ['user.email:bob@example.com', ['failed']],
  ['user.id:8', ['failed']],
  ['geo.country_code:DE', ['failed']],
  ['device.arch:arm64', ['failed']],
  ['os.build:22A', ['failed']],
  ['http.method:POST', ['failed']],
  ['http.status_code:>=500', ['failed']],
  ['http.status_code:404', []],
  ['!has:http.status_code level:error', ['plain', 'old', 'candidate']],
  // Handled, in the form of the boolean.
  ['error.handled:true', ALL],
  ['!error.handled:1', []],
  ['error.unhandled:0', ALL],
  // Text.
  ['is not a function', ['plain', 'old']],
  ['Billing::CardDeclined', ['candidate']],
  ['50%_off', ['candidate']],
  ['50%aoff', []],
  ['"*card*off"', ['candidate']],
  ['"card*off"', []],
  ['message:rangeerror', ['tagged']],
  ['trace:ffffffffffffffffffffffffffffffff', []],
  ['trace.span:ffffffffffffffff', []],
  // What is about the issue or the project.
  ['is:resolved', []],
  ['is:unresolved', ALL],
  ['issue:API-GATEWAY-1', ['plain', 'old']],
  ['project:api-gateway', ALL],
  ['project:payment-api', []],
  ['project.id:1', ALL],
  ['!project:payment-api region:eu', ['tagged']],
  ['timesSeen:>1 level:error', ['plain', 'old']],
  // Groups.
  ['region:eu OR environment:staging', ['old', 'tagged']],
  ['(region:eu OR environment:staging) level:error', ['old']],
];

describe('a search for events', () => {
  it.each(FINDS)('finds %j', async (query, expected) => {
    const answer = await search(query);
    expect(answer).toMatchObject({ status: 200 });
    const found = answer.body.map((event: { eventID: string }) => nameOf(event.eventID));
    expect(found.toSorted()).toEqual([...expected].toSorted());
  });

  it.each([
    ['id:nonsense', 3],
    ['trace:nonsense', 6],
    ['trace:*', 6],
    ['trace.span:xyz', 11],
    ['timestamp:banana', 10],
    ['timestamp:2026-13-40', 10],
    ['error.handled:maybe', 14],
    ['project.id:two', 11],
    ['http.status_code:many', 17],
    ['tags[bytes,number]:big', 19],
    ['release.version:>banana', 16],
    ['stack.colno:5', 0],
    ['p95(timestamp):>5', 0],
  ])('refuses %j at its place', async (query, position) => {
    expect(await search(query)).toMatchObject({ status: 400, body: { position, detail: expect.any(String) } });
  });

  it('pages by position, also among events of the same time', async () => {
    const seen: string[] = [];
    let url: string | undefined = '/api/0/projects/acme/api-gateway/events/?per_page=1';
    while (url !== undefined) {
      const page = await api.call('GET', url);
      seen.push(...page.body.map((event: { eventID: string }) => nameOf(event.eventID)));
      url = /<http:\/\/sentry\.test([^>]+)>; rel="next"; results="true"/.exec(String(page.headers['link']))?.[1];
    }
    expect(seen.toSorted()).toEqual(ALL.toSorted());
  });
});
