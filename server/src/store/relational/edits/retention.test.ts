import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { openBlobDirectory } from '../../blob/blob-directory.ts';
import { migrateRelational } from '../migrate.ts';
import { batchOf, hash, sighting } from '../issue-writer.contract.ts';
import { createIssueWriter } from '../sqlite/issue-writer.ts';
import { openSqlite } from '../sqlite/open-sqlite.ts';
import { dropChunksBefore, dropRowsBefore } from './retention.ts';

it('drops what is past retention, with its blobs, and nothing of issues', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'garrison-retention-'));
  const sqlite = openSqlite({ path: join(folder, 'garrison.sqlite') });
  const { db, raw } = sqlite;
  await migrateRelational(db);
  raw.exec(`INSERT INTO organizations (slug, name, created_at) VALUES ('acme', 'Acme', 0);
    INSERT INTO projects (organization_id, slug, name, created_at) VALUES (1, 'api', 'API', 0)`);
  const blobs = await openBlobDirectory(join(folder, 'blobs'));
  const of = { projectId: 1, eventId: hash(9) };
  const rowsAt = (createdAt: number) => ({
    userReports: [
      { ...of, createdAt, name: '', email: '', comments: '', hashes: [] },
      { ...of, createdAt, name: '', email: '', comments: '', hashes: [hash(1)] },
    ],
    attachments: [
      {
        ...of,
        createdAt,
        name: 'a',
        contentType: 'b',
        attachmentType: 'c',
        size: 1,
        sha1: 'd',
        blobKey: `k${createdAt}`,
      },
    ],
    deadLetters: [
      { ...of, createdAt, organizationId: 1, itemType: 'event', reason: 'r', detail: 'd', item: new Uint8Array() },
    ],
  });
  for (const at of [10, 20]) await blobs.put(`k${at}`, Uint8Array.of(1));
  const writer = createIssueWriter({ raw, now: () => 0 });
  await writer.apply(0, batchOf([sighting()], rowsAt(10)));
  await writer.apply(0, batchOf([], rowsAt(20)));

  expect(await dropRowsBefore(db, blobs, 20)).toBe(3);
  const left = async (table: 'user_reports' | 'attachments' | 'dead_letters') =>
    (await db.selectFrom(table).select('created_at').orderBy('id').execute()).map((row) => row.created_at);
  expect(await left('user_reports')).toEqual([10, 20, 20]);
  expect(await left('attachments')).toEqual([20]);
  expect(await left('dead_letters')).toEqual([20]);
  expect(await blobs.get('k10')).toBeUndefined();
  expect(await blobs.get('k20')).toEqual(Buffer.from([1]));

  for (const [checksum, at] of [
    ['aa', 10],
    ['bb', 20],
  ] as const) {
    await db.insertInto('artifact_chunks').values({ organization_id: 1, checksum, size: 1, created_at: at }).execute();
    await blobs.put(`chunks/1/${checksum}`, Uint8Array.of(1));
  }
  expect(await dropChunksBefore(db, blobs, 20)).toBe(1);
  expect(await db.selectFrom('artifact_chunks').select('checksum').execute()).toEqual([{ checksum: 'bb' }]);
  expect(await blobs.get('chunks/1/aa')).toBeUndefined();
  expect(await blobs.get('chunks/1/bb')).toEqual(Buffer.from([1]));
  await sqlite.close();
  await rm(folder, { recursive: true, force: true });
});
