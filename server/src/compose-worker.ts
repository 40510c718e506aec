import { createLogger, systemClock } from './platform/index.ts';
import {
  createGrouping,
  createWorker,
  type Loaders,
  SIGNALS,
  toProjectSettings,
  type Worker,
} from './process/index.ts';
import {
  connectEvents,
  createIssueWriter,
  createSettingsReader,
  type EventStore,
  type CountedIssue,
  openBlobDirectory,
  openLogReader,
  openSqlite,
  type TableName,
} from './store/index.ts';
import { createSourceLoaders } from './source-files.ts';
import type { WorkerSettings } from './worker-messages.ts';

/** Ids of events that a client may send again. */
const recentIdsOf = (table: TableName): string =>
  `SELECT toString(project_id) AS project, toString(event_id) AS event FROM ${table}
  WHERE received_at > now64() - INTERVAL 1 DAY AND event_id != toUUID('00000000-0000-0000-0000-000000000000')
  ORDER BY received_at DESC LIMIT {limit:UInt32}`;

/** A report has the id of its event; the issue is found by the event's hash. */
const HASHES = `SELECT toString(project_id) AS project, toString(event_id) AS event, toString(hash_id) AS hash FROM events
  WHERE project_id IN {projects:Array(UInt64)} AND event_id IN {events:Array(UUID)}`;

/** Builds the rooms of the processing thread; `close` of the returned worker closes them in reverse. */
export async function composeWorker(
  settings: WorkerSettings,
  onCounted: (issues: readonly CountedIssue[]) => void,
): Promise<Worker> {
  const logger = createLogger(settings.logLevel);
  const sqlite = openSqlite({ path: settings.sqlitePath });
  const events = connectEvents({ ...settings.events, logger });
  const log = await openLogReader({ directory: settings.logDirectory, logger });
  const reader = createSettingsReader(sqlite.raw);
  const blobs = await openBlobDirectory(settings.blobDirectory);
  const worker = createWorker({
    log,
    events,
    issues: createIssueWriter({ raw: sqlite.raw, now: systemClock }),
    blobs,
    settings: {
      version: () => reader.version(),
      project: (projectId) => toProjectSettings(projectId, reader.project(projectId)),
    },
    createGrouping,
    signals: SIGNALS,
    loaders: createLoaders(events, { db: sqlite.db, blobs }),
    recentIds: async (table, limit) => {
      const rows = await events.select<Record<'project' | 'event', string>>(recentIdsOf(table), { limit });
      return rows.map(({ project, event }) => ({ projectId: Number(project), eventId: event.replaceAll('-', '') }));
    },
    operators: () => reader.firstOrganization(),
    now: systemClock,
    onCounted,
    logger,
  });
  worker.start();
  return {
    ...worker,
    async close() {
      await worker.close();
      await log.close();
      await events.close();
      await sqlite.close();
    },
  };
}

function createLoaders(events: EventStore, sources: Parameters<typeof createSourceLoaders>[0]): Loaders {
  return {
    ...createSourceLoaders(sources),
    event_hashes: {
      readsStoredRows: true,
      async load(needs) {
        const rows = await events.select<Record<'project' | 'event' | 'hash', string>>(HASHES, {
          projects: [...new Set(needs.map(({ projectId }) => projectId))],
          events: [...new Set(needs.map(({ key }) => key))],
        });
        const hashes = Map.groupBy(rows, ({ project, event }) => `${project} ${event.replaceAll('-', '')}`);
        return needs.flatMap((need) => {
          const found = hashes.get(`${need.projectId} ${need.key}`) ?? [];
          return [{ need, found: found.map(({ hash }) => BigInt(hash).toString(16).padStart(16, '0')) }];
        });
      },
    },
  };
}
