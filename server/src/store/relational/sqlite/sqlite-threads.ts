import { Worker } from 'node:worker_threads';
import { Kysely } from 'kysely';
import type { Database } from '../database.ts';
import { type Reader, sqliteDialect } from './dialect.ts';
import type { StatementResult } from './statements.ts';
import type { Failure, FromThread, ThreadSettings, ToThread } from './thread-messages.ts';

export interface SqliteThreads {
  readonly db: Kysely<Database>;
  close(): Promise<void>;
}

/** MiB. A thread keeps few short-lived objects: the rows of one statement. */
const YOUNG_GENERATION_MAX = 4;

/**
 * Opens (and creates) the database file with one thread that writes and some that read. No statement runs on the thread that calls.
 * A thread that ends by an error ends the process: it is an uncaught error.
 */
export async function openSqliteThreads(options: { path: string; readers: number }): Promise<SqliteThreads> {
  const { path } = options;
  const writer = await startThread({ path, readsOnly: false });
  const readers = await Promise.all(
    Array.from({ length: options.readers }, () => startThread({ path, readsOnly: true })),
  );
  const db = new Kysely<Database>({ dialect: sqliteDialect({ writer, readers }) });
  let closed: Promise<void> | undefined;
  const closeAll = async (): Promise<void> => {
    await db.destroy();
    // Kysely closes only what it has used.
    await Promise.all([writer, ...readers].map(async (thread) => thread.close()));
  };
  return { db, close: () => (closed ??= closeAll()) };
}

interface Waiting {
  resolve(result: StatementResult): void;
  reject(error: Error): void;
}

async function startThread(settings: ThreadSettings): Promise<Reader> {
  const thread = new Worker(new URL('./sqlite-thread.ts', import.meta.url), {
    name: 'sqlite',
    workerData: settings,
    resourceLimits: { maxYoungGenerationSizeMb: YOUNG_GENERATION_MAX },
  });
  const tell = (message: ToThread): void => thread.postMessage(message);
  const waiting = new Map<number, Waiting>();
  const ready = Promise.withResolvers<void>();
  const ended = Promise.withResolvers<void>();
  let lastId = 0;
  let closing: Promise<void> | undefined;

  thread.on('message', (message: FromThread) => {
    if (message.kind === 'ready') return ready.resolve();
    const { id } = message;
    const asked = waiting.get(id);
    waiting.delete(id);
    if (message.kind === 'done') asked?.resolve(message.result);
    else asked?.reject(errorOf(message.failure));
  });
  thread.on('exit', () => {
    const error = new Error('the database connection is closed');
    ready.reject(error);
    for (const asked of waiting.values()) asked.reject(error);
    waiting.clear();
    ended.resolve();
  });
  // Only until it is ready: later nobody listens, and an error is an uncaught one of the process.
  thread.once('error', ready.reject);
  await ready.promise;
  thread.off('error', ready.reject);

  return {
    get pending() {
      return waiting.size;
    },
    run: (sql, parameters) =>
      new Promise((resolve, reject) => {
        if (closing !== undefined) return reject(new Error('the database connection is closed'));
        waiting.set(++lastId, { resolve, reject });
        tell({ id: lastId, sql, parameters });
      }),
    close() {
      if (closing === undefined) tell('close');
      return (closing ??= ended.promise);
    },
  };
}

function errorOf({ message, code }: Failure): Error {
  return Object.assign(new Error(message), code === undefined ? {} : { code });
}
