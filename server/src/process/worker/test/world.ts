import { createHash } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  type AcceptedRecord,
  encodeRecord,
  type EventId,
  type OrganizationId,
  type ProjectId,
} from '@garrison/protocol';
import {
  connectEvents,
  createIssueWriter,
  type Cursor,
  type Engine,
  type EventStore,
  type CountedIssue,
  type IssueWriter,
  type LogReader,
  type LogWriter,
  migrateEvents,
  migrateRelational,
  openBlobDirectory,
  openLogReader,
  openLogWriter,
  openSqlite,
  type Sqlite,
  type Table,
} from '../../../store/index.ts';
import { projectSettings, simpleGrouping } from '../../process-fixtures.ts';
import { SIGNALS } from '../../signals/all.ts';
import type { ProjectSettings } from '../../stages.ts';
import { createWorker, type Worker, type WorkerDeps } from '../worker.ts';

/** Where a process may die: every call that the worker makes to a store that keeps its state. */
export type Crash = 'before apply' | 'after apply' | 'before insert' | 'after insert' | 'after confirm';
/** For the `time`-th time that it gets there; `table`: of inserts into this one. */
export interface Death {
  readonly place: Crash;
  readonly time: number;
  readonly table?: string;
}

/** What a process that has died was waiting for: nothing answers. */
const DEAD = new Promise<never>(() => {});

interface StartOptions {
  readonly death?: Death;
  readonly recordsMax?: number;
  readonly changes?: CountedIssue[];
  readonly overrides?: Partial<WorkerDeps>;
}

/** Real stores in a directory of their own: what survives the death of a process. Each worker that is started over them is one life. */
export class World {
  readonly directory: string;
  readonly sqlite: Sqlite;
  readonly events: EventStore;
  readonly log: LogWriter;
  /** Inserts wait for it. */
  gate: Promise<void> | undefined;
  insertFailures = 0;
  settings: ((projectId: ProjectId) => ProjectSettings | undefined) | undefined;
  grouping: WorkerDeps['createGrouping'] = () => simpleGrouping;
  /** The last life has reached its death. */
  isDead = false;
  readonly #workers: Worker[] = [];
  readonly #lives: { close(): Promise<void> }[] = [];
  #settingsVersion = 0;

  constructor(stores: { directory: string; sqlite: Sqlite; events: EventStore; log: LogWriter }) {
    this.directory = stores.directory;
    this.sqlite = stores.sqlite;
    this.events = stores.events;
    this.log = stores.log;
  }

  static async create(engine: Engine, tables?: readonly Table[]): Promise<World> {
    const directory = await mkdtemp(join(tmpdir(), 'garrison-worker-'));
    const { url, username, password } = engine;
    const database = `garrison_${directory.replaceAll(/\W/g, '_').toLowerCase()}`;
    const address = { url, username, password, database };
    await migrateEvents(address, tables);
    const events = connectEvents(tables === undefined ? address : { ...address, tables });
    const sqlite = openSqlite({ path: join(directory, 'test.sqlite') });
    await migrateRelational(sqlite.db);
    for (const id of [1, 7])
      await sqlite.db
        .insertInto('organizations')
        .values({ id, slug: `org-${id}`, name: '', created_at: 0 })
        .execute();
    for (const id of [1, 2])
      await sqlite.db
        .insertInto('projects')
        .values({ id, organization_id: 1, slug: `project-${id}`, name: '', created_at: 0 })
        .execute();
    const log = await openLogWriter({ directory: join(directory, 'log'), lingerMs: 0 });
    return new World({ directory, sqlite, events, log });
  }

  /** Each record in a group of its own, so that `recordsMax` can part them. */
  async append(...records: (AcceptedRecord | Uint8Array)[]): Promise<void> {
    for (const record of records)
      await this.log.append([record instanceof Uint8Array ? [record] : encodeRecord(record)]);
  }

  end(): Cursor {
    return this.log.end();
  }

