import { type GarrisonServer, startGarrisonServer } from '@garrison/testkit';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { entryOf, readBack, readEvent } from './read-back.ts';
import { sendEvent } from './send-event.ts';

/** A wiring test per setting: set through the API, send over HTTP, see the effect. */
let server: GarrisonServer;
let organization: string;
beforeAll(async () => {
  server = await startGarrisonServer();
  organization = await server.organization();
});
afterAll(() => server.stop());

async function write(method: string, path: string, body: object): Promise<unknown> {
  const response = await server.api(path, { method, body: JSON.stringify(body) });
  const text = await response.text();
  if (!response.ok) throw new Error(`${method} ${path}: ${response.status} ${text}`);
  return text === '' ? undefined : JSON.parse(text);
}

/** A project with these options, and its DSN. */
async function projectWith(slug: string, options: object): Promise<string> {
  const dsn = await server.dsn(slug);
  await write('PUT', `/api/0/projects/${organization}/${slug}/`, options);
  return dsn;
}

const secretive = {
  message: 'card 4111 1111 1111 1111 was refused',
  extra: { password: 'hunter2', loyalty: 'gold-77', note: 'from 203.0.113.9' },
  user: { id: '1', ip_address: '203.0.113.9' },
};

async function shown(slug: string, event: object): Promise<string> {
  const { id } = await sendEvent(await server.dsn(slug), event as Record<string, unknown>);
  return JSON.stringify(await readEvent(server, slug, id));
}

describe('settings of a project', () => {
  it('scrub by default', async () => {
    const text = await shown('scrub-default', secretive);
    expect(text).not.toMatch(/hunter2|4111/);
    expect(text).toContain('gold-77');
  });

  it('dataScrubber: off leaves everything', async () => {
    await projectWith('scrub-off', { dataScrubber: false });
    expect(await shown('scrub-off', secretive)).toContain('hunter2');
  });

  it('dataScrubberDefaults: off leaves what only the built-in rules know', async () => {
    await projectWith('scrub-own', { dataScrubberDefaults: false, sensitiveFields: ['loyalty'] });
    const text = await shown('scrub-own', secretive);
    expect(text).toContain('hunter2');
    expect(text).not.toContain('gold-77');
  });

  it('relayPiiConfig: advanced rules', async () => {
    const relayPiiConfig = JSON.stringify({
      rules: { gold: { type: 'pattern', pattern: 'gold-\\d+', redaction: { method: 'mask' } } },
      applications: { '$string && !extra.note': ['gold', '@ip'] },
    });
    await projectWith('scrub-advanced', { relayPiiConfig });
    const text = await shown('scrub-advanced', secretive);
    expect(text).not.toContain('gold-77');
    expect(text).toContain('"loyalty":"*******"');
    expect(text).toContain('from 203.0.113.9');
    const [, errors] = await Promise.all([
      write('PUT', `/api/0/projects/${organization}/scrub-advanced/`, { relayPiiConfig: null }),
      server.api(`/api/0/projects/${organization}/scrub-advanced/`, {
        method: 'PUT',
        body: JSON.stringify({ relayPiiConfig: '{"rules": {"a": {"type": "x"}}}' }),
      }),
    ]);
    expect(await errors.json()).toEqual({ relayPiiConfig: [expect.stringContaining('Line 1, column 26')] });
  });

  it('sensitiveFields and safeFields', async () => {
    await projectWith('scrub-fields', { sensitiveFields: ['loyalty'], safeFields: ['password'] });
    const text = await shown('scrub-fields', secretive);
    expect(text).toContain('hunter2');
    expect(text).not.toContain('gold-77');
  });

  it('scrubIPAddresses', async () => {
    await projectWith('scrub-ip', { scrubIPAddresses: true });
    expect(await shown('scrub-ip', secretive)).not.toContain('203.0.113.9');
  });

  it('fingerprintingRules group as they say', async () => {
    const dsn = await projectWith('rules-fingerprint', { fingerprintingRules: 'message:"order * failed" -> orders' });
    const sent = [
      await sendEvent(dsn, { message: 'order alpha failed' }),
      await sendEvent(dsn, { message: 'order beta failed' }),
    ];
    const [first, second] = await Promise.all(sent.map(({ id }) => readEvent(server, 'rules-fingerprint', id)));
    expect(first?.groupID).toBe(second?.groupID);
  });

  it('groupingEnhancements decide what is in-app', async () => {
    const dsn = await projectWith('rules-stack', { groupingEnhancements: 'path:**/legacy/** -app' });
    const frames = [
      { filename: '/srv/legacy/a.js', function: 'old', in_app: true },
      { filename: '/srv/app/b.js', function: 'fresh', in_app: true },
    ];
    const { id } = await sendEvent(dsn, {
      exception: { values: [{ type: 'Error', value: 'x', stacktrace: { frames } }] },
    });
    const event = await readEvent(server, 'rules-stack', id);
    const { values } = entryOf<{ values: { stacktrace: { frames: { function: string; inApp: boolean }[] } }[] }>(
      event,
      'exception',
    );
    expect(values[0]?.stacktrace.frames.map((frame) => [frame.function, frame.inApp])).toEqual([
      ['old', false],
      ['fresh', true],
    ]);
  });

  it('groupingConfig chooses the version', async () => {
    const dsn = await projectWith('rules-version', { groupingConfig: 'newstyle:2023-01-11' });
    const { id } = await sendEvent(dsn, { message: 'hello' });
    await readEvent(server, 'rules-version', id);
    const info = await readBack<object>(
      server,
      `/api/0/projects/${organization}/rules-version/events/${id}/grouping-info/`,
    );
    expect(JSON.stringify(info)).toContain('newstyle:2023-01-11');
  });

  it('rules that cannot be read are refused with their place', async () => {
    await server.dsn('rules-bad');
    const response = await server.api(`/api/0/projects/${organization}/rules-bad/`, {
      method: 'PUT',
      body: JSON.stringify({ fingerprintingRules: 'message: ->' }),
    });
    expect(response.status).toBe(400);
    expect(await response.text()).toMatch(/[Ll]ine 1/);
  });
});

