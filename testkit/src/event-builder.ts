import { createRandom, type Random } from './random.ts';

/** An error event as a Node SDK sends it, before any normalisation. */
export type WireEvent = Record<string, unknown> & { readonly event_id: string };

export interface EventOptions {
  /** The same seed gives the same event. */
  readonly seed: number;
  /** Bytes of JSON to come close to, within 5 %. Default 6,000; stack and contexts alone take up to 5,000. */
  readonly bytes?: number;
  /** Events with the same kind group together. Default: chosen by the seed among `kinds`. */
  readonly kind?: number;
  /** How many distinct errors there are. Default 50. */
  readonly kinds?: number;
  /** Seconds since the epoch. Default 2026-11-24T12:00:00Z plus `seed` seconds. */
  readonly timestamp?: number;
  /** Put over the result, key by key. */
  readonly override?: Readonly<Record<string, unknown>>;
}

const ERRORS = [
  'TypeError',
  'ReferenceError',
  'PaymentDeclinedError',
  'TimeoutError',
  'ValidationError',
  'QueryFailedError',
];
const NOUNS = ['order', 'invoice', 'customer', 'basket', 'payment', 'session', 'ledger', 'refund'];
const VERBS = ['load', 'save', 'charge', 'validate', 'publish', 'settle', 'reconcile', 'render'];
const MODULES = ['express:lib.router', 'pg:lib.client', 'ioredis:built.redis', 'undici:lib.fetch'];

/** A realistic error event of about the asked size: stack with source lines, breadcrumbs, request, tags, contexts. */
export function buildErrorEvent(options: EventOptions): WireEvent {
  const random = createRandom(options.seed);
  const kind = createRandom(options.kind ?? random.int(options.kinds ?? 50));
  const noun = kind.pick(NOUNS);
  const verb = kind.pick(VERBS);
  const type = kind.pick(ERRORS);
  const timestamp = options.timestamp ?? 1_795_521_600 + options.seed;
  const event: WireEvent = {
    event_id: random.hex(32),
    timestamp,
    platform: 'node',
    level: 'error',
    server_name: `${noun}-api-7d9f-${random.hex(5)}`,
    environment: random.pick(['production', 'production', 'production', 'staging']),
    release: `${noun}-api@1.${kind.int(20)}.${kind.int(9)}`,
    transaction: `POST /api/${noun}s/:id/${verb}`,
    sdk: {
      name: 'sentry.javascript.node',
      version: '11.12.0',
      integrations: ['EventFilters', 'Http', 'NodeFetch', 'OnUncaughtException', 'ContextLines', 'Modules'],
      packages: [{ name: 'npm:@sentry/node', version: '11.12.0' }],
    },
    tags: {
      service: `${noun}-api`,
      team: random.pick(['payments', 'platform', 'growth']),
      tenant: `t${random.int(500)}`,
    },
    user: { id: String(random.int(100_000)) },
    contexts: contexts(random, timestamp),
    request: {
      url: `https://api.acme.example/api/${noun}s/${random.int(1_000_000)}/${verb}`,
      method: 'POST',
      headers: { 'content-type': 'application/json', host: 'api.acme.example', 'user-agent': 'acme-web/4.2' },
    },
    exception: {
      values: [
        {
          type,
          value: `Could not ${verb} ${noun} ${random.int(1_000_000)}: ${kind.pick(['connection refused', 'undefined is not an object', 'deadline exceeded', 'unexpected state'])}`,
          mechanism: { type: 'auto.http.kit', handled: false },
          stacktrace: { frames: frames(kind, noun, verb) },
        },
      ],
    },
    breadcrumbs: [] as unknown[],
    ...options.override,
  };
  return fill(event, options.bytes ?? 6_000, random);
}

/** An envelope with this one event, as the SDK would post it. `length` is left out, as JS SDKs do. */
export function buildEnvelope(event: WireEvent, header: Readonly<Record<string, unknown>> = {}): Buffer {
  const lines = [
    JSON.stringify({
      event_id: event.event_id,
      sent_at: new Date(Number(event['timestamp']) * 1000).toISOString(),
      ...header,
    }),
    JSON.stringify({ type: 'event' }),
    JSON.stringify(event),
  ];
  return Buffer.from(lines.join('\n') + '\n');
}

function frames(kind: Random, noun: string, verb: string): Record<string, unknown>[] {
  const depth = 4 + kind.int(6);
  return Array.from({ length: depth }, (_, index) => {
    const own = index >= depth - 3;
    const lineno = 10 + kind.int(400);
    return {
      filename: own
        ? `/app/dist/${noun}s/${verb}-${noun}.js`
        : `/app/node_modules/${kind.pick(['express/lib/router', 'pg/lib/client', 'undici/lib/fetch'])}.js`,
      module: own ? `${noun}s:${verb}-${noun}` : kind.pick(MODULES),
      function: own
        ? kind.pick([`${verb}${noun}`, `handle.${verb}`, `Object.<anonymous>`])
        : kind.pick(['next', 'handle', 'process.processTicksAndRejections']),
      lineno,
      colno: 1 + kind.int(80),
      in_app: own,
      pre_context: [`  const ${noun} = await repository.find(id);`, `  if (!${noun}) throw new NotFound(id);`],
      context_line: `  await gateway.${verb}(${noun}, { idempotencyKey });`,
      post_context: ['  return reply.send({ ok: true });', '}'],
    };
  });
}

function contexts(random: Random, timestamp: number): Record<string, unknown> {
  return {
    trace: { trace_id: random.hex(32), span_id: random.hex(16), op: 'http.server', status: 'internal_error' },
    runtime: { name: 'node', version: 'v24.11.0' },
    app: {
      app_start_time: new Date((timestamp - random.int(86_400)) * 1000).toISOString(),
      app_memory: 180_000_000 + random.int(50_000_000),
    },
    os: { kernel_version: '6.1.0', name: 'Linux', version: '12' },
    device: { arch: 'x64', processor_count: 4, memory_size: 16_000_000_000 },
  };
}

/** Adds breadcrumbs, then one padding field, until the JSON has the asked size. */
function fill(event: WireEvent, bytes: number, random: Random): WireEvent {
  const crumbs = event['breadcrumbs'];
  let size = Buffer.byteLength(JSON.stringify(event));
  while (Array.isArray(crumbs) && crumbs.length < 100 && size + 260 < bytes) {
    const crumb = breadcrumb(Number(event['timestamp']) - crumbs.length, random);
    crumbs.push(crumb);
    size += Buffer.byteLength(JSON.stringify(crumb)) + 1;
  }
  const missing = bytes - size - 24;
  return missing > 0 ? { ...event, extra: { payload: random.hex(missing) } } : event;
}

function breadcrumb(timestamp: number, random: Random): Record<string, unknown> {
  const noun = random.pick(NOUNS);
  return random.int(2) === 0
    ? {
        timestamp,
        type: 'http',
        category: 'http',
        level: 'info',
        data: { url: `https://${noun}.internal/v1/${random.int(9_999)}`, 'http.method': 'GET', status_code: 200 },
      }
    : {
        timestamp,
        category: 'console',
        level: 'log',
        message: `${random.pick(VERBS)} ${noun} ${random.int(99_999)} took ${random.int(900)} ms`,
      };
}