  async start({ death, recordsMax = 1000, changes, overrides }: StartOptions = {}): Promise<Worker> {
    const path = join(this.directory, 'test.sqlite');
    const own = openSqlite({ path });
    const reader = await openLogReader({ directory: join(this.directory, 'log') });
    const life = new Life(this, death);
    this.isDead = false;
    this.#settingsVersion += 1;
    const worker = createWorker({
      log: life.log(reader),
      issues: life.issues(createIssueWriter({ raw: own.raw, now: () => NOW })),
      events: { openBatch: () => this.events.openBatch(), insertWritten: (...insert) => life.insert(...insert) },
      blobs: await openBlobDirectory(join(this.directory, 'blobs')),
      signals: SIGNALS,
      loaders: {
        event_hashes: { readsStoredRows: true, load: (needs) => this.#loadHashes(needs) },
        source_file: { readsStoredRows: false, load: async () => [] },
        release_file: { readsStoredRows: false, load: async () => [] },
      },
      settings: {
        version: () => this.#settingsVersion,
        project: this.settings ?? ((id) => (id === 1 ? projectSettings() : undefined)),
      },
      createGrouping: this.grouping,
      recentIds: async (table) => {
        const rows = await this.rows<{ project: string; event: string }>(
          `SELECT toString(project_id) AS project, lower(hex(event_id)) AS event FROM ${table}`,
        );
        return rows.map(({ project, event }) => ({ projectId: Number(project), eventId: event }));
      },
      operators: () => 7,
      now: () => NOW,
      onCounted: (some) => changes?.push(...some),
      logger: { debug: () => {}, info: () => {}, warn: () => {}, error: () => {} },
      // A process that has died would keep its closing waiting.
      options: { lingerMs: 0, recordsMax, closeMs: death === undefined ? 20_000 : 200 },
      ...overrides,
    });
    this.#workers.push(worker);
    this.#lives.push({
      async close() {
        await reader.close();
        await own.close();
      },
    });
    worker.start();
    return worker;
  }

  /** Events with this message are dropped from now on. */
  async discard(message: string): Promise<void> {
    const hash = createHash('md5').update(message).digest('hex');
    const row = { project_id: 1, hash, issue_id: null, state: 'discarded', merged_from: null };
    await this.sqlite.db.insertInto('issue_hashes').values(row).execute();
  }

  state(): ReturnType<IssueWriter['state']> {
    return createIssueWriter({ raw: this.sqlite.raw, now: () => NOW }).state(0);
  }

  rows<Row>(sql: string): Promise<Row[]> {
    return this.events.select<Row>(sql);
  }

  /** Ids of the stored events, each as often as it is stored; every one has its payload. */
  async stored(): Promise<string[]> {
    const rows = await this.rows<{ id: string; payloads: string }>(
      `SELECT replaceAll(toString(event_id), '-', '') AS id, toString((SELECT count() FROM payloads)) AS payloads FROM events ORDER BY id`,
    );
    if (rows.some(({ payloads }) => Number(payloads) < rows.length)) throw new Error('an event has no payload');
    return rows.map(({ id }) => id);
  }

  async outcomes(): Promise<Record<string, number>> {
    const rows = await this.rows<{ name: string; quantity: string }>(
      `SELECT trim(concat(category, ' ', outcome, ' ', reason)) AS name, toString(sum(quantity)) AS quantity FROM outcomes GROUP BY name`,
    );
    return Object.fromEntries(rows.map(({ name, quantity }) => [name, Number(quantity)]));
  }

  /** By title: how often each issue is counted, and how many stored events it can reach. */
  async issues(): Promise<{ title: string; counted: number; reachable: number }[]> {
    const stored = await this.rows<{ project: string; hash: string; events: string }>(
      `SELECT toString(project_id) AS project, leftPad(lower(hex(hash_id)), 16, '0') AS hash, toString(count()) AS events
       FROM events GROUP BY project, hash_id`,
    );
    const issues = await this.sqlite.db
      .selectFrom('issues')
      .select(['id', 'title', 'times_seen'])
      .orderBy('title')
      .execute();
    const hashes = await this.sqlite.db.selectFrom('issue_hashes').selectAll().execute();
    return issues.map(({ id, title, times_seen: counted }) => {
      const own = new Set(
        hashes.filter((row) => row.issue_id === id).map((row) => `${row.project_id} ${row.hash.slice(0, 16)}`),
      );
      const reachable = stored
        .filter(({ project, hash }) => own.has(`${project} ${hash}`))
        .reduce((sum, { events }) => sum + Number(events), 0);
      return { title, counted, reachable };
    });
  }

  letters(): Promise<
    {
      project_id: ProjectId | null;
      organization_id: OrganizationId;
      item_type: string;
      event_id: EventId | null;
      detail: string;
      item: string;
    }[]
  > {
    return this.sqlite.db
      .selectFrom('dead_letters')
      .select(['project_id', 'organization_id', 'item_type', 'event_id', 'detail', 'item'])
      .orderBy('id')
      .execute();
  }

  async close(): Promise<void> {
    await Promise.all(this.#workers.map((worker) => worker.close()));
    for (const life of this.#lives) await life.close();
    await this.log.close();
    await this.events.close();
    await this.sqlite.close();
    await rm(this.directory, { recursive: true, force: true });
  }

  async #loadHashes(
    needs: Parameters<WorkerDeps['loaders']['event_hashes']['load']>[0],
  ): ReturnType<WorkerDeps['loaders']['event_hashes']['load']> {
    const rows = await this.rows<{ id: string; hash: string }>(
      `SELECT replaceAll(toString(event_id), '-', '') AS id, leftPad(lower(hex(hash_id)), 16, '0') AS hash FROM events`,
    );
    return needs.map((need) => ({
      need,
      found: rows.filter(({ id }) => id === need.key).map(({ hash }) => hash),
    }));
  }
}

