import type { IssueId } from '@garrison/protocol';
import type { Kysely } from 'kysely';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Database, Issue } from './database.ts';
import { changing } from './edits/versions.ts';
import type { StatusDetails } from './issue-life.ts';
import type { AppliedBatch, DeadLetterRow, IssueSighting, IssueWriter, RelationalBatch } from './issue-writer.ts';
import type { AttachmentRow } from './sqlite/batch-changes/attachments.ts';
import type { UserReportRow } from './sqlite/batch-changes/user-reports.ts';
import { MINUTE_MS } from '../../durations.ts';

export interface IssuesUnderTest {
  readonly writer: IssueWriter;
  /** Another connection to the same, migrated and empty database. */
  readonly db: Kysely<Database>;
  /** The writer of the next process. */
  reopen(): Promise<IssueWriter>;
  /** What the writer's clock says. */
  setNow(now: number): void;
  close(): Promise<void>;
}

const NOW = Date.UTC(2026, 10, 18, 12);

export function hash(number: number): string {
  return number.toString(16).padStart(32, '0');
}

export function sighting(overrides: Partial<IssueSighting> = {}): IssueSighting {
  return {
    organizationId: 1,
    projectId: 1,
    hashes: [hash(1)],
    secondaryHashes: [],
    receivedAt: NOW,
    eventId: '9fac2ceed9344f2bbfdd1fdacb0ed9b1',
    timestamp: NOW,
    title: 'TypeError: x is not a function',
    culprit: 'handler in routes/users.js',
    type: 'error',
    metadata: { type: 'TypeError', value: 'x is not a function' },
    level: 'error',
    platform: 'node',
    logger: null,
    release: 'api@1.0.0',
    environment: 'production',
    isUnhandled: true,
    user: '',
    ...overrides,
  };
}

let offset = 0;
export interface BatchParts {
  readonly leftOut?: readonly number[];
  readonly userReports?: readonly UserReportRow[];
  readonly attachments?: readonly AttachmentRow[];
  readonly deadLetters?: readonly DeadLetterRow[];
}

/** A batch whose first records are these sightings; dead letters follow from position 100 on. */
export function batchOf(sightings: readonly IssueSighting[], parts: BatchParts = {}): RelationalBatch {
  const from = `1:${offset}`;
  offset += 100;
  const { leftOut = [], userReports = [], attachments = [], deadLetters = [] } = parts;
  return {
    from,
    to: `1:${offset}`,
    leftOut,
    sightings: sightings.map((seen, position) => ({ position, sighting: seen })),
    relational: [
      ...userReports.map((row) => ({ kind: 'user_report', row }) as const),
      ...attachments.map((row) => ({ kind: 'attachment', row }) as const),
    ].map((change, index) => ({ position: 50 + index, change })),
    deadLetters: deadLetters.map((row, index) => ({ position: 100 + index, row })),
  };
}

