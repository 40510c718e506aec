import { startCaptureServer, type CaptureServer } from '@garrison/testkit';
import { createServer, type IncomingHttpHeaders } from 'node:http';
import type { ConformanceTarget } from './compose-app.ts';
import { readSpans, type CapturedSpan } from './read-spans.ts';
import { startApp } from './run-app.ts';

export interface ContractResult {
  /** What is wrong, per promise; a promise that is kept has an empty list. */
  readonly problems: Readonly<Record<ContractPromise, readonly string[]>>;
  /** Item type of the profiles that arrived; undefined when none did. */
  readonly profiles: 'profile' | 'profile_chunk' | undefined;
}

export const CONTRACT = {
  repeats: '20 identical errors arrive 20 times',
  linked: 'an error is linked to its trace, and the trace is named by the route',
  isolated: 'tags and user of concurrent requests never mix',
  probes: 'probes are never traced, with and without a sampled parent; /healthcare is',
  profiles: 'profiles arrive, or the start says in a line why there are none',
  sessions: 'sessions arrive, also those of the last seconds before SIGTERM',
  boundary: 'own hosts get trace headers, third parties none',
  policy: 'events, transactions, spans, logs and metrics name the version and hash of the policy',
  sampling: 'a foreign `sentry-trace: …-1` does not force sampling',
} as const;
export type ContractPromise = keyof typeof CONTRACT;

const TENANTS = ['ada', 'bob', 'eve', 'joe'];
const PROBES = ['/health', '/healthz', '/ready', '/readiness', '/metrics'];
const PARENT = `${'1234567890abcdef'.repeat(2)}-${'fedcba0987654321'}-1`;

/** Puts a real service under traffic twice, once traced fully and once not at all, stops it by SIGTERM and looks at what it sent. */
export async function checkEventContract(target: ConformanceTarget): Promise<ContractResult> {
  const traced = await runService(target, '1', fullTraffic);
  const untraced = await runService(target, '0', async (base) => {
    await get(`${base}/healthcare/plans`, { 'sentry-trace': PARENT, baggage: FOREIGN_BAGGAGE });
  });
  const { capture, outgoing, profiling } = traced;
  const spans = readSpans(capture.items());
  const profiles = (['profile', 'profile_chunk'] as const).find((type) => capture.items(type).length > 0);
  const problems = {
    repeats: repeatProblems(capture),
    linked: linkProblems(capture, spans),
    isolated: isolationProblems(capture),
    probes: probeProblems(spans),
    profiles: profiles !== undefined || profiling !== undefined ? [] : ['none'],
    sessions: sessionProblems(capture),
    boundary: boundaryProblems(outgoing),
    policy: policyProblems(capture, traced.policy),
    sampling: readSpans(untraced.capture.items()).map((span) => `sampled although the rate is 0: ${span.name}`),
  };
  return { problems, profiles };
}

/** Of another organisation: another public key, its own id. */
const FOREIGN_BAGGAGE =
  'sentry-trace_id=1234567890abcdef1234567890abcdef,sentry-public_key=ffffffffffffffffffffffffffffffff,sentry-org_id=99,sentry-sampled=true,sentry-sample_rate=1';

interface ServiceRun {
  readonly capture: CaptureServer;
  /** Headers of the service's outgoing requests, by path. */
  readonly outgoing: Readonly<Record<string, IncomingHttpHeaders>>;
  /** What the kit said about a profiler that it could not load. */
  readonly profiling: string | undefined;
  /** What `sentryStatus()` calls the policy. */
  readonly policy: string;
}

async function runService(
  target: ConformanceTarget,
  rate: string,
  traffic: (base: string, upstreamPort: number) => Promise<void>,
): Promise<ServiceRun> {
  const capture = await startCaptureServer();
  const outgoing: Record<string, IncomingHttpHeaders> = {};
  const upstream = createServer((request, response) => {
    outgoing[request.url ?? ''] = request.headers;
    response.end('{}');
  });
  // On both families: the service calls it as `localhost` and as `127.0.0.1`.
  await new Promise<void>((resolve) => upstream.listen(0, resolve));
  const address = upstream.address();
  try {
    const app = await startApp(target, {
      script: 'contract.mjs',
      env: { SENTRY_DSN: capture.dsn, SENTRY_TRACES_SAMPLE_RATE: rate, SENTRY_PROFILE_SESSION_SAMPLE_RATE: '1' },
    });
    const port = await app.reported<number>('port');
    await traffic(`http://127.0.0.1:${port}`, typeof address === 'object' && address !== null ? address.port : 0);
    const { output, reported } = await app.stop();
    return {
      capture,
      outgoing,
      policy: String(reported['policy']),
      profiling: /^.*profiling-node could not be loaded.*$/m.exec(output)?.[0],
    };
  } finally {
    upstream.close();
    await capture.close();
  }
}

async function fullTraffic(base: string, upstreamPort: number): Promise<void> {
  for (const probe of PROBES) {
    await get(base + probe);
    await get(`${base}${probe}/?deep=1`, { 'sentry-trace': PARENT });
  }
  await get(`${base}/healthcare/plans`);
  await Promise.all(TENANTS.map((tenant) => get(`${base}/tenants/${tenant}/orders?together=${TENANTS.length}`)));
  for (let index = 0; index < 20; index++) await get(`${base}/ledger`);
  await get(`${base}/signals`);
  await get(`${base}/upstream?port=${upstreamPort}`);
  for (let index = 0; index < 3; index++) await get(`${base}/jobs/${index}`);
}

