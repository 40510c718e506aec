import { Worker } from 'node:worker_threads';

/** One job in a thread of its own, which ends with it: its memory comes back. `file`: the thread's entry, beside this file. */
export function runThreadJob<Answer>(file: string, job: object): Promise<Answer> {
  const thread = new Worker(new URL(`./${file}`, import.meta.url), { workerData: job });
  return new Promise((resolve, reject) => {
    thread.once('message', resolve);
    thread.once('error', reject);
    thread.once('exit', () => reject(new Error(`${file} ended without an answer`)));
  });
}
