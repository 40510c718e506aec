import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { encodeRecord } from '@garrison/protocol';
import {
  type ApiDeps,
  apiScope,
  bootstrapOrganization,
  createLiveHub,
  finishDeletions,
  type LiveHub,
} from './api/index.ts';
import { type AlertRoom, startAlerts } from './compose-alerts.ts';
import type { Config } from './config.ts';
import { createBundleAssembler } from './bundle-assembler.ts';
import { DAY_MS, HOUR_MS, MINUTE_MS } from './durations.ts';
import { createRuleAnswers } from './rule-answers.ts';
import { createSymbolicator } from './symbolicator.ts';
import { createHttp, type Part } from './http.ts';
import { createKeyCache, ingestScope, type KeyCache } from './ingest/index.ts';
import { DATASETS } from './query/index.ts';
import {
  createDecompressor,
  createLifecycle,
  freePort,
  type Lifecycle,
  type Logger,
  systemClock,
} from './platform/index.ts';
import { acceptedItems, SIGNALS, toProjectSettings } from './process/index.ts';
import { startProcessing } from './processing-thread.ts';
import {
  type BlobStore,
  edits,
  eventsAddressOf,
  connectEvents,
  dropReadChanges,
  createSettings,
  type EventsAddress,
  type EventStore,
  type LogWriter,
  migrateEvents,
  migrateRelational,
  openBlobDirectory,
  openLogWriter,
  openSqliteThreads,
  readShardState,
  type Settings,
  type SqliteThreads,
  startEngine,
} from './store/index.ts';
import { VERSION } from './version.ts';

export interface RunningServer {
  readonly url: string;
  /** Only at the first start, when no password was given: the random one. */
  readonly firstSignIn: { readonly email: string; readonly password: string } | undefined;
  /** Stops accepting, finishes the current batch, closes every room in reverse order. */
  close(): Promise<void>;
}

interface House {
  readonly config: Config;
  readonly logger: Logger;
  readonly lifecycle: Lifecycle;
  readonly parts: Part[];
}

interface Stores {
  readonly address: EventsAddress;
  readonly events: EventStore;
  readonly sqlite: SqliteThreads;
  readonly settings: Settings;
  readonly blobs: BlobStore;
  readonly log: LogWriter;
}

/** Threads that answer SELECTs beside the one that writes. */
const READERS = 2;
const SETTINGS_INTERVAL_MS = 1000;
const UI_DIRECTORY = join(import.meta.dirname, '../../ui/dist');
/** Retention drops whole weeks: the oldest events are up to this much older. */
const PARTITION_DAYS = 7;
const RETENTION_INTERVAL_MS = 6 * HOUR_MS;
const ARCHIVES_INTERVAL_MS = MINUTE_MS;
const DELETIONS_INTERVAL_MS = 2000;
/** Processing waits for these when new events have the same hash. */
const DELETIONS_LEFT_MS = 250;
/** How long a stop waits for requests: one whose body is not complete by then would not get a useful answer. */
const ANSWERS_MAX_MS = 3000;

/** Builds the rooms in order; each part that must be closed registers its close on the line after it was created. */
export async function compose(config: Config, logger: Logger): Promise<RunningServer> {
  const lifecycle = createLifecycle();
  const house: House = { config, logger, lifecycle, parts: [] };
  try {
    await mkdir(config.dataDirectory, { recursive: true, mode: 0o700 });
    const stores = await openStores(house);
    const { firstSignIn } = await bootstrapOrganization(
      { db: stores.sqlite.db, now: systemClock },
      {
        slug: config.organization,
        adminEmail: config.adminEmail,
        adminPassword: config.adminPassword?.reveal(),
        adminToken: config.adminToken?.reveal(),
      },
    );
    const live = createLiveHub();
    await keepDeletions(house, stores);
    // A free port is chosen before listening: DSNs and links name it.
    const port = config.port === 0 ? await freePort() : config.port;
    const publicUrl = config.publicUrl ?? `http://localhost:${port}`;
    const alerts = await startAlerts({
      config,
      db: stores.sqlite.db,
      publicUrl,
      now: systemClock,
      lifecycle,
      logger,
      onChanged: () => live.wake(),
    });
    await startProcessingRoom(house, stores, { live, alerts });
    keepRetention(house, stores);
    keepArchives(house, stores.sqlite, live);
    await openDoors(house, stores, { live, alerts, port, publicUrl });
    return { url: publicUrl, firstSignIn, close: () => lifecycle.close() };
  } catch (error) {
    await lifecycle.close();
    throw error;
  }
}

