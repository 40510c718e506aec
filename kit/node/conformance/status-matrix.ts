import { startCaptureServer } from '@garrison/testkit';
import { request } from 'node:http';
import type { ConformanceTarget } from './compose-app.ts';
import { readSpans, type CapturedSpan } from './read-spans.ts';
import { startApp } from './run-app.ts';

export type Framework = 'express' | 'fastify';

interface StatusCase {
  readonly name: string;
  /** Null: the connection may also be cut, the head being sent already. */
  readonly status: number | null;
  /** Text of the one event that must arrive; undefined: none may. */
  readonly event?: RegExp;
}

/** Fastify 4 tries to answer although the head is sent, and does not catch its own failure. */
const FASTIFY_4_CONSEQUENCE = 'Cannot write headers after they are sent to the client';

const CASES: readonly StatusCase[] = [
  { name: 'thrown', status: 500, event: /^secret of thrown$/ },
  { name: 'mapped', status: 422 },
  { name: 'missing', status: 404 },
  { name: 'rejected', status: 500, event: /^secret of rejected$/ },
  { name: 'text', status: 500, event: /^secret of text$/ },
  { name: 'nothing', status: 500, event: /^undefined was thrown$/ },
  { name: 'sent', status: null, event: /^secret of sent$/ },
  // Answered by the service itself: no error to be seen, but the route and the status are reported.
  { name: 'answered', status: 503, event: /^HTTP 503 on GET \/answered\/:id$/ },
];

interface Answer {
  readonly status: number | undefined;
  readonly body: string;
  readonly correlationId: string | undefined;
}

/** Fails in every way at once; returns what is wrong with the answers and events, empty when nothing. */
export async function checkStatuses(target: ConformanceTarget, framework: Framework): Promise<string[]> {
  const capture = await startCaptureServer();
  try {
    const app = await startApp(target, {
      script: 'status.mjs',
      env: { SENTRY_DSN: capture.dsn, SENTRY_TRACES_SAMPLE_RATE: '1', CONFORMANCE_FRAMEWORK: framework },
    });
    const port = await app.reported<number>('port');
    const answers = await Promise.all(CASES.map((one) => ask(port, one.name)));
    await app.stop();
    const spans = readSpans(capture.items());
    const events = capture
      .items('event')
      .map((item) => item.json as WireEvent)
      .filter((event) => textOf(event) !== FASTIFY_4_CONSEQUENCE);
    return CASES.flatMap((one, index) => [
      ...answerProblems(one, answers[index]),
      ...eventProblems(one, events, spans),
    ]).concat(events.length > 6 ? [`${events.length} events for 6 failures`] : []);
  } finally {
    await capture.close();
  }
}

function answerProblems(one: StatusCase, answer: Answer | undefined): string[] {
  const problems: string[] = [];
  if (one.status !== null && answer?.status !== one.status) problems.push(`${one.name}: answered ${answer?.status}`);
  if (answer?.body.includes('secret of')) problems.push(`${one.name}: the client reads the error's text`);
  if (one.status !== null && answer?.correlationId === undefined) problems.push(`${one.name}: no correlation id`);
  return problems;
}

interface WireEvent {
  readonly exception?: {
    readonly values: readonly { readonly value?: string; readonly mechanism?: { readonly handled?: boolean } }[];
  };
  readonly message?: string;
  readonly tags?: Readonly<Record<string, string>>;
  readonly contexts?: { readonly trace?: { readonly trace_id: string } };
}

function eventProblems(one: StatusCase, events: readonly WireEvent[], spans: readonly CapturedSpan[]): string[] {
  const own = events.filter((event) => event.tags?.['tenant'] === one.name || one.event?.test(textOf(event)) === true);
  if (one.event === undefined)
    return own.map((event) => `${one.name}: an event although it is no server error: ${textOf(event)}`);
  const [event] = own;
  if (event === undefined || own.length > 1) return [`${one.name}: ${own.length} events`];
  const root = spans.find((span) => span.root && span.traceId === event.contexts?.trace?.trace_id);
  const problems: string[] = [];
  if (!one.event.test(textOf(event))) problems.push(`${one.name}: the event says "${textOf(event)}"`);
  if (event.tags?.['tenant'] !== one.name) problems.push(`${one.name}: tagged as ${event.tags?.['tenant']}`);
  if (event.exception !== undefined && event.exception.values.at(-1)?.mechanism?.handled !== false)
    problems.push(`${one.name}: not marked as unhandled`);
  if (root === undefined) problems.push(`${one.name}: not linked to its trace`);
  else if (root.name !== `GET /${one.name}/:id`) problems.push(`${one.name}: its transaction is called "${root.name}"`);
  return problems;
}

function textOf(event: WireEvent): string {
  return event.exception?.values.at(-1)?.value ?? event.message ?? '';
}

/** A connection that is cut counts as an answer, too: it is one of the cases. */
function ask(port: number, name: string): Promise<Answer> {
  return new Promise((resolve) => {
    const headers = { 'x-tenant': name };
    const asked = request(
      { port, host: '127.0.0.1', path: `/${name}/4711?token=abc`, headers, agent: false },
      (response) => {
        let body = '';
        const id = response.headers['x-request-id'];
        const done = (): void =>
          resolve({ status: response.statusCode, body, correlationId: typeof id === 'string' ? id : undefined });
        response.on('data', (chunk: Buffer) => void (body += chunk.toString('utf8')));
        response.on('end', done);
        response.on('close', done);
      },
    );
    asked.on('error', () => resolve({ status: undefined, body: '', correlationId: undefined }));
    asked.setTimeout(5_000, () => asked.destroy(new Error('no answer')));
    asked.end();
  });
}
