import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { batchOf, describeIssueWriter, hash, sighting } from '../issue-writer.contract.ts';
import { deleteProjects } from '../edits/project-deletion.ts';
import { migrateRelational } from '../migrate.ts';
import { createIssueWriter } from './issue-writer.ts';
import { type Sqlite, openSqlite } from './open-sqlite.ts';

describeIssueWriter('the issue writer over SQLite', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'garrison-sqlite-'));
  const path = join(folder, 'garrison.sqlite');
  const reading = openSqlite({ path });
  await migrateRelational(reading.db);
  let writing = openSqlite({ path });
  let now = 0;
  const open = () => createIssueWriter({ raw: writing.raw, now: () => now });
  return {
    writer: open(),
    db: reading.db,
    async reopen() {
      await writing.close();
      writing = openSqlite({ path });
      return open();
    },
    setNow(value) {
      now = value;
    },
    async close() {
      await writing.close();
      await reading.close();
      await rm(folder, { recursive: true });
    },
  };
});

let folder: string;
let sqlite: Sqlite;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'garrison-sqlite-'));
  sqlite = openSqlite({ path: join(folder, 'garrison.sqlite') });
});
afterEach(async () => {
  await sqlite.close();
  await rm(folder, { recursive: true });
});

async function addProject(): Promise<void> {
  await sqlite.db.insertInto('organizations').values({ slug: 'acme', name: 'Acme', created_at: 0 }).execute();
  await sqlite.db
    .insertInto('projects')
    .values({ organization_id: 1, slug: 'api', name: 'API', created_at: 0 })
    .execute();
}

describe('SQLite through Kysely', () => {
  it('is opened durable, with foreign keys and a log that lets others read', () => {
    const pragma = (name: string): unknown => Object.values(sqlite.raw.prepare(`PRAGMA ${name}`).get() ?? {})[0];
    expect(pragma('journal_mode')).toBe('wal');
    expect(pragma('synchronous')).toBe(2);
    expect(pragma('foreign_keys')).toBe(1);
    expect(pragma('busy_timeout')).toBe(5000);
  });

  it('rolls back, returns generated keys and counts of changed rows', async () => {
    await migrateRelational(sqlite.db);
    await addProject();
    const failed = sqlite.db.transaction().execute(async (tx) => {
      await tx.insertInto('users').values({ email: 'a@acme.example', name: 'A', created_at: 0 }).execute();
      throw new Error('from the test');
    });
    await expect(failed).rejects.toThrow('from the test');
    expect(await sqlite.db.selectFrom('users').selectAll().execute()).toEqual([]);
    const made = await sqlite.db
      .insertInto('users')
      .values({ email: 'a@acme.example', name: 'A', created_at: 0 })
      .returning('id')
      .execute();
    expect(made).toEqual([{ id: 1 }]);
    const updated = await sqlite.db.updateTable('users').set({ name: 'B' }).executeTakeFirst();
    expect(updated.numUpdatedRows).toBe(1n);
  });

  it('holds the write lock from the start of a transaction, so that reading first cannot make it fail', async () => {
    await migrateRelational(sqlite.db);
    const other = new DatabaseSync(join(folder, 'garrison.sqlite'), { timeout: 0 });
    await sqlite.db.transaction().execute(async (tx) => {
      await tx.selectFrom('users').selectAll().execute();
      expect(() => other.exec('BEGIN IMMEDIATE')).toThrow(/locked/);
    });
    other.exec('BEGIN IMMEDIATE; COMMIT');
    other.close();
  });
});

