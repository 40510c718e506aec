import { setPriority } from 'node:os';
import { parentPort, workerData } from 'node:worker_threads';
import { composeWorker } from './compose-worker.ts';
import { collectGarbage } from './platform/index.ts';
import type { FromWorker, ToWorker, WorkerSettings } from './worker-messages.ts';

/** The processing thread's entry: composes the worker and does what the main thread says. */
if (parentPort === null) throw new Error('worker-thread.ts runs in a worker thread only');
const port = parentPort;
const tell = (message: FromWorker): void => port.postMessage(message);

// Accepting goes first. On Linux a priority is a thread's own; elsewhere it would slow the whole process.
if (process.platform === 'linux') setPriority(0, 5);

const worker = await composeWorker(workerData as WorkerSettings, (issues) => tell({ kind: 'counted', issues }));
port.on('message', (message: ToWorker) => {
  switch (message.kind) {
    case 'wake':
      return worker.wake(message.end);
    case 'health':
      return tell({ kind: 'health', health: worker.health() });
    case 'close':
      return void worker.close().then(
        () => tell({ kind: 'closed' }),
        (error: unknown) => tell({ kind: 'closed', problem: String(error) }),
      );
  }
});
tell({ kind: 'ready' });
collectGarbage();