function inData({ config }: House, name: string): string {
  return join(config.dataDirectory, name);
}

async function openStores(house: House): Promise<Stores> {
  const { lifecycle, logger, parts } = house;
  const address = await openEvents(house);
  await migrateEvents(address);
  const events = connectEvents({ ...address, logger });
  lifecycle.onClose(() => events.close());
  parts.push({ name: 'events', health: () => events.health() });

  const sqlite = await openSqliteThreads({ path: inData(house, 'garrison.sqlite'), readers: READERS });
  lifecycle.onClose(() => sqlite.close());
  await migrateRelational(sqlite.db);

  const blobs = await openBlobDirectory(inData(house, 'blobs'));
  const { cursor } = await readShardState(sqlite.db, 0);
  const log = await openLogWriter({ directory: inData(house, 'log'), logger, after: cursor });
  lifecycle.onClose(() => log.close());
  parts.push({ name: 'log', health: async () => log.health() });
  return { address, events, sqlite, settings: createSettings(sqlite.db), blobs, log };
}

/** The ClickHouse that the operator named, else an engine of our own. */
async function openEvents(house: House): Promise<EventsAddress> {
  const { config, lifecycle, logger, parts } = house;
  if (config.clickhouseUrl !== undefined) return eventsAddressOf(config.clickhouseUrl.reveal());
  const engine = await startEngine({ directory: inData(house, 'engine'), logger });
  lifecycle.onClose(() => engine.close());
  parts.push({ name: 'engine', health: async () => engine.health() });
  const { url, username, password } = engine;
  return { url, username, password, database: 'garrison' };
}

type Told = { readonly live: LiveHub; readonly alerts: AlertRoom };

async function startProcessingRoom(house: House, { address, log }: Stores, { live, alerts }: Told): Promise<void> {
  const { config, lifecycle, logger, parts } = house;
  const processing = await startProcessing({
    settings: {
      logDirectory: inData(house, 'log'),
      blobDirectory: inData(house, 'blobs'),
      sqlitePath: inData(house, 'garrison.sqlite'),
      events: address,
      logLevel: config.logLevel,
    },
    onCounted(issues) {
      live.counted(issues);
      if (issues.every(({ kind }) => kind === 'seen')) return;
      live.wake();
      alerts.wake();
    },
    logger,
  });
  lifecycle.onClose(() => processing.close());
  parts.push({ name: 'process', health: () => processing.health() });
  log.onAppend((end) => processing.wake(end));
  processing.wake(log.end());
}

function keepRetention({ config, lifecycle, logger }: House, { events, sqlite, blobs }: Stores): void {
  const days = config.retentionDays;
  const drop = async (): Promise<void> => {
    try {
      const partitions = await events.dropPartitionsBefore(days);
      const chunks = await edits.dropChunksBefore(sqlite.db, blobs, systemClock() - DAY_MS);
      const rows = chunks + (await edits.dropRowsBefore(sqlite.db, blobs, systemClock() - days * DAY_MS));
      await dropReadChanges(sqlite.db, systemClock());
      if (partitions + rows > 0) logger.info({ partitions, rows, days }, 'retention deleted old data');
    } catch (error) {
      logger.error({ err: error }, 'retention failed; it is tried again');
    }
  };
  void drop();
  const timer = setInterval(() => void drop(), RETENTION_INTERVAL_MS).unref();
  lifecycle.onClose(() => clearInterval(timer));
}

/**
 * Finishes deletions that a crash interrupted, before requests are answered; what the event store did not delete is deleted when it
 * answers again.
 */
async function keepDeletions({ lifecycle, logger }: House, { events, sqlite, blobs }: Stores): Promise<void> {
  const finish = () => finishDeletions({ db: sqlite.db, events, blobs, now: systemClock });
  let timer: NodeJS.Timeout | undefined;
  const later = (isLeft: boolean): void => {
    timer = setTimeout(() => void again(), isLeft ? DELETIONS_LEFT_MS : DELETIONS_INTERVAL_MS).unref();
  };
  const again = async (): Promise<void> => {
    try {
      later(await finish());
    } catch (error) {
      logger.error({ err: error }, 'deletions are not finished; they are tried again');
      later(true);
    }
  };
  later(await finish());
  lifecycle.onClose(() => clearTimeout(timer));
}

