import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { edits, feedBounds, readChanges } from '../../store/index.ts';
import { NOW, addMember, startApi, storeEvent, type ApiHarness, type StoredEvent } from '../api-harness.ts';

const LIST = '/api/0/organizations/acme/issues/';
const HOUR_MS = 3_600_000;
let api: ApiHarness;
let round = 0;
let kept: string;
let taken: string;
let parent: number;
let child: number;

beforeAll(async () => {
  api = await startApi({ engine: true });
});
afterAll(() => api.close());

const ago = (hours: number) => NOW - hours * HOUR_MS;
const orders = (at: number, rest: StoredEvent = {}) => storeEvent(api, { hash: kept, at, title: 'Orders', ...rest });
const payments = (at: number, rest: StoredEvent = {}) => {
  const extra = { about: 'payments' };
  return storeEvent(api, { hash: taken, at, title: 'Payments', level: 'fatal', payload: { extra }, ...rest });
};
const get = async (path: string) => (await api.call('GET', path)).body;
const hashesPath = (query = '') => `${LIST}${parent}/hashes/${query}`;
const text = (isoText: string) => Date.parse(isoText);

/** Three events of one issue, two of another, merged into it. */
beforeEach(async () => {
  round++;
  kept = `a${round}`.padEnd(32, '0');
  taken = `b${round}`.padEnd(32, '0');
  ({ issueId: parent } = await orders(ago(5), { release: '1.0' }));
  await orders(ago(3), { release: '2.0' });
  await orders(ago(2));
  ({ issueId: child } = await payments(ago(6), { release: '0.9' }));
  await payments(ago(1), { release: '3.0' });
  await api.call('PUT', `${LIST}?id=${parent}&id=${child}`, { body: { merge: 1 } });
});

describe('the hashes of an issue', () => {
  it('come with their latest events, newest first; what no event carries is left out', async () => {
    await api.sqlite.db
      .insertInto('issue_hashes')
      .values({ project_id: 1, hash: 'f'.repeat(32), issue_id: parent, merged_from: null })
      .execute();
    const hashes = await get(hashesPath());
    expect(hashes).toMatchObject([
      { id: taken, latestEvent: { title: 'Payments', groupID: String(parent) } },
      { id: kept, latestEvent: { title: 'Orders' } },
    ]);
    expect(text(hashes[0].latestEvent.dateCreated)).toBe(ago(1));
    expect(await get(`/api/0/issues/${parent}/hashes/`)).toEqual(hashes);
  });
});

describe.each(['PUT', 'DELETE'] as const)('unmerging by %s', (method) => {
  it('makes an issue of the hashes, with its own counts, times, texts and events', async () => {
    const answer = await api.call(method, hashesPath(`?id=${taken.toUpperCase()}`));
    expect(answer.status).toBe(202);
    const created = await get(`${LIST}${answer.body.id}/`);
    expect(created).toMatchObject({
      shortId: answer.body.shortId,
      title: 'Payments',
      level: 'fatal',
      priority: 'high',
      status: 'unresolved',
      substatus: 'ongoing',
      count: '2',
      firstRelease: { version: '0.9' },
      lastRelease: { version: '3.0' },
      metadata: { extra: { about: 'payments' } },
    });
    expect([text(created.firstSeen), text(created.lastSeen)]).toEqual([ago(6), ago(1)]);
    expect(await get(`${LIST}${created.id}/events/`)).toHaveLength(2);
    const source = await get(`${LIST}${parent}/`);
    expect(source).toMatchObject({
      title: 'Orders',
      level: 'error',
      count: '3',
      firstRelease: { version: '1.0' },
      lastRelease: { version: '2.0' },
    });
    expect([text(source.firstSeen), text(source.lastSeen)]).toEqual([ago(5), ago(2)]);
    expect(await get(`${LIST}${parent}/events/`)).toHaveLength(3);
    expect(source.activity[0]).toMatchObject({
      type: 'unmerge_source',
      user: { email: 'owner@acme.test' },
      data: { fingerprints: [taken], destination_id: created.id },
    });
    expect(created.activity[0]).toMatchObject({ type: 'unmerge_destination', data: { source_id: String(parent) } });
    const counts = new Map<string, string>();
    for (const { id, count } of await get(LIST)) counts.set(id, count);
    expect([counts.get(created.id), counts.get(String(parent))]).toEqual(['2', '3']);
  });
});

