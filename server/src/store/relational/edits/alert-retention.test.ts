import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { migrateRelational } from '../migrate.ts';
import { openSqlite, type Sqlite } from '../sqlite/open-sqlite.ts';
import { dropRowsBefore } from './retention.ts';

let folder: string;
let sqlite: Sqlite;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'garrison-alert-retention-'));
  sqlite = openSqlite({ path: join(folder, 'garrison.sqlite') });
  await migrateRelational(sqlite.db);
  sqlite.raw.exec(`INSERT INTO organizations (slug, name, created_at) VALUES ('acme', 'Acme', 0);
    INSERT INTO projects (organization_id, slug, name, created_at) VALUES (1, 'api', 'API', 0)`);
});
afterAll(async () => {
  await sqlite.close();
  await rm(folder, { recursive: true, force: true });
});

function addAlert(id: number, resolvedAt: number | null): void {
  sqlite.raw.exec(`INSERT INTO alerts (id, organization_id, project_id, what, fired_at, acknowledged_at, resolved_at)
    VALUES (${id}, 1, 1, '{}', 1, 2, ${resolvedAt})`);
}

function addMessage(
  id: number,
  state: string,
  { settledAt, about }: { settledAt: number | null; about: number[] },
): void {
  sqlite.raw
    .exec(`INSERT INTO outbox (id, organization_id, kind, via, target, state, next_try_at, created_at, settled_at)
    VALUES (${id}, 1, 'fired', 'slack', '#a', '${state}', 1, 1, ${settledAt});
    INSERT INTO deliveries (outbox_id, at, outcome, answer) VALUES (${id}, 1, 'sent', 'ok')`);
  for (const alert of about)
    sqlite.raw.exec(`INSERT INTO outbox_alerts (outbox_id, alert_id) VALUES (${id}, ${alert})`);
}

/** None of these rows has a blob. */
const blobs = { delete: () => Promise.reject(new Error('there is no blob to delete')) };
const dropBefore = (before: number): Promise<number> => dropRowsBefore(sqlite.db, blobs, before);

const ids = async (table: 'alerts' | 'outbox'): Promise<number[]> =>
  (await sqlite.db.selectFrom(table).select('id').orderBy('id').execute()).map(({ id }) => id);

it('drops ended alerts and settled messages that are past retention; what is open or waits stays', async () => {
  const [ENDED, OPEN, RECENT, WAITED_FOR, MANY] = [1, 2, 3, 4, 1000];
  addAlert(ENDED, 10);
  addAlert(OPEN, null);
  addAlert(RECENT, 20);
  addAlert(WAITED_FOR, 10);
  for (const [index, state] of ['sent', 'failed', 'unsure', 'kept'].entries())
    addMessage(index + 1, state, { settledAt: 10, about: [ENDED] });
  addMessage(11, 'sent', { settledAt: 10, about: [OPEN, ENDED] });
  addMessage(12, 'sent', { settledAt: 20, about: [RECENT] });
  addMessage(13, 'waiting', { settledAt: null, about: [WAITED_FOR] });
  for (let more = 0; more < 501; more++) addAlert(MANY + more, 10);

  expect(await dropBefore(20)).toBe(4 + 501);
  expect(await ids('outbox')).toEqual([11, 12, 13]);
  // The first alert stays with the message that tells it together with one that is open.
  expect(await ids('alerts')).toEqual([ENDED, OPEN, RECENT, WAITED_FOR]);
  const tries = await sqlite.db.selectFrom('deliveries').select('outbox_id').orderBy('id').execute();
  expect(tries.map((row) => row.outbox_id)).toEqual([11, 12, 13]);

  sqlite.raw.exec(`UPDATE alerts SET resolved_at = 25 WHERE id = ${OPEN};
    UPDATE outbox SET state = 'sent', settled_at = 25 WHERE id = 13`);
  expect(await dropBefore(30)).toBe(7);
  expect(await dropBefore(30)).toBe(0);
});