const NOW = 1_790_000_000_000;

/** One life of a process over the world: it dies at its death's place, for the n-th time it gets there. */
class Life {
  readonly #world: World;
  readonly #death: Death | undefined;
  #dead = false;
  #visits = 0;

  constructor(world: World, death: Death | undefined) {
    this.#world = world;
    this.#death = death;
  }

  log(reader: LogReader): WorkerDeps['log'] {
    return {
      read: async (from, limits) => (this.#dead ? DEAD : await reader.read(from, limits)),
      readExactly: (from, to) => reader.readExactly(from, to),
      bytesBetween: (from, to) => reader.bytesBetween(from, to),
      release: async () => {},
    };
  }

  issues(writer: IssueWriter): IssueWriter {
    return {
      state: (shard) => writer.state(shard),
      apply: async (shard, batch) => {
        if (this.#diesAt('before apply')) return DEAD;
        const applied = await writer.apply(shard, batch);
        return this.#diesAt('after apply') ? DEAD : applied;
      },
      amend: async (shard, refusal) => (this.#dead ? DEAD : await writer.amend(shard, refusal)),
      confirm: async (shard, to) => {
        if (this.#dead) return DEAD;
        await writer.confirm(shard, to);
        this.#diesAt('after confirm');
      },
    };
  }

  async insert(...insert: Parameters<EventStore['insertWritten']>): Promise<void> {
    const [table] = insert;
    if (this.#diesAt('before insert', [table])) return DEAD;
    await this.#world.gate;
    if (this.#world.insertFailures > 0) {
      this.#world.insertFailures -= 1;
      throw new Error('ECONNREFUSED');
    }
    await this.#world.events.insertWritten(...insert);
    return this.#diesAt('after insert', [table]) ? DEAD : undefined;
  }

  #diesAt(place: Crash, tables: readonly string[] = []): boolean {
    const death = this.#death;
    const isHere = death?.place === place && (death.table === undefined || tables.includes(death.table));
    if (isHere) this.#visits += 1;
    if (isHere && this.#visits >= death.time) this.#dead = this.#world.isDead = true;
    return this.#dead;
  }
}
