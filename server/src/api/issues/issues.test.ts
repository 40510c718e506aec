import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { NOW, addMember, startApi, storeEvent, type ApiHarness } from '../api-harness.ts';

const HOUR_MS = 3_600_000;
const LIST = '/api/0/organizations/acme/issues/';
let api: ApiHarness;
let alpha: number;
let beta: number;
let gamma: number;

beforeAll(async () => {
  api = await startApi({ engine: true });
  const tags = [
    ['region', 'eu'],
    ['service', 'api'],
  ] as const;
  ({ issueId: alpha } = await storeEvent(api, {
    hash: 'a1'.repeat(16),
    release: '1.0',
    user: 'id:1',
    tags,
    at: NOW - 5 * HOUR_MS,
  }));
  await storeEvent(api, {
    hash: 'a1'.repeat(16),
    release: '2.0',
    environment: 'staging',
    user: 'id:2',
    at: NOW - HOUR_MS,
  });
  await storeEvent(api, { hash: 'a1'.repeat(16), release: '2.0', user: 'id:3', at: NOW - HOUR_MS / 2 });
  ({ issueId: beta } = await storeEvent(api, {
    hash: 'b2'.repeat(16),
    title: 'RangeError: 100% of "it" is_odd',
    level: 'warning',
    release: '1.0',
    tags: [['region', 'us']],
    user: 'id:1',
    at: NOW - 2 * HOUR_MS,
  }));
  ({ issueId: gamma } = await storeEvent(api, {
    project: 'payment-api',
    hash: 'a1'.repeat(16),
    title: 'Payment refused',
    at: NOW - 3 * HOUR_MS,
  }));
});
afterAll(() => api.close());

async function found(query: string, rest = ''): Promise<number[]> {
  const answer = await api.call('GET', `${LIST}?query=${encodeURIComponent(query)}${rest}`);
  expect(answer).toMatchObject({ status: 200 });
  return answer.body.map((issue: { id: string }) => Number(issue.id));
}

