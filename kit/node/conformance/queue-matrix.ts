import { startCaptureServer, type CapturedItem } from '@garrison/testkit';
import type { ConformanceTarget } from './compose-app.ts';
import { readSpans, type CapturedSpan } from './read-spans.ts';
import { runApp, type AppResult } from './run-app.ts';

/** `nats` is core NATS; `jetstream2` the package `nats`, `jetstream3` its successor `@nats-io/jetstream`. */
export type QueueLibrary =
  | 'bullmq'
  | 'amqplib'
  | 'kafkajs'
  | 'platformatic'
  | 'nats'
  | 'jetstream2'
  | 'jetstream3'
  | 'sqs';

export interface QueueCase {
  readonly library: QueueLibrary;
  readonly brokerUrl: string;
  /** Queue or topic; fresh for every case. */
  readonly destination: string;
}

interface Traits {
  readonly system: string;
  /** Whether the broker counts deliveries itself. */
  readonly countsRetries?: true;
  /** Whether the suite's program has failed messages delivered a second time. */
  readonly redelivers?: true;
}
const TRAITS: Readonly<Record<QueueLibrary, Traits>> = {
  bullmq: { system: 'bullmq', countsRetries: true, redelivers: true },
  amqplib: { system: 'rabbitmq', countsRetries: true },
  kafkajs: { system: 'kafka' },
  platformatic: { system: 'kafka' },
  nats: { system: 'nats' },
  jetstream2: { system: 'nats', countsRetries: true, redelivers: true },
  jetstream3: { system: 'nats', countsRetries: true, redelivers: true },
  sqs: { system: 'aws_sqs', countsRetries: true, redelivers: true },
};
const FAILING = ['ada', 'bob'];

/** Publishes and handles real messages of three tenants at once; returns what is wrong with the spans and events, empty when nothing. */
export async function checkQueue(target: ConformanceTarget, queue: QueueCase): Promise<string[]> {
  const capture = await startCaptureServer();
  try {
    const result = await runApp(target, {
      script: 'queue.mjs',
      nodeArguments: ['--import', '@garrison/node/register'],
      env: {
        SENTRY_DSN: capture.dsn,
        SENTRY_TRACES_SAMPLE_RATE: '1',
        CONFORMANCE_QUEUE: queue.library,
        CONFORMANCE_BROKER: queue.brokerUrl,
        CONFORMANCE_DESTINATION: queue.destination,
      },
    });
    if (result.exitCode !== 0) return [`the program ended with ${result.exitCode}: ${result.output.slice(0, 1_000)}`];
    return [...spanProblems(queue, readSpans(capture.items()), result), ...eventProblems(capture.items('event'))];
  } finally {
    await capture.close();
  }
}

function spanProblems(queue: QueueCase, spans: readonly CapturedSpan[], result: AppResult): string[] {
  const request = spans.find((span) => span.op === 'http.server');
  const publish = spans.filter((span) => span.op === 'queue.publish');
  const process = spans.filter((span) => span.op === 'queue.process');
  const attempts = Object.values(result.reported['attempts'] as Record<string, number>);
  const deliveries = attempts.reduce((sum, count) => sum + count, 0);
  const others = spans.filter(
    (span) => span.attributes['messaging.system'] !== undefined && ![...publish, ...process].includes(span),
  );
  const orphans = spans.filter((span) => span.root && span !== request && span.op !== 'queue.process');
  const wanted = TRAITS[queue.library].redelivers === true ? 3 + FAILING.length : 3;
  return [
    ...problem(request === undefined, 'no span of the request'),
    ...problem(deliveries !== wanted, `${deliveries} deliveries instead of ${wanted}`),
    ...problem(publish.length !== 3, `${publish.length} publish spans for 3 messages`),
    ...problem(process.length !== deliveries, `${process.length} process spans for ${deliveries} deliveries`),
    ...others.map((span) => `a second span of a message: ${span.op} ${span.name}`),
    ...orphans.map((span) => `an orphan root: ${span.op} ${span.name}`),
    ...publish.flatMap((span) => attributeProblems(span, queue)),
    ...publish.filter((span) => span.parentSpanId !== request?.spanId).map(() => 'a publish span outside the request'),
    ...process.flatMap((span) => consumerProblems(span, { queue, publish, request })),
  ];
}

function attributeProblems(span: CapturedSpan, queue: QueueCase): string[] {
  const { attributes } = span;
  const { system } = TRAITS[queue.library];
  const size = JSON.stringify({ tenant: 'ada', amount: 4200 }).length;
  return [
    ...problem(attributes['messaging.system'] !== system, `${span.op}: messaging.system is not ${system}`),
    ...problem(attributes['messaging.destination.name'] !== queue.destination, `${span.op}: wrong destination name`),
    ...problem(attributes['messaging.message.body.size'] !== size, `${span.op}: wrong body size`),
    ...problem(typeof attributes['messaging.message.id'] !== 'string', `${span.op}: no message id`),
  ];
}

function consumerProblems(
  span: CapturedSpan,
  known: {
    readonly queue: QueueCase;
    readonly publish: readonly CapturedSpan[];
    readonly request: CapturedSpan | undefined;
  },
): string[] {
  const { queue, publish, request } = known;
  const sameMessage = publish.find(
    (one) => one.attributes['messaging.message.id'] === span.attributes['messaging.message.id'],
  );
  const latency = span.attributes['messaging.message.receive.latency'];
  const retries = span.attributes['messaging.message.retry.count'];
  return [
    ...attributeProblems(span, queue),
    ...problem(span.traceId !== request?.traceId, 'a message handled outside its trace'),
    ...problem(sameMessage === undefined, 'publish and process do not name the same message'),
    ...problem(
      span.parentSpanId !== sameMessage?.spanId,
      'a process span that is not below the publish span of its message',
    ),
    ...problem(typeof latency !== 'number' || latency < 0, 'no receive latency'),
    ...problem(TRAITS[queue.library].countsRetries === true && typeof retries !== 'number', 'no retry count'),
  ];
}

interface ErrorEvent {
  readonly exception?: { readonly values: readonly { readonly value: string }[] };
  readonly tags?: Readonly<Record<string, string>>;
}

/** One event per failed message, on its last attempt, with the tags of its own message. */
function eventProblems(items: readonly CapturedItem[]): string[] {
  const seen = items.map((item) => {
    const event = item.json as ErrorEvent;
    return `${event.exception?.values.at(-1)?.value} [${event.tags?.['tenant']}]`;
  });
  const wanted = FAILING.map((tenant) => `could not bill ${tenant} [${tenant}]`);
  const same = seen.toSorted().join() === wanted.toSorted().join();
  return problem(!same, `events: ${seen.join(', ') || 'none'} instead of ${wanted.join(', ')}`);
}

function problem(wrong: boolean, text: string): string[] {
  return wrong ? [text] : [];
}