describe('settings of a key', () => {
  it('isActive: off is answered 403 and counted', async () => {
    const dsn = await server.dsn('key-off');
    const [key] = (await (await server.api(`/api/0/projects/${organization}/key-off/keys/`)).json()) as {
      id: string;
    }[];
    await write('PUT', `/api/0/projects/${organization}/key-off/keys/${key?.id}/`, { isActive: false });
    expect((await sendEvent(dsn, { message: 'x' })).response.status).toBe(403);
    const path = `/api/0/organizations/${organization}/stats_v2/?field=sum(quantity)&groupBy=reason&statsPeriod=1d&interval=1h`;
    const stats = await readBack<{ groups: { by: { reason: string } }[] }>(server, path, (answer) =>
      answer.groups.some((group) => group.by.reason === 'key_disabled'),
    );
    expect(stats.groups.length).toBeGreaterThan(0);
  });

  it('rateLimit: the event over it is answered 429 with the limit, other items go through', async () => {
    const dsn = await server.dsn('key-limit');
    const [key] = (await (await server.api(`/api/0/projects/${organization}/key-limit/keys/`)).json()) as {
      id: string;
    }[];
    await write('PUT', `/api/0/projects/${organization}/key-limit/keys/${key?.id}/`, {
      rateLimit: { window: 3600, count: 1 },
    });
    expect((await sendEvent(dsn, { message: 'one' })).response.status).toBe(200);
    const { response } = await sendEvent(dsn, { message: 'two' });
    expect(response.status).toBe(429);
    expect(response.headers.get('x-sentry-rate-limits')).toMatch(/^\d+:[a-z;]*error[a-z;]*:key/);
  });
});