describe('the issue list', () => {
  it('shows counts, users and bars of the period, newest first', async () => {
    const answer = await api.call('GET', LIST);
    expect(answer.body.map((issue: { shortId: string }) => issue.shortId)).toEqual([
      'API-GATEWAY-1',
      'API-GATEWAY-2',
      'PAYMENT-API-1',
    ]);
    const [first, , last] = answer.body;
    expect(first).toMatchObject({ count: '3', userCount: 3, level: 'error', status: 'unresolved', substatus: 'new' });
    expect(first.permalink).toBe(`http://sentry.test/organizations/acme/issues/${alpha}/`);
    expect(first.stats['24h'].reduce((sum: number, [, count]: [number, number]) => sum + count, 0)).toBe(3);
    // The same hash in another project is another issue.
    expect(last).toMatchObject({ count: '1', project: { slug: 'payment-api' } });
    expect(answer.headers['x-hits']).toBe('3');
    expect(answer.headers['link']).toContain('rel="next"; results="false"; cursor="');
  });

  it('counts what the chosen environment and period hold', async () => {
    const answer = await api.call('GET', `${LIST}?environment=staging&statsPeriod=2h&groupStatsPeriod=auto`);
    expect(answer.body).toHaveLength(1);
    expect(answer.body[0]).toMatchObject({ id: String(alpha), count: '1', userCount: 1, lifetime: { count: '3' } });
    expect(answer.body[0].stats.auto.length).toBeGreaterThan(10);
  });

  it.each([
    ['is:unresolved level:warning', () => [beta]],
    ['!level:warning', () => [alpha, gamma]],
    ['level:[warning, error]', () => [alpha, beta, gamma]],
    ['release:1.0', () => [alpha, beta]],
    ['release:1.0 region:us', () => [beta]],
    // One event must have both.
    ['release:2.0 region:eu', () => []],
    ['release:1.0 region:eu', () => [alpha]],
    ['release:2.0 OR region:us', () => [alpha, beta]],
    ['(release:2.0 OR region:us) level:warning', () => [beta]],
    ['region:e*', () => [alpha]],
    ['has:region', () => [alpha, beta]],
    ['!has:region', () => [alpha, gamma]],
    ['refused', () => [gamma]],
    ['"100% of"', () => [beta]],
    ['title:Range*', () => [beta]],
    ['timesSeen:>1', () => [alpha]],
    ['firstSeen:-4h', () => [beta, gamma]],
    ['age:+4h', () => [alpha]],
    ['lastSeen:>=2026-11-20', () => [alpha, beta, gamma]],
    ['assigned:none', () => [alpha, beta, gamma]],
    ['is:unassigned project:payment-api', () => [gamma]],
    ['issue:API-GATEWAY-2', () => [beta]],
    ['user.id:3', () => [alpha]],
    ['firstRelease:1.0', () => [alpha, beta]],
    ['release:latest', () => [alpha]],
    ['release:latest project:payment-api', () => []],
    ['is:resolved', () => []],
    ['region:"eu\' OR 1=1"', () => []],
  ])('finds %s', async (query, expected) => {
    expect(new Set(await found(query))).toEqual(new Set(expected()));
  });

  it('sorts by first seen, count and users', async () => {
    expect(await found('', '&sort=new')).toEqual([beta, gamma, alpha]);
    expect((await found('', '&sort=freq'))[0]).toBe(alpha);
    expect((await found('', '&sort=user')).slice(0, 2)).toEqual([alpha, beta]);
  });

  it.each(['cursor=x', 'cursor=0:y:0', 'cursor=0:1', 'cursor=0:1:2', 'sort=trends', 'sort=banana'])(
    'refuses %s',
    async (parameter) => {
      expect(await api.call('GET', `${LIST}?${parameter}`)).toMatchObject({ status: 400 });
    },
  );

  it('leads through pages by Link', async () => {
    const first = await api.call('GET', `${LIST}?limit=2`);
    expect(first.body).toHaveLength(2);
    const next = /<([^>]+)>; rel="next"; results="true"/.exec(String(first.headers['link']))?.[1] ?? '';
    const second = await api.call('GET', next.replace('http://sentry.test', ''));
    expect(second.body.map((issue: { id: string }) => issue.id)).toEqual([String(gamma)]);
    expect(second.headers['link']).toContain('rel="previous"; results="true"');
  });

  it.each([
    ['is:unresolvd', 0, 'unresolved'],
    ['level:error (a', 12, null],
    ['level:', 6, null],
    ['firstSeen:yesterday', 0, null],
    ['message:x"y', 9, null],
    ['is:[resolved, unresolved]', 3, null],
    ['error.unhandled:maybe', 16, null],
    ['timesSeen:many', 0, null],
    ['error.handled:maybe', 14, null],
    ['timestamp:yesterday', 10, null],
    ['trace:nonsense', 6, null],
    ['stack.lineno:5', 0, null],
    ['count():>5', 0, null],
    ['level:[a,', 9, null],
  ])('says where %s is wrong', async (query, position, nearest) => {
    const answer = await api.call('GET', `${LIST}?query=${encodeURIComponent(query)}`);
    expect(answer.status).toBe(400);
    expect(answer.body).toMatchObject({ detail: expect.any(String), position, nearest });
  });
});

