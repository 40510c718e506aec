import { countDrop, kitState, resolveProblem, type Delivery } from '../kit-state.ts';
import type { SdkClient, SdkEnvelope } from '../sdk-types.ts';

/** Names of the SDK's client reports, by item type. */
const CATEGORIES: Readonly<Record<string, string>> = {
  event: 'error',
  sessions: 'session',
  log: 'log_item',
  trace_metric: 'metric',
  check_in: 'monitor',
  user_report: 'feedback',
};

/** What the SDK reports about its own reports: not lost data. */
const REPORTS = new Set(['client_report']);

type Response = Awaited<ReturnType<SdkClient['sendEnvelope']>>;

let current: Delivery | undefined;

/** How many envelopes are on their way. */
export function pendingEnvelopes(): number {
  return kitState().deliveries.size;
}

/** Those that would be lost if the process ended now. */
export function unwrittenEnvelopes(): SdkEnvelope[] {
  return [...kitState().deliveries].filter(({ written }) => !written).map(({ envelope }) => envelope);
}

/** To be called when a request to the ingest is made: the SDK makes it while it is handed the envelope. Returns what to call once it is written. */
export function requestMade(): () => void {
  const delivery = current;
  return () => void (delivery && (delivery.written = true));
}

/** What throws becomes a rejection. */
function attempt<T>(run: () => PromiseLike<T>): Promise<T> {
  try {
    return Promise.resolve(run());
  } catch (error) {
    return Promise.reject(error instanceof Error ? error : new Error('a hook threw'));
  }
}

function during<T>(delivery: Delivery, run: () => T): T {
  current = delivery;
  try {
    return run();
  } finally {
    current = undefined;
  }
}

/**
 * Hands an envelope to the SDK and notes what became of it: what the ingest answered with a 2xx is sent, everything else is a drop with
 * its reason. Never throws and never rejects: SDK 10 and 11 would pass the exception of a hook on as an unhandled rejection, whose report runs into the
 * same hook, and the event loop would not turn again; majors 8 and 9 throw it at whoever captures.
 */
export function deliver(
  envelope: SdkEnvelope,
  parts: {
    readonly client: SdkClient;
    /** Of the kit's own client the SDK's drops are known, with their reasons. */
    readonly isOwn: boolean;
    readonly send: (envelope: SdkEnvelope) => PromiseLike<Response>;
  },
): Promise<Response> {
  // Before sending: the SDK filters the list.
  const units = unitsOf(envelope);
  const failed = (reason: string): Response => {
    for (const [category, quantity] of units) countFailure(`${reason}:${category}`, quantity);
    return {};
  };
  const disabled = parts.client.getOptions().enabled === false;
  const { deliveries } = kitState();
  const delivery: Delivery = { envelope, written: false };
  const note = (response: Response): Response =>
    disabled ? failed('sdk_closed') : noteAnswer(response, units, { failed, isOwn: parts.isOwn });
  deliveries.add(delivery);
  return during(delivery, () => attempt(() => parts.send(envelope)))
    .then(note, () => failed('hook_failed'))
    .finally(() => deliveries.delete(delivery));
}

function noteAnswer(
  response: Response,
  units: ReadonlyMap<string, number>,
  { failed, isOwn }: { readonly failed: (reason: string) => Response; readonly isOwn: boolean },
): Response {
  const status = response.statusCode;
  // Without a status nothing was answered: the SDK counts that itself (`network_error`, `ratelimit_backoff`, `queue_overflow`).
  if (status === undefined) return isOwn ? response : failed('not_answered');
  noteReached();
  if (status < 200 || status > 299) {
    failed(`http_${status}`);
    return response;
  }
  for (const quantity of units.values()) kitState().sent += quantity;
  return response;
}

/** The probe at the start may have failed because the network was not ready yet or the machine was busy. */
function noteReached(): void {
  const state = kitState();
  if (state.ingestAnswered) return;
  state.ingestAnswered = true;
  resolveProblem('ingest-unreachable', "Sentry's ingest can be reached now.");
}

/** How many of each category; reports about drops are none. */
function unitsOf([, items]: SdkEnvelope): ReadonlyMap<string, number> {
  const units = new Map<string, number>();
  for (const [header] of items as readonly (readonly [
    { readonly type?: string; readonly item_count?: number },
    unknown,
  ])[]) {
    const type = header.type ?? 'unknown';
    if (REPORTS.has(type)) continue;
    const category = CATEGORIES[type] ?? type;
    units.set(category, (units.get(category) ?? 0) + (header.item_count ?? 1));
  }
  return units;
}

/** Reasons of the SDK that mean a loss on the way, which `flush` has to tell; the others are decisions (sampling, filters). */
const LOSSES = new Set([
  'network_error',
  'ratelimit_backoff',
  'queue_overflow',
  'buffer_overflow',
  'internal_sdk_error',
]);

/** What the SDK drops itself is counted beside the kit's own drops. */
export function observeDrops(client: SdkClient): void {
  const record = client.recordDroppedEvent.bind(client);
  client.recordDroppedEvent = (reason, category, quantity) => {
    const count = typeof quantity === 'number' ? quantity : 1;
    const name = `${reason as string}:${category as string}`;
    if (LOSSES.has(reason)) countFailure(name, count);
    // Sampling is a decision and no loss, and the one reason that occurs per request. `send_error` is the 413 that was counted by its status.
    else if (reason !== 'sample_rate' && (reason as string) !== 'send_error') countDrop(name, count);
    record(reason, category, quantity);
  };
}

function countFailure(reason: string, quantity: number): void {
  kitState().failures += quantity;
  countDrop(reason, quantity);
}