async function get(url: string, headers: Record<string, string> = {}): Promise<void> {
  await (await fetch(url, { headers })).text();
}

interface WireEvent {
  readonly exception?: { readonly values: readonly { readonly value?: string }[] };
  readonly tags?: Readonly<Record<string, string>>;
  readonly user?: { readonly id?: string };
  readonly contexts?: { readonly trace?: { readonly trace_id: string } };
}

function errors(capture: CaptureServer, text: RegExp): WireEvent[] {
  return capture
    .items('event')
    .map((item) => item.json as WireEvent)
    .filter((event) => text.test(event.exception?.values.at(-1)?.value ?? ''));
}

function repeatProblems(capture: CaptureServer): string[] {
  const count = errors(capture, /^the ledger is closed$/).length;
  return count === 20 ? [] : [`${count} of 20 arrived`];
}

function linkProblems(capture: CaptureServer, spans: readonly CapturedSpan[]): string[] {
  return errors(capture, /^no orders for/).flatMap((event) => {
    const root = spans.find((span) => span.root && span.traceId === event.contexts?.trace?.trace_id);
    if (root === undefined) return ['an error without its trace'];
    return root.name === 'GET /tenants/:id/orders' ? [] : [`a trace called "${root.name}"`];
  });
}

function isolationProblems(capture: CaptureServer): string[] {
  const events = errors(capture, /^no orders for/);
  const wrong = events.filter((event) => {
    const tenant = event.exception?.values.at(-1)?.value?.replace('no orders for ', '');
    return event.tags?.['tenant'] !== tenant || event.user?.id !== tenant;
  });
  return [
    ...wrong.map((event) => `${event.exception?.values.at(-1)?.value} is tagged ${event.tags?.['tenant']}`),
    ...(events.length === TENANTS.length ? [] : [`${events.length} events of ${TENANTS.length}`]),
  ];
}

function policyProblems(capture: CaptureServer, policy: string): string[] {
  if (!/^[\w.-]+\+[0-9a-f]{10}$/.test(policy)) return [`the status calls the policy "${policy}"`];
  return POLICY_CHANNELS.flatMap((channel) => {
    const others = policiesOf(capture, channel).filter((found) => found !== policy);
    return others.length === 0 ? [] : [`${others.length} of ${channel} name the policy ${others[0] ?? 'nowhere'}`];
  });
}

const POLICY_CHANNELS = ['event', 'transaction', 'span', 'log', 'trace_metric'] as const;

/** Tags of events and transactions; attributes of streamed spans, logs and metrics, which come in containers. */
function policiesOf(capture: CaptureServer, channel: (typeof POLICY_CHANNELS)[number]): (string | undefined)[] {
  type Attributes = Readonly<Record<string, { readonly value?: string }>>;
  return capture.items(channel).flatMap(({ json }) => {
    const { items, tags } = json as {
      readonly items?: readonly { attributes?: Attributes }[];
      tags?: Record<string, string>;
    };
    return items === undefined ? [tags?.['policy']] : items.map((item) => item.attributes?.['policy']?.value);
  });
}

function probeProblems(spans: readonly CapturedSpan[]): string[] {
  const paths = spans.map(pathOf).filter((path) => path !== undefined);
  const traced = paths.filter((path) => PROBES.includes(path.replace(/\/$/, '')));
  return [
    ...traced.map((path) => `${path} is traced`),
    ...(paths.includes('/healthcare/plans') ? [] : ['/healthcare/plans is not traced']),
  ];
}

/** Of an incoming request's span: attribute names of majors 8 to 10 and of 11. */
function pathOf(span: CapturedSpan): string | undefined {
  if (span.op !== 'http.server' && !(span.root && span.name.startsWith('GET '))) return undefined;
  const raw = span.attributes['url.path'] ?? span.attributes['http.target'] ?? span.name.replace(/^GET /, '');
  return typeof raw === 'string' ? raw.replace(/[?#].*$/, '') : undefined;
}

interface Aggregates {
  readonly aggregates?: readonly { readonly exited?: number; readonly errored?: number; readonly crashed?: number }[];
}

function sessionProblems(capture: CaptureServer): string[] {
  let total = 0;
  for (const item of capture.items('sessions')) {
    for (const bucket of (item.json as Aggregates).aggregates ?? []) {
      total += (bucket.exited ?? 0) + (bucket.errored ?? 0) + (bucket.crashed ?? 0);
    }
  }
  return total > 0 ? [] : ['no request is counted'];
}

function boundaryProblems(outgoing: Readonly<Record<string, IncomingHttpHeaders>>): string[] {
  const [own, foreign] = [outgoing['/own'], outgoing['/foreign']];
  if (own === undefined || foreign === undefined) return ['the service did not call out'];
  const leaked = ['sentry-trace', 'baggage', 'traceparent'].filter((name) => foreign[name] !== undefined);
  return [
    ...(own['sentry-trace'] === undefined ? ['the own host got no sentry-trace'] : []),
    ...leaked.map((name) => `the third party got ${name}`),
  ];
}
