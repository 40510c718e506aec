import { parentPort, workerData } from 'node:worker_threads';
import { createStatements, openConnection } from './statements.ts';
import type { Failure, FromThread, ThreadSettings, ToThread } from './thread-messages.ts';

/** The entry of a thread that owns one connection: it runs the statements that it is sent, in the order of arrival. */
if (parentPort === null) throw new Error('sqlite-thread.ts runs in a worker thread only');
const port = parentPort;
const tell = (message: FromThread): void => port.postMessage(message);

// What the main thread started this thread with.
const raw = openConnection(workerData as ThreadSettings);
const run = createStatements(raw);

port.on('message', (message: ToThread) => {
  if (message === 'close') {
    raw.close();
    port.close();
    return;
  }
  const { id, sql, parameters } = message;
  try {
    tell({ kind: 'done', id, result: run(sql, parameters) });
  } catch (error) {
    tell({ kind: 'failed', id, failure: failureOf(error) });
  }
});
tell({ kind: 'ready' });

function failureOf(error: unknown): Failure {
  if (!(error instanceof Error)) return { message: String(error), code: undefined };
  return { message: error.message, code: 'code' in error ? String(error.code) : undefined };
}