/** Opens issues again that were archived for a time, when the time is over, also without a new event. */
function keepArchives({ lifecycle, logger }: House, { db }: SqliteThreads, live: LiveHub): void {
  const reopen = async (): Promise<void> => {
    try {
      if ((await edits.reopenDueIssues(db, systemClock())) > 0) live.wake();
    } catch (error) {
      logger.error({ err: error }, 'archived issues could not be checked; they are at the next turn');
    }
  };
  void reopen();
  const timer = setInterval(() => void reopen(), ARCHIVES_INTERVAL_MS).unref();
  lifecycle.onClose(() => clearInterval(timer));
}

/** Changes of keys and projects by another process have effect here after a second; those of this process at once. */
function keepKeys({ lifecycle, logger }: House, settings: Settings, keys: KeyCache): void {
  let known: number | undefined;
  const look = async (): Promise<void> => {
    try {
      const version = await settings.version();
      if (version !== known) keys.clear();
      known = version;
    } catch (error) {
      logger.error({ err: error }, 'the version of the settings could not be read; keys are looked up as before');
    }
  };
  const timer = setInterval(() => void look(), SETTINGS_INTERVAL_MS).unref();
  lifecycle.onClose(() => clearInterval(timer));
}

/** Assembles uploads and maps stored events again, in threads of their own. */
function artifactAnswers(house: House): Pick<ApiDeps, 'assembleBundle' | 'symbolicate'> {
  const blobDirectory = inData(house, 'blobs');
  const bundles = createBundleAssembler(blobDirectory);
  const symbolicator = createSymbolicator({ sqlitePath: inData(house, 'garrison.sqlite'), blobDirectory });
  return {
    symbolicate: (projectId, event) => symbolicator.symbolicate(projectId, event),
    assembleBundle: (checksum, chunkKeys) => bundles.assemble(checksum, chunkKeys),
  };
}

async function openDoors(
  house: House,
  stores: Stores,
  { live, alerts, port, publicUrl }: Told & { readonly port: number; readonly publicUrl: string },
): Promise<void> {
  const { config, lifecycle, logger, parts } = house;
  const { events, sqlite, settings, blobs, log } = stores;
  const keys = createKeyCache((publicKey) => settings.key(publicKey));
  keepKeys(house, settings, keys);
  const rules = createRuleAnswers(async (projectId, written = {}) => {
    const project = await settings.project(projectId);
    return toProjectSettings(projectId, project && { ...project, options: { ...project.options, ...written } });
  });
  lifecycle.onClose(() => rules.close());
  let stopping = false;
  const decompress = createDecompressor();
  const http = await createHttp({
    ingest: ingestScope({
      findKey: (publicKey) => keys.find(publicKey),
      handover: (records) => log.append(records.map(encodeRecord)),
      isStopping: () => stopping,
      accepts: acceptedItems(SIGNALS),
      now: systemClock,
      decompress,
      limits: { envelopeBytesMax: config.envelopeBytesMax, heldBytesMax: config.heldBytesMax },
      logger,
    }),
    api: apiScope({
      db: sqlite.db,
      events,
      datasets: DATASETS,
      storedDays: config.retentionDays + PARTITION_DAYS,
      blobs,
      live,
      now: systemClock,
      publicUrl,
      version: VERSION,
      onProjectsChanged: () => keys.clear(),
      logger,
      grouping: rules,
      scrubbing: rules.scrubbing,
      ownership: rules.ownership,
      ...artifactAnswers(house),
      alerting: alerts.alerting,
    }),
    uiDirectory: UI_DIRECTORY,
    basePath: new URL(publicUrl).pathname.replace(/\/+$/, ''),
    trustedProxies: config.trustedProxies,
    parts,
    logger,
  });
  lifecycle.onClose(async () => {
    const cut = setTimeout(() => http.server.closeAllConnections(), ANSWERS_MAX_MS);
    await http.close();
    clearTimeout(cut);
  });
  // Open streams end before the listener, which waits for them.
  lifecycle.onClose(() => live.close());
  lifecycle.onClose(() => void (stopping = true));
  await http.listen({ port, host: config.host });
}