describe('an issue', () => {
  it('is found by id, short id and without its organisation', async () => {
    for (const path of [`${LIST}${alpha}/`, `${LIST}API-GATEWAY-1/`, `/api/0/issues/${alpha}/`]) {
      const answer = await api.call('GET', path);
      expect(answer.body).toMatchObject({
        id: String(alpha),
        count: '3',
        userCount: 3,
        firstRelease: { version: '1.0' },
      });
      expect(answer.body.activity.at(-1)).toMatchObject({ type: 'first_seen' });
    }
    const short = await api.call('GET', '/api/0/organizations/acme/shortids/api-gateway-1/');
    expect(short.body).toMatchObject({
      groupId: String(alpha),
      projectSlug: 'api-gateway',
      group: { id: String(alpha) },
    });
  });

  it('shows its events, the latest and the oldest, and the way between them', async () => {
    const list = await api.call('GET', `${LIST}${alpha}/events/`);
    expect(list.body).toHaveLength(3);
    const latest = await api.call('GET', `${LIST}${alpha}/events/latest/`);
    expect(latest.body).toMatchObject({
      eventID: list.body[0].eventID,
      groupID: String(alpha),
      nextEventID: null,
      previousEventID: list.body[1].eventID,
      release: { version: '2.0' },
      user: { id: '7', email: 'ann@example.com' },
      context: { order: 7 },
    });
    expect(latest.body.entries.map((entry: { type: string }) => entry.type)).toEqual([
      'exception',
      'breadcrumbs',
      'request',
    ]);
    const frame = latest.body.entries[0].data.values[0].stacktrace.frames[1];
    expect(frame.context).toEqual([
      [10, 'a'],
      [11, 'b'],
      [12, 'x()'],
      [13, 'c'],
    ]);
    expect(frame).toMatchObject({ inApp: true, lineNo: 12, colNo: 3 });
    const oldest = await api.call('GET', `${LIST}${alpha}/events/oldest/`);
    expect(oldest.body).toMatchObject({ eventID: list.body[2].eventID, nextEventID: list.body[1].eventID });
    const byId = await api.call('GET', `/api/0/projects/acme/api-gateway/events/${list.body[1].eventID}/`);
    expect(byId.body).toMatchObject({ groupID: String(alpha), previousEventID: list.body[2].eventID });
    const lookup = await api.call('GET', `/api/0/organizations/acme/eventids/${list.body[1].eventID}/`);
    expect(lookup.body).toMatchObject({ groupId: String(alpha), projectSlug: 'api-gateway' });
  });

  it('narrows its events by search and shows them in full', async () => {
    const answer = await api.call('GET', `${LIST}${alpha}/events/?query=region%3Aeu&full=1`);
    expect(answer.body).toHaveLength(1);
    expect(answer.body[0].entries[0].type).toBe('exception');
  });

  it('distributes its tags', async () => {
    const tags = await api.call('GET', `${LIST}${alpha}/tags/`);
    const release = tags.body.find((tag: { key: string }) => tag.key === 'release');
    expect(release).toMatchObject({ totalValues: 3, uniqueValues: 2 });
    expect(release.topValues[0]).toMatchObject({ value: '2.0', count: 2 });
    const one = await api.call('GET', `${LIST}${alpha}/tags/region/`);
    expect(one.body).toMatchObject({ key: 'region', name: 'Region', topValues: [{ value: 'eu', count: 1 }] });
    const values = await api.call('GET', `${LIST}${alpha}/tags/environment/values/?sort=count`);
    expect(values.body.map((row: { value: string }) => row.value)).toEqual(['production', 'staging']);
    expect((await api.call('GET', `${LIST}${alpha}/tags/nothing/`)).status).toBe(404);
  });

  it('counts over time', async () => {
    const stats = await api.call(
      'GET',
      '/api/0/organizations/acme/events-stats/?statsPeriod=24h&interval=1h&query=release%3A2.0',
    );
    expect(
      stats.body.data.reduce((sum: number, [, [{ count }]]: [number, [{ count: number }]]) => sum + count, 0),
    ).toBe(2);
    const own = await api.call('GET', `${LIST}${alpha}/stats/?stat=24h`);
    expect(own.body.reduce((sum: number, [, count]: [number, number]) => sum + count, 0)).toBe(3);
  });
});