/** What every issue writer does, over SQLite or PostgreSQL. */
export function describeIssueWriter(name: string, create: () => Promise<IssuesUnderTest>): void {
  describe(`${name}`, () => {
    let issues: IssuesUnderTest;
    let writer: IssueWriter;
    let db: Kysely<Database>;
    beforeEach(async () => {
      issues = await create();
      ({ writer, db } = issues);
      issues.setNow(NOW);
      await db.insertInto('organizations').values({ slug: 'acme', name: 'Acme', created_at: 0 }).execute();
      for (const slug of ['api-gateway', 'billing']) {
        await db.insertInto('projects').values({ organization_id: 1, slug, name: slug, created_at: 0 }).execute();
      }
    });
    afterEach(async () => await issues.close());

    const see = (...sightings: IssueSighting[]): Promise<AppliedBatch> => writer.apply(0, batchOf(sightings));
    const all = async (): Promise<Issue[]> => await db.selectFrom('issues').selectAll().orderBy('id').execute();
    const only = async (): Promise<Issue> => await db.selectFrom('issues').selectAll().executeTakeFirstOrThrow();
    const hashesOf = async (issueId: IssueId): Promise<string[]> => {
      const rows = await db
        .selectFrom('issue_hashes')
        .select('hash')
        .where('issue_id', '=', issueId)
        .orderBy('hash')
        .execute();
      return rows.map((row) => row.hash);
    };
    const activity = async (): Promise<{ type: string; data: unknown }[]> => {
      const rows = await db.selectFrom('issue_activity').select(['type', 'data']).orderBy('id').execute();
      return rows.map(({ type, data }) => ({ type, data: JSON.parse(data) as unknown }));
    };
    const set = async (change: Partial<Issue>, details: StatusDetails = {}): Promise<void> => {
      await db
        .updateTable('issues')
        .set({ ...change, status_details: JSON.stringify(details) })
        .execute();
    };

    describe('a first event', () => {
      it('makes an issue, with everything that is known of it', async () => {
        const { issues: changes, decisions } = await see(sighting({ hashes: [hash(1), hash(2)] }));
        expect(decisions).toMatchObject({ discarded: [], hashes: new Map([[0, hash(1)]]) });
        expect(changes).toEqual([
          { kind: 'new', issueId: 1, projectId: 1, organizationId: 1, lastSeen: NOW, timesSeen: 1 },
        ]);
        expect(await only()).toMatchObject({
          short_id: 1,
          title: 'TypeError: x is not a function',
          culprit: 'handler in routes/users.js',
          metadata: '{"type":"TypeError","value":"x is not a function"}',
          level: 'error',
          platform: 'node',
          status: 'unresolved',
          substatus: 'new',
          priority: 'high',
          is_unhandled: 1,
          times_seen: 1,
          first_seen_at: NOW,
          last_seen_at: NOW,
          first_release: 'api@1.0.0',
          last_release: 'api@1.0.0',
          resolved_at: null,
        });
        expect(await hashesOf(1)).toEqual([hash(1), hash(2)]);
        expect(await activity()).toEqual([{ type: 'first_seen', data: {} }]);
        expect(await db.selectFrom('releases').select(['organization_id', 'version', 'created_at']).execute()).toEqual([
          { organization_id: 1, version: 'api@1.0.0', created_at: NOW },
        ]);
        const times = { release_id: 1, project_id: 1, first_seen_at: NOW, last_seen_at: NOW };
        expect(await db.selectFrom('release_projects').selectAll().execute()).toEqual([times]);
        expect(await db.selectFrom('release_environments').selectAll().execute()).toEqual([
          { ...times, environment: 'production' },
        ]);
        expect(await db.selectFrom('environments').select(['project_id', 'name']).execute()).toEqual([
          { project_id: 1, name: 'production' },
        ]);
        const projects = await db.selectFrom('projects').select('first_event_at').orderBy('id').execute();
        expect(projects).toEqual([{ first_event_at: NOW }, { first_event_at: null }]);
      });

      it('knows one release in several projects and environments, each with its own times', async () => {
        await see(sighting(), sighting({ projectId: 2, timestamp: NOW + 5 }), sighting({ environment: 'staging' }));
        await see(sighting({ projectId: 2, timestamp: NOW - 5, hashes: [hash(3)] }));
        const releases = await db.selectFrom('releases').select(['id', 'version', 'created_at']).execute();
        expect(releases).toEqual([{ id: 1, version: 'api@1.0.0', created_at: NOW - 5 }]);
        expect(await db.selectFrom('release_projects').selectAll().orderBy('project_id').execute()).toEqual([
          { release_id: 1, project_id: 1, first_seen_at: NOW, last_seen_at: NOW },
          { release_id: 1, project_id: 2, first_seen_at: NOW - 5, last_seen_at: NOW + 5 },
        ]);
        const places = await db
          .selectFrom('release_environments')
          .select(['project_id', 'environment'])
          .orderBy('project_id')
          .orderBy('environment')
          .execute();
        expect(places).toEqual([
          { project_id: 1, environment: 'production' },
          { project_id: 1, environment: 'staging' },
          { project_id: 2, environment: 'production' },
        ]);
      });

      it('numbers the issues of each project for itself', async () => {
        await see(sighting(), sighting({ hashes: [hash(2)] }), sighting({ projectId: 2 }));
        await see(sighting({ hashes: [hash(3)] }));
        const numbers = (await all()).map((issue) => `${issue.project_id}-${issue.short_id}`);
        expect(numbers).toEqual(['1-1', '1-2', '2-1', '1-3']);
      });
    });

    describe('more events', () => {
      it('count, and the latest gives the texts', async () => {
        await see(sighting());
        const { issues: changes } = await see(
          sighting({ timestamp: NOW + 2, title: 'latest', level: 'warning', release: '', isUnhandled: false }),
          sighting({ timestamp: NOW + 1, title: 'between', release: 'api@1.1.0' }),
          sighting({ timestamp: NOW - 5, title: 'earliest', release: 'api@0.9.0' }),
        );
        expect(changes).toEqual([
          { kind: 'seen', issueId: 1, projectId: 1, organizationId: 1, lastSeen: NOW + 2, timesSeen: 4 },
        ]);
        expect(await only()).toMatchObject({
          title: 'latest',
          level: 'warning',
          is_unhandled: 0,
          times_seen: 4,
          first_seen_at: NOW - 5,
          last_seen_at: NOW + 2,
          first_release: 'api@1.0.0',
          last_release: 'api@1.1.0',
        });
        await see(sighting({ timestamp: NOW - 10, title: 'late arrival' }));
        expect(await only()).toMatchObject({ title: 'latest', times_seen: 5, first_seen_at: NOW - 10 });
      });

      it('belong to the first of their hashes that has an issue, and bring it the others', async () => {
        await see(sighting({ hashes: [hash(1)] }), sighting({ hashes: [hash(2)] }));
        await see(sighting({ hashes: [hash(9), hash(2), hash(1)] }));
        expect((await all()).map((issue) => issue.times_seen)).toEqual([1, 2]);
        expect(await hashesOf(2)).toEqual([hash(2), hash(9)]);
        expect(await hashesOf(1)).toEqual([hash(1)]);
      });

      it('are found by a hash of the previous grouping, which is not kept', async () => {
        await see(sighting({ hashes: [hash(1)] }));
        await see(
          sighting({ hashes: [hash(5)], secondaryHashes: [hash(1)] }),
          sighting({ hashes: [hash(6)], secondaryHashes: [hash(7)] }),
        );
        expect((await all()).map((issue) => issue.times_seen)).toEqual([2, 1]);
        expect(await hashesOf(1)).toEqual([hash(1), hash(5)]);
        expect(await hashesOf(2)).toEqual([hash(6)]);
      });

      it('follow a merge, a deletion and a discard that another connection made', async () => {
        await see(sighting({ hashes: [hash(1)] }), sighting({ hashes: [hash(2)] }), sighting({ hashes: [hash(3)] }));
        await changing(db, ['issue_hashes'], async (tx) => {
          await tx.updateTable('issue_hashes').set({ issue_id: 1 }).where('hash', '=', hash(2)).execute();
          await tx.deleteFrom('issues').where('id', '=', 3).execute();
        });
        const first = await see(sighting({ hashes: [hash(2)] }), sighting({ hashes: [hash(3)] }));
        expect(first.issues.map(({ kind, issueId }) => [kind, issueId])).toEqual([
          ['seen', 1],
          ['new', 4],
        ]);
        await changing(db, ['issue_hashes'], (tx) =>
          tx
            .updateTable('issue_hashes')
            .set({ issue_id: null, state: 'discarded' })
            .where('hash', '=', hash(2))
            .execute(),
        );
        const second = await see(
          sighting({ hashes: [hash(1)] }),
          sighting({ hashes: [hash(2)] }),
          sighting({ hashes: [hash(8), hash(2)] }),
        );
        expect(second.decisions).toMatchObject({ discarded: [1, 2], hashes: new Map([[0, hash(1)]]) });
        expect(second.issues.map(({ issueId }) => issueId)).toEqual([1]);
        expect(await db.selectFrom('issue_hashes').select('hash').where('hash', '=', hash(8)).execute()).toEqual([]);
      });

      it('of a project that is gone are left out, and the rest of the batch is kept', async () => {
        await db.deleteFrom('projects').where('id', '=', 2).execute();
        const row = { projectId: 2, eventId: hash(1), createdAt: NOW };
        const batch = batchOf([sighting({ projectId: 2 }), sighting()], {
          userReports: [{ ...row, name: '', email: '', comments: '', hashes: [] }],
          attachments: [{ ...row, name: 'a', contentType: 'b', attachmentType: 'c', size: 1, sha1: 'd', blobKey: 'e' }],
          deadLetters: [
            { ...row, organizationId: 1, itemType: 'event', reason: 'r', detail: 'd', item: new Uint8Array() },
          ],
        });
        expect(await writer.apply(0, batch)).toMatchObject({
          decisions: { discarded: [0] },
          issues: [{ kind: 'new', projectId: 1 }],
        });
        expect((await writer.state(0)).noted).toMatchObject({ decisions: { discarded: [0] } });
      });
    });

    describe('a resolved issue', () => {
      const resolve = async (details: StatusDetails = {}): Promise<void> => {
        await see(sighting({ timestamp: NOW - 10, release: 'api@1.0.0' }));
        await set({ status: 'resolved', substatus: null, resolved_at: NOW }, details);
      };

      it('comes back with a newer event', async () => {
        await resolve();
        const { issues: changes } = await see(
          sighting({ timestamp: NOW + 1, eventId: hash(77), release: 'api@1.0.1' }),
        );
        expect(changes).toMatchObject([{ kind: 'regressed', timesSeen: 2 }]);
        expect(await only()).toMatchObject({
          status: 'unresolved',
          substatus: 'regressed',
          resolved_at: null,
          status_details: '{}',
        });
        expect((await activity()).at(-1)).toEqual({
          type: 'set_regression',
          data: { event_id: hash(77), version: 'api@1.0.1' },
        });
        expect((await see(sighting({ timestamp: NOW + 2 }))).issues).toMatchObject([{ kind: 'seen' }]);
      });

      it('stays when the event is from before the resolution', async () => {
        await resolve();
        expect((await see(sighting({ timestamp: NOW - 1 }), sighting({ timestamp: NOW }))).issues).toMatchObject([
          { kind: 'seen' },
        ]);
        expect(await only()).toMatchObject({ status: 'resolved', times_seen: 3 });
      });

      it.each([
        ['in the next release, seen in the release it had', { inNextRelease: true }, 'api@1.0.0', 'resolved'],
        ['in the next release, seen without one', { inNextRelease: true }, '', 'resolved'],
        ['in the next release, seen in it', { inNextRelease: true }, 'api@1.1.0', 'unresolved'],
        ['in a release, seen in it', { inRelease: 'api@1.1.0' }, 'api@1.1.0', 'unresolved'],
        ['in a release, seen in an older one', { inRelease: 'api@1.1.0' }, 'api@1.0.0', 'resolved'],
        ['in a release, seen without one', { inRelease: 'api@1.1.0' }, '', 'resolved'],
        ['in an older release, seen in a newer one', { inRelease: 'api@1.0.0' }, 'api@1.1.0', 'unresolved'],
      ] as const)('%s', async (_, details, release, status) => {
        await resolve(details);
        await see(sighting({ timestamp: NOW + 5, release }));
        expect(await only()).toMatchObject({ status });
      });
    });

    describe('an archived issue', () => {
      const archive = async (substatus: string, details: StatusDetails = {}): Promise<void> => {
        await see(sighting());
        await set({ status: 'ignored', substatus }, details);
      };

      it('comes back after so many users, and within a window only', async () => {
        const by = (...users: string[]): Promise<AppliedBatch> => see(...users.map((user) => sighting({ user })));
        await archive('archived_until_condition_met', { ignoreUserCount: 3, ignoreUserWindow: 10 });
        expect((await by('id:1', 'id:2', 'id:1', '')).issues).toMatchObject([{ kind: 'seen' }]);
        issues.setNow(NOW + 11 * MINUTE_MS);
        expect((await by('id:3', 'id:4')).issues).toMatchObject([{ kind: 'seen' }]);
        issues.setNow(NOW + 12 * MINUTE_MS);
        expect((await by('id:3', 'id:5')).issues).toMatchObject([{ kind: 'reopened' }]);
      });

      it('escalates with more events within a day than it may have', async () => {
        await archive('archived_until_escalating', { escalatesAbove: 3 });
        expect((await see(sighting(), sighting(), sighting())).issues).toMatchObject([{ kind: 'seen' }]);
        issues.setNow(NOW + 25 * 60 * MINUTE_MS);
        expect((await see(sighting(), sighting())).issues).toMatchObject([{ kind: 'seen' }]);
        issues.setNow(NOW + 40 * 60 * MINUTE_MS);
        expect((await see(sighting(), sighting())).issues).toMatchObject([{ kind: 'reopened' }]);
        expect(await only()).toMatchObject({ status: 'unresolved', substatus: 'escalating', status_details: '{}' });
        expect((await activity()).at(-1)?.type).toBe('set_escalating');
      });

      it.each(['archived_forever', 'archived_until_escalating'])('stays (%s)', async (substatus) => {
        await archive(substatus);
        expect((await see(...Array.from({ length: 50 }, () => sighting()))).issues).toMatchObject([{ kind: 'seen' }]);
        expect(await only()).toMatchObject({ status: 'ignored', substatus, times_seen: 51 });
      });

      it('comes back after so many events', async () => {
        await archive('archived_until_condition_met', { ignoreCount: 3, timesSeenAtIgnore: 1 });
        expect((await see(sighting(), sighting())).issues).toMatchObject([{ kind: 'seen' }]);
        expect((await see(sighting())).issues).toMatchObject([{ kind: 'reopened', timesSeen: 4 }]);
        expect(await only()).toMatchObject({ status: 'unresolved', substatus: 'ongoing', status_details: '{}' });
        expect((await activity()).at(-1)?.type).toBe('set_unresolved');
      });

      it('comes back after so many events within a window only', async () => {
        await archive('archived_until_condition_met', { ignoreCount: 3, ignoreWindow: 10 });
        await see(sighting(), sighting());
        issues.setNow(NOW + 11 * MINUTE_MS);
        expect((await see(sighting(), sighting())).issues).toMatchObject([{ kind: 'seen' }]);
        issues.setNow(NOW + 19 * MINUTE_MS);
        expect((await see(sighting())).issues).toMatchObject([{ kind: 'reopened' }]);
      });

      it('comes back after a time', async () => {
        await archive('archived_until_condition_met', { ignoreUntil: NOW + MINUTE_MS });
        expect((await see(sighting())).issues).toMatchObject([{ kind: 'seen' }]);
        issues.setNow(NOW + MINUTE_MS);
        expect((await see(sighting())).issues).toMatchObject([{ kind: 'reopened' }]);
      });
    });

    it('keeps reports, attachments and dead letters', async () => {
      const row = { projectId: 1, eventId: hash(5), createdAt: NOW };
      const report = { ...row, name: 'Ann', email: 'ann@acme.example', comments: 'It broke' };
      const item = Buffer.from([0, 1, 255]);
      await writer.apply(
        0,
        batchOf([sighting()], {
          userReports: [
            { ...report, hashes: [hash(9), hash(1)] },
            { ...report, hashes: [] },
          ],
          attachments: [
            {
              ...row,
              name: 'log.txt',
              contentType: 'text/plain',
              attachmentType: 'event.attachment',
              size: 7,
              sha1: 'abc',
              blobKey: 'k',
            },
          ],
          deadLetters: [{ ...row, organizationId: 1, itemType: 'event', reason: 'invalid_json', detail: 'at 7', item }],
        }),
      );
      const reports = await db.selectFrom('user_reports').select(['issue_id', 'comments']).orderBy('id').execute();
      expect(reports).toEqual([
        { issue_id: 1, comments: 'It broke' },
        { issue_id: null, comments: 'It broke' },
      ]);
      expect(await only()).toMatchObject({ user_report_count: 1 });
      expect(await db.selectFrom('attachments').selectAll().executeTakeFirst()).toMatchObject({
        event_id: hash(5),
        blob_key: 'k',
        size: 7,
      });
      expect(await db.selectFrom('dead_letters').selectAll().executeTakeFirst()).toMatchObject({
        organization_id: 1,
        project_id: 1,
        item_type: 'event',
        reason: 'invalid_json',
        item: item.toString('base64'),
      });
    });

    it('links a report to its issue: by the beginning of a hash, and when its event comes later', async () => {
      const [known, unknown] = ['ab'.repeat(16), 'cd'.repeat(16)] as const;
      await see(sighting({ hashes: [known] }));
      const report = { projectId: 1, createdAt: NOW, name: '', email: '', comments: '' };
      const early = { ...report, eventId: hash(70), hashes: [] };
      await writer.apply(
        0,
        batchOf([], {
          userReports: [
            { ...report, eventId: hash(60), hashes: [known.slice(0, 16)] },
            early,
            { ...early, projectId: 2 },
            { ...report, eventId: hash(71), hashes: [unknown.slice(0, 16)] },
          ],
        }),
      );
      const issues = async (): Promise<(number | null)[]> =>
        (await db.selectFrom('user_reports').select('issue_id').orderBy('id').execute()).map((row) => row.issue_id);
      expect(await issues()).toEqual([1, null, null, null]);
      const own = { ...report, eventId: hash(72), hashes: [] };
      await writer.apply(
        0,
        batchOf(
          [sighting({ hashes: [hash(2)], eventId: hash(70) }), sighting({ hashes: [known], eventId: hash(72) })],
          {
            userReports: [own],
          },
        ),
      );
      expect(await issues()).toEqual([1, 2, null, null, 1]);
      const counts = await db.selectFrom('issues').select('user_report_count').orderBy('id').execute();
      expect(counts).toEqual([{ user_report_count: 2 }, { user_report_count: 1 }]);
    });

    it('keeps dead letters of no project with the first organisation, and the newest thousand of each project', async () => {
      const letter = { itemType: 'event', eventId: null, reason: 'r', createdAt: NOW };
      const nobodys = { ...letter, organizationId: null, projectId: null, detail: 'lost', item: new Uint8Array(2) };
      const many = Array.from({ length: 1005 }, (_, index) => ({
        ...letter,
        organizationId: 1,
        projectId: 1,
        detail: `letter ${index}`,
        item: new Uint8Array(index === 1004 ? 20_000 : 1),
      }));
      await writer.apply(0, batchOf([], { deadLetters: [nobodys, ...many] }));
      const rows = await db.selectFrom('dead_letters').selectAll().orderBy('id').execute();
      expect(rows).toHaveLength(1001);
      expect(rows[0]).toMatchObject({ organization_id: 1, project_id: null, detail: 'lost' });
      expect(rows[1]).toMatchObject({ project_id: 1, detail: 'letter 5' });
      expect(rows.at(-1)?.detail).toBe('letter 1004 (the first 16384 of 20000 bytes are kept)');
      expect(Buffer.from(rows.at(-1)?.item ?? '', 'base64')).toHaveLength(16_384);
    });

    it('notes the batch until it is confirmed, also for the next process', async () => {
      expect(await writer.state(0)).toEqual({ cursor: '', noted: null });
      const letter = { organizationId: 1, projectId: 1, itemType: 'event', eventId: null, reason: 'r', detail: 'd' };
      const deadLetters = [{ ...letter, item: new Uint8Array(1), createdAt: NOW }];
      const batch = batchOf([sighting(), sighting(), sighting({ hashes: [hash(2)] })], {
        leftOut: [3, 8],
        deadLetters,
      });
      await writer.apply(0, batch);
      const hashes = new Map([
        [0, hash(1)],
        [1, hash(1)],
        [2, hash(2)],
      ]);
      const decisions = { leftOut: [3, 8], discarded: [], buried: new Map([[100, 'r']]), hashes };
      const noted = { from: batch.from, to: batch.to, decisions };
      writer = await issues.reopen();
      expect(await writer.state(0)).toEqual({ cursor: batch.to, noted });
      await writer.confirm(0, batch.from);
      expect((await writer.state(0)).noted).toEqual(noted);
      await writer.confirm(0, batch.to);
      expect(await writer.state(0)).toEqual({ cursor: batch.to, noted: null });
    });

    it('keeps the shards of the log apart', async () => {
      const [first, second] = [batchOf([sighting()]), batchOf([sighting()])];
      await writer.apply(0, first);
      await writer.apply(3, second);
      await writer.confirm(3, second.to);
      expect(await writer.state(0)).toMatchObject({ cursor: first.to, noted: { to: first.to } });
      expect(await writer.state(3)).toEqual({ cursor: second.to, noted: null });
    });

    it('reads the note of the first version of the server', async () => {
      const cursor = { segment: 7, offset: 90 };
      const noted = { from: { segment: 7, offset: 12 }, to: cursor, duplicates: [3], discarded: [1] };
      await db
        .insertInto('process_state')
        .values({ id: 1, state: JSON.stringify({ cursor, noted }) })
        .execute();
      expect(await writer.state(0)).toEqual({
        cursor: '7:90',
        noted: {
          from: '7:12',
          to: '7:90',
          decisions: { leftOut: [3], discarded: [], buried: new Map(), hashes: new Map(), discardedSightings: [1] },
        },
      });
      await writer.confirm(0, '7:90');
      expect(await writer.state(0)).toEqual({ cursor: '7:90', noted: null });
    });

    it('leaves nothing of a batch that fails, and goes on with the next', async () => {
      await see(sighting());
      const before = await writer.state(0);
      const endless: Record<string, unknown> = {};
      endless['self'] = endless;
      const failing = see(sighting({ hashes: [hash(2)] }), sighting({ hashes: [hash(3)], metadata: endless }));
      await expect(failing).rejects.toThrow(/circular/);
      expect(await writer.state(0)).toEqual(before);
      expect((await all()).length).toBe(1);
      const { issues: changes } = await see(sighting({ hashes: [hash(2)] }));
      expect(changes).toMatchObject([{ kind: 'new' }]);
      expect((await all()).map((issue) => issue.short_id)).toEqual([1, 2]);
    });
  });
}