describe('migrations', () => {
  it('forget a deletion that was left unfinished when its hash has an issue again, and no other', async () => {
    await migrateRelational(sqlite.db, '008-versions');
    await addProject();
    sqlite.raw.exec(
      `INSERT INTO issues (organization_id, project_id, short_id, title, culprit, type, metadata, level, platform, status, status_details,
         priority, is_unhandled, times_seen, first_seen_at, last_seen_at)
       VALUES (1, 1, 1, 'newer', '', 'error', '{}', 'error', 'node', 'unresolved', '{}', 'high', 0, 1, 1, 1);
       INSERT INTO issue_hashes (project_id, hash, issue_id, state)
       VALUES (1, 'aa', 1, 'active'), (1, 'bb', NULL, 'discarded');
       INSERT INTO deleted_hashes (project_id, hash) VALUES (1, 'aa'), (1, 'bb'), (1, 'cc')`,
    );
    await migrateRelational(sqlite.db);
    const left = await sqlite.db.selectFrom('deleted_hashes').select('hash').orderBy('hash').execute();
    expect(left).toEqual([{ hash: 'bb' }, { hash: 'cc' }]);
  });

  it('are the schema that the code is written for, and may be applied again', async () => {
    await migrateRelational(sqlite.db);
    await migrateRelational(sqlite.db);
    await addProject();
    const project = await sqlite.db.selectFrom('projects').selectAll().executeTakeFirstOrThrow();
    expect(project).toEqual({
      id: 1,
      organization_id: 1,
      slug: 'api',
      name: 'API',
      platform: null,
      status: 'active',
      options: '{}',
      short_id_counter: 0,
      first_event_at: null,
      created_at: 0,
    });
  });

  it('keep the data of the schema before', async () => {
    await migrateRelational(sqlite.db, '001-schema');
    await addProject();
    const insert = sqlite.raw.prepare(
      `INSERT INTO issues (organization_id, project_id, short_id, title, culprit, type, metadata, level, platform, status, status_details,
        priority, is_unhandled, times_seen, first_seen_at, last_seen_at)
       VALUES (1, 1, ?, ?, '', 'error', '{}', 'error', 'node', 'unresolved', '{}', 'high', 0, ?, 1, ?)`,
    );
    for (let index = 0; index < 50; index++) insert.run(index, `issue ${index}`, index, index);
    sqlite.raw.exec(
      `INSERT INTO dead_letters (organization_id, project_id, item_type, reason, detail, item, created_at)
       VALUES (1, 1, 'event', 'r', 'old', '', 7)`,
    );
    sqlite.raw.exec(
      `INSERT INTO organizations (slug, name, created_at) VALUES ('b', 'B', 0);
       INSERT INTO projects (organization_id, slug, name, created_at) VALUES (1, 'web', 'Web', 0), (2, 'web', 'Web', 0);
       INSERT INTO releases (organization_id, project_id, version, first_seen_at, last_seen_at)
       VALUES (1, 1, 'v1', 10, 20), (1, 2, 'v1', 5, 8), (1, 2, 'v2', 30, 30), (2, 3, 'v1', 40, 41)`,
    );
    await migrateRelational(sqlite.db);
    const releases = await sqlite.db
      .selectFrom('releases')
      .innerJoin('release_projects', 'release_id', 'id')
      .select(['id', 'organization_id', 'version', 'created_at', 'project_id', 'first_seen_at', 'last_seen_at'])
      .orderBy('id')
      .orderBy('project_id')
      .execute();
    expect(releases.map((row) => Object.values(row))).toEqual([
      [1, 1, 'v1', 5, 1, 10, 20],
      [1, 1, 'v1', 5, 2, 5, 8],
      [2, 1, 'v2', 30, 2, 30, 30],
      [3, 2, 'v1', 40, 3, 40, 41],
    ]);
    expect(sqlite.raw.prepare('PRAGMA foreign_key_check').all()).toEqual([]);
    expect(await sqlite.db.selectFrom('dead_letters').selectAll().execute()).toMatchObject([
      { organization_id: 1, project_id: 1, detail: 'old', created_at: 7 },
    ]);
    const list = await sqlite.db
      .selectFrom('issues')
      .select('title')
      .where('organization_id', '=', 1)
      .where('status', '=', 'unresolved')
      .orderBy('last_seen_at', 'desc')
      .limit(2)
      .execute();
    expect(list).toEqual([{ title: 'issue 49' }, { title: 'issue 48' }]);
    const writer = createIssueWriter({ raw: sqlite.raw, now: () => 0 });
    await sqlite.db.updateTable('projects').set({ short_id_counter: 50 }).execute();
    expect((await writer.apply(0, batchOf([sighting({ hashes: [hash(1)] })]))).issues).toMatchObject([{ kind: 'new' }]);
  });

  it('take a project away with everything that hangs on it', async () => {
    await migrateRelational(sqlite.db);
    await addProject();
    const writer = createIssueWriter({ raw: sqlite.raw, now: () => 0 });
    const row = { projectId: 1, eventId: hash(5), createdAt: 0 };
    await writer.apply(
      0,
      batchOf([sighting()], {
        userReports: [{ ...row, name: '', email: '', comments: '', hashes: [hash(1)] }],
        deadLetters: [
          { ...row, organizationId: 1, itemType: 'event', reason: 'r', detail: 'd', item: new Uint8Array(1) },
        ],
      }),
    );
    await sqlite.db.deleteFrom('projects').execute();
    for (const table of [
      'issues',
      'issue_hashes',
      'issue_activity',
      'user_reports',
      'dead_letters',
      'release_projects',
      'release_environments',
      'environments',
    ] as const) {
      const rows = await sqlite.db
        .selectFrom(table)
        .select((eb) => eb.fn.countAll().as('count'))
        .execute();
      expect(rows).toEqual([{ count: 0 }]);
    }
  });
});

describe('deleting projects', () => {
  it('takes away the releases that no other project has', async () => {
    await migrateRelational(sqlite.db);
    await addProject();
    sqlite.raw.exec(`INSERT INTO projects (organization_id, slug, name, created_at) VALUES (1, 'web', 'Web', 0)`);
    const writer = createIssueWriter({ raw: sqlite.raw, now: () => 0 });
    const own = { release: 'own', hashes: [hash(2)] };
    await writer.apply(
      0,
      batchOf([sighting({ release: 'both' }), sighting({ release: 'both', projectId: 2 }), sighting(own)]),
    );
    await deleteProjects(sqlite.db, [1]);
    expect(await sqlite.db.selectFrom('releases').select('version').execute()).toEqual([{ version: 'both' }]);
    await deleteProjects(sqlite.db, [2]);
    expect(await sqlite.db.selectFrom('releases').select('version').execute()).toEqual([]);
  });
});

describe('the issue list', () => {
  it.each(['last_seen_at', 'first_seen_at', 'times_seen'])(
    'by %s is read from an index, without sorting',
    async (column) => {
      await migrateRelational(sqlite.db);
      const plans = [
        `organization_id = 1 AND project_id IN (1, 2) AND status = 'unresolved' AND level = 'error'`,
        `organization_id = 1`,
        `project_id = 1 AND status = 'unresolved'`,
      ].map((where) => {
        const sql = `EXPLAIN QUERY PLAN SELECT * FROM issues WHERE ${where} ORDER BY ${column} DESC, id DESC LIMIT 25`;
        return sqlite.raw
          .prepare(sql)
          .all()
          .map((row) => String(row['detail']));
      });
      const name = column.replace(/_at$/, '');
      expect(plans).toEqual([
        [`SEARCH issues USING INDEX issues_organization_${name} (organization_id=?)`],
        [`SEARCH issues USING INDEX issues_organization_${name} (organization_id=?)`],
        [`SEARCH issues USING INDEX issues_project_${name} (project_id=?)`],
      ]);
    },
  );
});
