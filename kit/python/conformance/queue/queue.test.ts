import { join } from 'node:path';
import {
  poll,
  pythonOf,
  startCaptureServer,
  startKafka,
  startProgram,
  startRabbitmq,
  startRedis,
  startSqs,
  type CaptureServer,
} from '@garrison/testkit';
import { describe, expect, it } from 'vitest';
import { composeApp } from '../../../node/conformance/compose-app.ts';
import { readSpans, type CapturedSpan } from '../../../node/conformance/read-spans.ts';
import { startApp } from '../../../node/conformance/run-app.ts';
import { ENVIRONMENTS, pythonEnv } from '../python-process.ts';

const BROKERS = [
  { kind: 'redis', start: startRedis, system: undefined },
  { kind: 'rabbitmq', start: startRabbitmq, system: 'rabbitmq' },
  { kind: 'kafka', start: startKafka, system: 'kafka' },
  { kind: 'sqs', start: startSqs, system: 'aws_sqs' },
] as const;
const AWS = { AWS_ACCESS_KEY_ID: 'test', AWS_SECRET_ACCESS_KEY: 'test' };

describe.each(BROKERS)('$kind', ({ kind, start, system }) => {
  it('carries a trace from Node to Python and back, with either SDK of Python', async () => {
    const broker = await start();
    try {
      for (const environment of ENVIRONMENTS) {
        const capture = await startCaptureServer();
        const queue = `orders-${environment}`;
        const env = { QUEUE_KIND: kind, QUEUE_BROKER: broker.url, QUEUE_NAME: queue, ...AWS };
        await exchange(capture, { environment, env });
        expectOneTrace(readSpans(capture.items()), { queue, system });
        const events = capture.items('event').map((item) => item.json as ErrorEvent);
        expect(events.map((event) => [event.exception.values.at(-1)?.value, event.tags['tenant']])).toEqual([
          ['could not bill bob', 'bob'],
        ]);
        await capture.close();
      }
    } finally {
      await broker.close();
    }
  });
});

/** Waits until each service has ended by itself. The queues exist before the Python service starts: otherwise aiokafka logs an error. */
async function exchange(
  capture: CaptureServer,
  { environment, env }: { readonly environment: (typeof ENVIRONMENTS)[number]; readonly env: NodeJS.ProcessEnv },
): Promise<void> {
  const settings = { SENTRY_DSN: capture.dsn, SENTRY_TRACES_SAMPLE_RATE: '1', SENTRY_RELEASE: 'x@1', ...env };
  const app = await composeApp({ major: 11 });
  const node = await startApp(app, { script: 'queue-partner.mjs', env: { ...settings, SENTRY_SERVICE: 'shop' } });
  await node.reported('ready');
  const python = startProgram(
    pythonOf(environment),
    ['-m', 'garrison_sentry', 'run', join(import.meta.dirname, 'handler.py')],
    { env: pythonEnv({ ...settings, SENTRY_SERVICE: 'billing' }) },
  );
  try {
    const { exitCode, output } = await node.ended;
    expect(exitCode, `${output}\n${python.output()}`).toBe(0);
    await poll(() => python.exit() ?? undefined, { timeoutMs: 60_000, describe: () => python.output() });
    expect(python.output()).not.toContain('Traceback');
  } finally {
    await python.stop();
    await app.remove();
  }
}

function expectOneTrace(
  spans: readonly CapturedSpan[],
  { queue, system }: { readonly queue: string; readonly system: string | undefined },
): void {
  const of = (op: string, name: string): CapturedSpan[] =>
    spans.filter((span) => span.op === op && span.attributes['messaging.destination.name'] === name);
  const request = spans.find((span) => span.op === 'http.server');
  const published = of('queue.publish', queue);
  const handled = of('queue.process', queue);
  const [answer, ...moreAnswers] = of('queue.publish', `${queue}-answers`);
  const [received, ...moreReceived] = of('queue.process', `${queue}-answers`);
  expect([published.length, handled.length, moreAnswers.length, moreReceived.length]).toEqual([2, 2, 0, 0]);
  for (const span of published) expect(span.parentSpanId).toBe(request?.spanId);
  const ids = (list: readonly CapturedSpan[]): Set<unknown> =>
    new Set(list.map((span) => span.attributes['messaging.message.id']));
  expect(new Set(handled.map((span) => span.parentSpanId))).toEqual(new Set(published.map((span) => span.spanId)));
  expect(ids(handled)).toEqual(ids(published));
  expect(handled.map((span) => span.spanId)).toContain(answer?.parentSpanId);
  expect(received?.parentSpanId).toBe(answer?.spanId);
  for (const span of [...published, ...handled, answer, received]) {
    expect(span?.traceId).toBe(request?.traceId);
    expect(span?.attributes['messaging.system']).toBe(system);
    expect(span?.attributes['messaging.message.id']).toEqual(expect.any(String));
  }
  const own = ['http.server', 'queue.publish', 'queue.process'];
  const others = spans.filter((span) => !own.includes(span.op) && (span.root || 'messaging.system' in span.attributes));
  expect(others.map((span) => `${span.op} ${span.name}`)).toEqual([]);
}

interface ErrorEvent {
  readonly exception: { readonly values: readonly { readonly value: string }[] };
  readonly tags: Readonly<Record<string, string>>;
}
