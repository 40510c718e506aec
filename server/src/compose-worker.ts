import { createLogger, systemClock } from './platform/index.ts';
import { createGrouping, createWorker, toProjectSettings, type Worker } from './process/index.ts';
import {
  connectEvents,
  createIssueWriter,
  createSettingsReader,
  type IssueChange,
  openBlobDirectory,
  openLogReader,
  openSqlite,
} from './store/index.ts';
import type { WorkerSettings } from './worker-messages.ts';

/** What a client may still send again. */
const RECENT_EVENTS = `SELECT project_id, event_id FROM events WHERE received_at > now64() - INTERVAL 1 DAY
  ORDER BY received_at DESC LIMIT {limit:UInt32}`;

/** A report names its event; which issue that is in, its hash says. */
const HASHES = `SELECT toString(project_id) AS project, toString(event_id) AS event, toString(hash_id) AS hash FROM events
  WHERE project_id IN {projects:Array(UInt64)} AND event_id IN {events:Array(UUID)}`;

/** Builds the rooms of the processing thread; `close` of the returned worker closes them in reverse. */
export async function composeWorker(
  settings: WorkerSettings,
  onChanges: (changes: readonly IssueChange[]) => void,
): Promise<Worker> {
  const logger = createLogger(settings.logLevel);
  const sqlite = openSqlite({ path: settings.sqlitePath });
  const events = connectEvents({ ...settings.events, logger });
  const log = await openLogReader({ directory: settings.logDirectory, logger });
  const reader = createSettingsReader(sqlite.raw);
  const worker = createWorker({
    log,
    events,
    issues: createIssueWriter({ raw: sqlite.raw, now: systemClock }),
    blobs: await openBlobDirectory(settings.blobDirectory),
    settings: {
      version: () => reader.version(),
      project: (projectId) => toProjectSettings(projectId, reader.project(projectId)),
    },
    createGrouping,
    recentEvents: async (limit) =>
      (await events.select<{ project_id: number; event_id: string }>(RECENT_EVENTS, { limit })).map((row) => ({
        projectId: Number(row.project_id),
        eventId: row.event_id.replaceAll('-', ''),
      })),
    findHashes: async (reported) =>
      (
        await events.select<Record<'project' | 'event' | 'hash', string>>(HASHES, {
          projects: [...new Set(reported.map(({ projectId }) => projectId))],
          events: [...new Set(reported.map(({ eventId }) => eventId))],
        })
      ).map(({ project, event, hash }) => ({
        projectId: Number(project),
        eventId: event.replaceAll('-', ''),
        hash: BigInt(hash).toString(16).padStart(16, '0'),
      })),
    operators: () => reader.firstOrganization(),
    now: systemClock,
    onChanges,
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
