import { HEADERS } from '../carrier.ts';
import { consuming } from '../consume.ts';
import { bodySize } from '../conventions.ts';
import { overlay } from '../overlay.ts';
import { publishing } from '../publish.ts';

/** What is used of a BullMQ `Job`. */
export interface BullmqJob {
  readonly id?: string | undefined;
  readonly name: string;
  readonly data: unknown;
  readonly queueName: string;
  /** Milliseconds since the epoch. */
  readonly timestamp: number;
  /** Attempts that failed before this one. */
  readonly attemptsMade: number;
  /** Milliseconds that the job was asked to wait. */
  readonly delay?: number;
  readonly opts: BullmqJobOptions;
}

/** BullMQ keeps `telemetry.metadata` with the job, which makes it the place for headers: the job's data stays the service's own. */
interface BullmqJobOptions {
  readonly attempts?: number | undefined;
  readonly telemetry?:
    | { readonly metadata?: string | undefined; readonly omitContext?: boolean | undefined }
    | undefined;
}

interface BullmqQueue {
  readonly name: string;
  add(name: never, data: never, options?: never): Promise<unknown>;
  addBulk(jobs: never): Promise<unknown>;
}

interface NewJob {
  readonly name: string;
  readonly data: unknown;
  readonly opts?: BullmqJobOptions & { readonly jobId?: string };
}

/** A BullMQ `Queue` whose `add` and `addBulk` hand the trace on. The jobs' data stays as it is. */
export function bullmqQueue<Q extends BullmqQueue>(queue: Q): Q {
  const send = <T>(jobs: readonly NewJob[], add: (jobs: NewJob[]) => T): T =>
    publishing({ queue: queue.name, messages: jobs.map(messageOf), idsOf }, (headers) =>
      add(jobs.map((job, index) => withMetadata(job, headers[index] ?? {}))),
    );
  // BullMQ's own `addBulk` does not go through `add`, so no job is counted twice.
  return overlay(queue, {
    add: (name: string, data: unknown, opts?: NonNullable<NewJob['opts']>) =>
      send([{ name, data, ...(opts && { opts }) }], ([job]) =>
        queue.add(name as never, data as never, job?.opts as never),
      ),
    addBulk: (jobs: readonly NewJob[]) => send(jobs, (traced) => queue.addBulk(traced as never)),
  });
}

/**
 * Wraps the processor of a BullMQ `Worker`. An error is captured on the last attempt only, and at once for BullMQ's `UnrecoverableError`;
 * BullMQ's own signals (a delayed, waiting or rate-limited job) are no errors.
 */
export function bullmqProcessor<J extends BullmqJob, Rest extends unknown[], R>(
  processor: (job: J, ...rest: Rest) => R,
): (job: J, ...rest: Rest) => R {
  return (job, ...rest) =>
    consuming(
      {
        queue: job.queueName,
        headers: readMetadata(job.opts.telemetry?.metadata),
        meta: {
          system: 'bullmq',
          messageId: job.id,
          bodySize: bodySize(job.data),
          publishedAt: job.timestamp + (job.delay ?? 0),
          retryCount: job.attemptsMade,
          lastAttempt: (error) => isLastAttempt(job, error),
          attributes: { 'messaging.bullmq.job.name': job.name },
        },
      },
      () => processor(job, ...rest),
    );
}

const SIGNALS = new Set(['DelayedError', 'WaitingError', 'WaitingChildrenError', 'RateLimitError']);

function isLastAttempt(job: BullmqJob, error: unknown): boolean {
  const name = error instanceof Error ? error.name : '';
  if (SIGNALS.has(name)) return false;
  return name === 'UnrecoverableError' || job.attemptsMade + 1 >= (job.opts.attempts ?? 1);
}

/** `add` answers with the job, `addBulk` with all of them. */
function idsOf(answer: unknown): (string | undefined)[] {
  const jobs: readonly unknown[] = Array.isArray(answer) ? answer : [answer];
  return jobs.map((job) =>
    typeof job === 'object' && job !== null && 'id' in job && typeof job.id === 'string' ? job.id : undefined,
  );
}

function messageOf(job: NewJob): {
  system: string;
  messageId: string | undefined;
  bodySize: number | undefined;
  headers: object;
} {
  const headers = readMetadata(job.opts?.telemetry?.metadata);
  return { system: 'bullmq', messageId: job.opts?.jobId, bodySize: bodySize(job.data), headers };
}

function withMetadata(job: NewJob, headers: Readonly<Record<string, string>>): NewJob {
  const { telemetry } = job.opts ?? {};
  if (telemetry?.omitContext === true || Object.keys(headers).length === 0) return job;
  const metadata = JSON.stringify({ ...readMetadata(telemetry?.metadata), ...headers });
  return { ...job, opts: { ...job.opts, telemetry: { ...telemetry, metadata } } };
}

/** Ours is a JSON object; that of the SDK's `BullMQTelemetry` is a bare `sentry-trace`. */
function readMetadata(metadata: string | undefined): Record<string, unknown> {
  if (metadata === undefined || metadata === '') return {};
  if (!metadata.startsWith('{')) return { [HEADERS.trace]: metadata };
  try {
    return JSON.parse(metadata) as Record<string, unknown>;
  } catch {
    return {}; // Another telemetry's format.
  }
}