describe('changing issues', () => {
  it('resolves, assigns and archives, and writes it down', async () => {
    const { userId } = await addMember(api, { email: 'dev@acme.test', role: 'member' });
    const resolved = await api.call('PUT', `${LIST}${beta}/`, {
      body: { status: 'resolved', statusDetails: { inNextRelease: true } },
    });
    expect(resolved.body).toMatchObject({
      status: 'resolved',
      statusDetails: { inNextRelease: true },
      substatus: null,
    });
    const assigned = await api.call('PUT', `${LIST}${beta}/`, { body: { assignedTo: `user:${userId}` } });
    expect(assigned.body.assignedTo).toMatchObject({ type: 'user', email: 'dev@acme.test' });
    expect(await found('assigned:dev@acme.test')).toEqual([beta]);
    const team = await api.call('PUT', `${LIST}${beta}/`, { body: { assignedTo: '#payments' } });
    expect(team.body.assignedTo).toMatchObject({ type: 'team', name: 'payments' });
    const archived = await api.call('PUT', `${LIST}${beta}/`, {
      body: { status: 'ignored', statusDetails: { ignoreDuration: 60 } },
    });
    expect(archived.body).toMatchObject({
      status: 'ignored',
      substatus: 'archived_until_condition_met',
      statusDetails: { ignoreUntil: new Date(NOW + HOUR_MS).toISOString() },
    });
    expect(archived.body.activity.map((line: { type: string }) => line.type)).toEqual([
      'set_ignored',
      'assigned',
      'assigned',
      'set_resolved_in_release',
      'first_seen',
    ]);
    const wrong = await api.call('PUT', `${LIST}${beta}/`, { body: { assignedTo: 'nobody@acme.test' } });
    expect(wrong).toMatchObject({ status: 400, body: { assignedTo: ['There is no such member.'] } });
    await api.call('PUT', `${LIST}${beta}/`, { body: { status: 'unresolved', assignedTo: '' } });
    expect(await found('is:unresolved is:unassigned level:warning')).toEqual([beta]);
  });

  it('comes back when an event arrives after it was resolved', async () => {
    await api.call('PUT', `${LIST}?id=${beta}`, { body: { status: 'resolved' } });
    api.now = NOW + HOUR_MS;
    await storeEvent(api, {
      hash: 'b2'.repeat(16),
      level: 'warning',
      title: 'RangeError: 100% of "it" is_odd',
      at: NOW + 1000,
    });
    const answer = await api.call('GET', `${LIST}${beta}/`);
    expect(answer.body).toMatchObject({ status: 'unresolved', substatus: 'regressed', count: '2' });
    expect(answer.body.activity[0].type).toBe('set_regression');
    api.now = NOW;
  });

  it('keeps notes, which only their writer changes', async () => {
    const note = await api.call('POST', `${LIST}${alpha}/notes/`, { body: { text: 'looking' } });
    expect(note).toMatchObject({
      status: 201,
      body: { type: 'note', data: { text: 'looking' }, user: { email: 'owner@acme.test' } },
    });
    const other = await addMember(api, { email: 'other@acme.test', role: 'owner' });
    const path = `${LIST}${alpha}/notes/${note.body.id}/`;
    expect((await api.call('PUT', path, { body: { text: 'x' }, token: other.token })).status).toBe(403);
    expect((await api.call('PUT', path, { body: { text: 'done' } })).body.data.text).toBe('done');
    expect((await api.call('GET', `${LIST}${alpha}/`)).body.numComments).toBe(1);
    expect((await api.call('DELETE', path)).status).toBe(204);
    expect((await api.call('GET', `${LIST}${alpha}/notes/`)).body).toEqual([]);
  });

  it('remembers who has seen and bookmarked it', async () => {
    await api.call('PUT', `${LIST}?id=${alpha}&id=${beta}`, { body: { hasSeen: true, isBookmarked: true } });
    const answer = await api.call('GET', `${LIST}${alpha}/`);
    expect(answer.body).toMatchObject({ hasSeen: true, isBookmarked: true, seenBy: [{ email: 'owner@acme.test' }] });
    expect(new Set(await found('bookmarks:me'))).toEqual(new Set([alpha, beta]));
  });

  it('merges: one issue, all events, old names lead to it', async () => {
    const mixed = await api.call('PUT', `${LIST}?id=${alpha}&id=${gamma}`, { body: { merge: 1 } });
    expect(mixed.status).toBe(400);
    const merged = await api.call('PUT', `${LIST}?id=${beta}&id=${alpha}`, { body: { merge: 1 } });
    expect(merged.body.merge).toEqual({ parent: String(alpha), children: [String(beta)] });
    const answer = await api.call('GET', `${LIST}API-GATEWAY-2/`);
    expect(answer.body).toMatchObject({ id: String(alpha), count: '5', shortId: 'API-GATEWAY-1' });
    expect((await api.call('GET', `${LIST}${beta}/events/`)).body).toHaveLength(5);
    const listed = await api.call('GET', LIST);
    expect(listed.body.find((issue: { id: string }) => issue.id === String(alpha)).count).toBe('4');
  });

  it('deletes issues with their events, and discards what comes after', async () => {
    expect((await api.call('DELETE', `${LIST}${gamma}/`)).status).toBe(202);
    expect((await api.call('GET', `${LIST}${gamma}/`)).status).toBe(404);
    expect((await api.call('GET', '/api/0/projects/acme/payment-api/events/')).body).toEqual([]);
    expect((await api.call('DELETE', LIST)).status).toBe(400);
    expect((await api.call('PUT', `${LIST}${alpha}/`, { body: { discard: true } })).status).toBe(202);
    expect(await found('')).toEqual([]);
    const hashes = await api.sqlite.db.selectFrom('issue_hashes').select(['state', 'issue_id']).execute();
    expect(hashes.map(({ state, issue_id }) => [state, issue_id])).toEqual([
      ['discarded', null],
      ['discarded', null],
    ]);
  });
});
