import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { migrateRelational } from '../migrate.ts';
import { openSqlite } from './open-sqlite.ts';
import { openSqliteThreads, type SqliteThreads } from './sqlite-threads.ts';

let folder: string;
let path: string;
let threads: SqliteThreads;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'garrison-threads-'));
  path = join(folder, 'garrison.sqlite');
  threads = await openSqliteThreads({ path, readers: 2 });
  await migrateRelational(threads.db);
});
afterEach(async () => {
  await threads.close();
  await rm(folder, { recursive: true, force: true });
});

const insert = (db: SqliteThreads['db'], slug: string) =>
  db.insertInto('organizations').values({ slug, name: slug, created_at: 1 }).returning('id').executeTakeFirstOrThrow();
const slugs = async (db: SqliteThreads['db'] = threads.db) =>
  (await db.selectFrom('organizations').select('slug').orderBy('id').execute()).map(({ slug }) => slug);

describe('statements in threads', () => {
  it('give rows, generated keys and counts', async () => {
    expect(await insert(threads.db, 'a')).toEqual({ id: 1 });
    expect(await threads.db.selectFrom('organizations').selectAll().execute()).toEqual([
      { id: 1, slug: 'a', name: 'a', options: '{}', created_at: 1, has_tiers: 0 },
    ]);
    const changed = await threads.db.updateTable('organizations').set({ name: 'b' }).executeTakeFirst();
    expect(changed.numUpdatedRows).toBe(1n);
  });

  it('read what was written before, on every reader', async () => {
    for (let index = 0; index < 20; index++) {
      await insert(threads.db, `o${index}`);
      const seen = await Promise.all([slugs(), slugs(), slugs()]);
      expect(seen.map((rows) => rows.length)).toEqual([index + 1, index + 1, index + 1]);
    }
  });

  it('say what was wrong, and go on', async () => {
    await insert(threads.db, 'a');
    await expect(insert(threads.db, 'a')).rejects.toMatchObject({
      message: 'UNIQUE constraint failed: organizations.slug',
      code: 'ERR_SQLITE_ERROR',
    });
    await insert(threads.db, 'b');
    expect(await slugs()).toEqual(['a', 'b']);
  });

  it('do not run once their signal is aborted', async () => {
    const stop = new AbortController();
    await threads.db.transaction().execute(async (tx) => {
      const waiting = threads.db
        .insertInto('organizations')
        .values({ slug: 'late', name: '', created_at: 1 })
        .execute({ signal: stop.signal });
      stop.abort(new Error('the caller is gone'));
      await expect(waiting).rejects.toThrow(/./);
      await insert(tx, 'a');
    });
    await insert(threads.db, 'b');
    expect(await slugs()).toEqual(['a', 'b']);
  });
});

describe('transactions', () => {
  it('are seen by readers when they are committed, and not before', async () => {
    await threads.db.transaction().execute(async (tx) => {
      await insert(tx, 'a');
      expect(await slugs(tx)).toEqual(['a']);
      expect(await slugs()).toEqual([]);
    });
    expect(await slugs()).toEqual(['a']);
  });

  it('run one after the other, and a statement alone waits for its turn', async () => {
    const order: string[] = [];
    const first = threads.db.transaction().execute(async (tx) => {
      await insert(tx, 'a');
      order.push('in the first');
      await insert(tx, 'b');
      order.push('first');
    });
    const second = threads.db.transaction().execute(async (tx) => {
      order.push('second');
      expect(await slugs(tx)).toEqual(['a', 'b']);
    });
    const third = insert(threads.db, 'c').then(() => order.push('third'));
    await Promise.all([first, second, third]);
    expect(order).toEqual(['in the first', 'first', 'second', 'third']);
  });

  it('leave nothing when they fail, and the next one begins', async () => {
    const failing = threads.db.transaction().execute(async (tx) => {
      await insert(tx, 'a');
      await insert(tx, 'a');
    });
    await expect(failing).rejects.toThrow('UNIQUE');
    await threads.db.transaction().execute((tx) => insert(tx, 'b'));
    expect(await slugs()).toEqual(['b']);
  });

  it('hold the write lock of the file from their start', async () => {
    const other = openSqlite({ path });
    other.raw.exec('PRAGMA busy_timeout = 0');
    await threads.db.transaction().execute(async (tx) => {
      await slugs(tx);
      expect(() => other.raw.exec('BEGIN IMMEDIATE')).toThrow(/locked/);
    });
    other.raw.exec('BEGIN IMMEDIATE; COMMIT');
    await other.close();
  });
});

describe('closing', () => {
  it('finishes what is in hand, and refuses what comes later', async () => {
    const begun = Promise.withResolvers<void>();
    const slow = threads.db.transaction().execute(async (tx) => {
      begun.resolve();
      await slugs(tx);
      return insert(tx, 'a');
    });
    await begun.promise;
    await Promise.all([slow, threads.close()]);
    await expect(slugs()).rejects.toThrow(/./);
    const again = openSqlite({ path });
    expect(await slugs(again.db)).toEqual(['a']);
    await again.close();
  });
});
