import { Script } from 'node:vm';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { KEYS, openTestDoor, unitsOf, type Reply, type TestDoor } from './open-test-door.ts';

const SECURITY = `/api/42/security/?sentry_key=${KEYS.good}&sentry_release=web%401&sentry_environment=prod`;
const REPORT = { 'document-uri': 'https://acme.example/', 'blocked-uri': 'https://evil.example/x.js' };
const VIOLATION = {
  type: 'csp-violation',
  age: 10,
  url: 'https://acme.example/',
  body: { effectiveDirective: 'img-src' },
};

let door: TestDoor;
beforeEach(async () => {
  door = await openTestDoor();
});
afterEach(() => door.close());

const post = (path: string, body: unknown, type = 'application/csp-report'): Promise<Reply> =>
  door.send(path, {
    body: typeof body === 'string' ? body : JSON.stringify(body),
    headers: { 'content-type': type, 'user-agent': 'Browser/1' },
  });
const payloads = (): unknown[] => door.items.map((item) => JSON.parse(Buffer.from(item.payload).toString()) as unknown);

describe('reports of a Content-Security-Policy', () => {
  test.each(['security', 'csp-report'])('one, as report-uri sends it, to /%s/', async (name) => {
    expect(await post(SECURITY.replace('security', name), { 'csp-report': REPORT })).toMatchObject({ status: 200 });
    expect(payloads()).toEqual([{ 'csp-report': REPORT }]);
    expect(door.items[0]).toMatchObject({
      type: 'raw_security',
      eventId: expect.stringMatching(/^[0-9a-f]{32}$/),
      userAgent: 'Browser/1',
      headers: { sentry_release: 'web@1', sentry_environment: 'prod' },
    });
  });

  test('a list, as the Reporting API sends it: each has an id of its own', async () => {
    const list = [VIOLATION, { type: 'deprecation', body: {} }, VIOLATION];
    expect(await post(SECURITY, list, 'application/reports+json')).toMatchObject({ status: 200 });
    expect(payloads()).toEqual(list);
    expect(new Set(door.items.map((item) => item.eventId)).size).toBe(3);
  });

  test('count towards the limit of their key', async () => {
    const path = SECURITY.replace(KEYS.good, KEYS.limited);
    for (let sent = 0; sent < 2; sent++) await post(path, { 'csp-report': REPORT });
    expect(await post(path, { 'csp-report': REPORT })).toMatchObject({ status: 429 });
    await door.close();
    expect(unitsOf(door)).toEqual({ 'handed over security': 2, 'rate_limited security key_quota': 1 });
  });

  test.each([
    ['Expect-CT', { 'expect-ct-report': { hostname: 'a.example' } }, 'unsupported_report'],
    ['HPKP', { hostname: 'a.example', 'known-pins': [] }, 'unsupported_report'],
    ['"deprecation"', [{ type: 'deprecation', body: {} }], 'unsupported_report'],
    ['expected {"csp-report"', '{', 'invalid_json'],
    ['expected {"csp-report"', [], 'invalid_json'],
    ['expected {"csp-report"', { 'csp-report': 7 }, 'invalid_json'],
  ])('%s: %j is refused in words and counted', async (words, body, reason) => {
    const { status, text } = await post(SECURITY, body);
    expect([status, (JSON.parse(text) as { causes: string[] }).causes[0]]).toEqual([
      400,
      expect.stringContaining(words),
    ]);
    await door.close();
    expect(unitsOf(door)).toEqual({ [`invalid security ${reason}`]: 1 });
  });
});

test('a minidump is refused in words and counted as one error', async () => {
  const { status, text } = await post(`/api/42/minidump/?sentry_key=${KEYS.good}`, 'MDMP', 'multipart/form-data; x');
  expect([status, text]).toEqual([400, expect.stringContaining('minidumps of native crashes are not supported')]);
  await door.close();
  expect(unitsOf(door)).toEqual({ 'invalid error unsupported_minidump': 1 });
});

test.each(['//api//42//envelope//', '/api/42/envelope', '/api/42//envelope', '//api/42/envelope/'])(
  '%s is the ingest of envelopes',
  async (path) => {
    const body = '{}\n{"type":"event"}\n{"message":"x"}\n';
    expect(await door.send(`${path}?sentry_key=${KEYS.good}`, { body })).toMatchObject({ status: 200 });
    expect(door.items).toHaveLength(1);
  },
);

describe('the user feedback dialog', () => {
  const ID = 'a'.repeat(32);
  const page = (dsn: string, id: string): string =>
    `/api/embed/error-page/?dsn=${encodeURIComponent(dsn)}&eventId=${id}&title=${encodeURIComponent('</script>"Oh"')}`;
  const PAGE = page(`https://${KEYS.good}@garrison.example/42`, ID);
  const form = (fields: Record<string, string>): string => new URLSearchParams(fields).toString();
  const REPORTED = { name: 'Ann', email: 'ann@acme.example', comments: 'The cart was empty' };

  test('is a script with the texts of the page', async () => {
    const { status, headers, text } = await door.send(PAGE);
    expect([status, headers['content-type']]).toEqual([200, 'text/javascript; charset=utf-8']);
    expect(text).toContain(JSON.stringify('</script>"Oh"'));
    expect(() => new Script(text)).not.toThrow();
  });

  test('hands its form over as a user report of the event', async () => {
    const reply = await door.send(PAGE, { body: form(REPORTED), headers: { origin: 'https://shop.example' } });
    expect(reply).toMatchObject({ status: 200, headers: { 'access-control-allow-origin': '*' } });
    expect(door.items[0]).toMatchObject({ type: 'user_report', eventId: ID, projectId: 42 });
    expect(payloads()).toEqual([{ event_id: ID, ...REPORTED }]);
  });

  test('says which fields are wrong', async () => {
    const reply = await door.send(PAGE, { body: form({ name: ' ', email: 'ann', comments: 'x'.repeat(4097) }) });
    expect([reply.status, JSON.parse(reply.text)]).toEqual([
      400,
      {
        errors: {
          name: ['This field is required.'],
          email: ['Enter a valid e-mail address.'],
          comments: ['At most 4096 characters are allowed.'],
        },
      },
    ]);
    expect(door.items).toEqual([]);
  });

  test.each([
    ['no DSN', page('nonsense', ID), 400, 'dsn'],
    ['no event', page(`https://${KEYS.good}@garrison.example/42`, 'x'), 400, 'eventId'],
    ['an unknown key', page(`https://${KEYS.unknown}@garrison.example/42`, ID), 403, 'nobody knows this key'],
    ['the key of another project', page(`https://${KEYS.other}@garrison.example/42`, ID), 403, 'another project'],
  ])('with %s is refused in words', async (_what, path, status, words) => {
    const reply = await door.send(path, { body: form(REPORTED) });
    expect([reply.status, reply.text]).toEqual([status, expect.stringContaining(words)]);
    expect(door.items).toEqual([]);
  });
});