describe('unmerging', () => {
  const take = (hash: string) => api.call('PUT', hashesPath(`?id=${hash}`));

  it('sends the next events of each hash where they belong', async () => {
    const { body } = await take(taken);
    expect((await payments(ago(0.5))).issueId).toBe(Number(body.id));
    expect((await orders(ago(0.5))).issueId).toBe(parent);
    expect(await get(`${LIST}${body.id}/`)).toMatchObject({ count: '3' });
  });

  it('leads the ids of what was merged in to the new issue, with the hashes that no event carries', async () => {
    const silent = `c${round}`.padEnd(32, '0');
    const others = `d${round}`.padEnd(32, '0');
    await api.sqlite.db
      .insertInto('issue_hashes')
      .values([
        { project_id: 1, hash: silent, issue_id: parent, merged_from: child },
        { project_id: 1, hash: others, issue_id: parent, merged_from: null },
      ])
      .execute();
    const { body } = await take(taken);
    expect(await get(`${LIST}${child}/`)).toMatchObject({ id: body.id });
    const rows = await api.sqlite.db.selectFrom('issue_hashes').select(['hash', 'issue_id', 'merged_from']).execute();
    const owners = new Map(rows.map((row) => [row.hash, [row.issue_id, row.merged_from]]));
    expect(owners.get(silent)).toEqual([Number(body.id), null]);
    expect(owners.get(others)).toEqual([parent, null]);
  });

  it('can be merged again, and taken apart again', async () => {
    const { body } = await take(taken);
    const again = await api.call('PUT', `${LIST}?id=${parent}&id=${body.id}`, { body: { merge: 1 } });
    expect(again.body.merge).toEqual({ parent: String(parent), children: [body.id] });
    expect(await get(`${LIST}${parent}/`)).toMatchObject({ count: '5' });
    expect((await take(taken)).status).toBe(202);
    expect(await get(`${LIST}${parent}/`)).toMatchObject({ count: '3' });
  });

  it('keeps what the stored events do not decide: an older first event, an event of the moment', async () => {
    await api.sqlite.db
      .updateTable('issues')
      .set({ first_seen_at: ago(99), last_seen_at: ago(0), title: 'Just now', times_seen: 50 })
      .where('id', '=', parent)
      .execute();
    await take(taken);
    const source = await get(`${LIST}${parent}/`);
    expect(source).toMatchObject({ title: 'Just now', count: '48' });
    expect([text(source.firstSeen), text(source.lastSeen)]).toEqual([ago(99), ago(0)]);
  });

  it('takes the user reports of its events along', async () => {
    const [event] = await get(`${LIST}${parent}/events/?query=level:fatal`);
    const report = { project_id: 1, name: 'Ann', email: '', comments: '', created_at: NOW, issue_id: parent };
    await api.sqlite.db
      .insertInto('user_reports')
      .values([
        { ...report, event_id: event.eventID },
        { ...report, event_id: 'e'.repeat(32) },
      ])
      .execute();
    await api.sqlite.db.updateTable('issues').set({ user_report_count: 2 }).where('id', '=', parent).execute();
    const { body } = await take(taken);
    expect(await get(`${LIST}${body.id}/user-reports/`)).toMatchObject([{ event: { eventID: event.eventID } }]);
    expect(await get(`${LIST}${body.id}/`)).toMatchObject({ userReportCount: 1 });
    expect(await get(`${LIST}${parent}/`)).toMatchObject({ userReportCount: 1 });
  });

  it('tells open pages, by the change feed', async () => {
    const { last } = await feedBounds(api.deps.db);
    let woken = 0;
    const nothing = () => undefined;
    const leave = api.deps.live.subscribe({ onWake: () => woken++, onCounted: nothing, onClose: nothing });
    const { body } = await take(taken);
    leave();
    expect(woken).toBe(1);
    expect(await readChanges(api.deps.db, { after: last, limit: 10 })).toMatchObject([
      { kind: 'unmerged', issueId: Number(body.id), projectId: 1, actor: { userId: 1 }, data: { from: parent } },
    ]);
  });

  it.each([
    ['', 'This field is required.'],
    ['?id=', 'not a hash of this issue'],
    ['?id=nonsense', 'nonsense is not a hash of this issue.'],
    [`?id=${'9'.repeat(32)}`, 'not a hash of this issue'],
  ])('refuses %j', async (query, message) => {
    for (const method of ['PUT', 'DELETE'] as const) {
      const answer = await api.call(method, hashesPath(query));
      expect(answer.status).toBe(400);
      expect(answer.body.id[0]).toContain(message);
    }
  });

  it('refuses to leave nothing, and to move what no event has', async () => {
    const silent = `c${round}`.padEnd(32, '0');
    await api.sqlite.db
      .insertInto('issue_hashes')
      .values({ project_id: 1, hash: silent, issue_id: parent, merged_from: null })
      .execute();
    expect((await take(`${kept}&id=${taken}`)).body.id[0]).toContain('All events would leave');
    expect((await take(silent)).body.id[0]).toContain('No stored event');
    expect(await get(`${LIST}${parent}/`)).toMatchObject({ count: '5' });
  });

  it('changes nothing when the hashes moved in the meantime', async () => {
    const source = await api.sqlite.db
      .selectFrom('issues')
      .selectAll()
      .where('id', '=', parent)
      .executeTakeFirstOrThrow();
    const { id: _id, ...side } = source;
    const request = { source, hashes: [taken, '9'.repeat(32)], leaving: side, staying: side, reported: [] };
    expect(await edits.unmergeIssue(api.deps.db, request, { userId: null, now: NOW })).toBeUndefined();
    expect(await get(hashesPath())).toHaveLength(2);
  });

  it('works on an issue of ten thousand hashes, as everything else does', async () => {
    const many = Array.from({ length: 10_000 }, (_, at) =>
      (at + 1).toString(16).padStart(6, '0').padEnd(32, `${round}e`),
    );
    for (let at = 0; at < many.length; at += 1000) {
      const rows = many
        .slice(at, at + 1000)
        .map((hash) => ({ project_id: 1, hash, issue_id: parent, merged_from: 77 }));
      await api.sqlite.db.insertInto('issue_hashes').values(rows).execute();
    }
    expect(await get(hashesPath())).toHaveLength(2);
    expect(await get(`${LIST}${parent}/`)).toMatchObject({ count: '5' });
    expect(await get(`${LIST}${parent}/events/`)).toHaveLength(5);
    expect(await get(LIST)).toContainEqual(expect.objectContaining({ id: String(parent), count: '5' }));
    expect((await take(taken)).status).toBe(202);
    expect(await get(`${LIST}${parent}/events/`)).toHaveLength(3);
  });

  it('is for those who may change issues', async () => {
    const reader = await addMember(api, { email: `r${round}@acme.test`, role: 'member', scopes: ['event:read'] });
    for (const method of ['PUT', 'DELETE'] as const) {
      expect((await api.call(method, hashesPath(`?id=${taken}`), { token: reader.token })).status).toBe(403);
    }
  });
});
