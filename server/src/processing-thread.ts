import { Worker } from 'node:worker_threads';
import type { Logger } from './platform/index.ts';
import type { Cursor, CountedIssue } from './store/index.ts';
import type { FromWorker, Health, ToWorker, WorkerSettings } from './worker-messages.ts';

/** The processing thread, seen from the main thread. */
export interface ProcessingThread {
  wake(end: Cursor): void;
  health(): Promise<Health>;
  close(): Promise<void>;
}

const HEALTH_ANSWER_MS = 2000;
/** MiB: three half-spaces of the size that `launch.json` gives the main thread. */
const YOUNG_GENERATION_MAX = 24;

export interface ProcessingThreadDeps {
  readonly settings: WorkerSettings;
  readonly onCounted: (issues: readonly CountedIssue[]) => void;
  readonly logger: Logger;
}

/**
 * Starts the thread; resolves when it works. When the thread ends by an error the process ends; the next start continues at the
 * log's cursor.
 */
export async function startProcessing({
  settings,
  onCounted,
  logger,
}: ProcessingThreadDeps): Promise<ProcessingThread> {
  const thread = new Worker(new URL('./worker-thread.ts', import.meta.url), {
    name: 'processing',
    workerData: settings,
    resourceLimits: { maxYoungGenerationSizeMb: YOUNG_GENERATION_MAX },
  });
  const tell = (message: ToWorker): void => thread.postMessage(message);
  const closed = Promise.withResolvers<void>();
  const ready = Promise.withResolvers<void>();
  const asked: ((health: Health) => void)[] = [];
  let closing = false;

  thread.on('message', (message: FromWorker) => {
    switch (message.kind) {
      case 'ready':
        return ready.resolve();
      case 'counted':
        return onCounted(message.issues);
      case 'health':
        return asked.shift()?.(message.health);
      case 'closed':
        return message.problem === undefined ? closed.resolve() : closed.reject(new Error(message.problem));
    }
  });
  thread.on('error', (error) => {
    ready.reject(error);
    if (closing) return closed.reject(error);
    logger.fatal({ err: error }, 'the processing thread ended; what was acknowledged is in the log');
    process.exit(1);
  });

  await ready.promise;
  return {
    wake: (end) => tell({ kind: 'wake', end }),
    health: () =>
      new Promise((resolve) => {
        const late = setTimeout(
          () => resolve({ ok: false, detail: `no answer within ${HEALTH_ANSWER_MS} ms` }),
          HEALTH_ANSWER_MS,
        );
        asked.push((health) => {
          clearTimeout(late);
          resolve(health);
        });
        tell({ kind: 'health' });
      }),
    async close() {
      closing = true;
      tell({ kind: 'close' });
      await closed.promise;
      await thread.terminate();
    },
  };
}
