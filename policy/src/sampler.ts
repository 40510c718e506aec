import { isHealthPath, pathOf } from './health.ts';
import { clampRate } from './merge-policy.ts';
import type { Policy, SamplingPolicy } from './policy.ts';
import { record, text } from './wire.ts';

/** What the SDKs of majors 8 to 11 pass to `tracesSampler`; each gives another part of it. */
export interface SamplingContext {
  readonly name?: string | undefined;
  readonly attributes?: Readonly<Record<string, unknown>> | undefined;
  readonly parentSampled?: boolean | undefined;
  readonly normalizedRequest?: Readonly<Record<string, unknown>> | undefined;
  readonly inheritOrSampleWith?: ((rate: number) => number) | undefined;
}

export interface SamplerOptions {
  /** Share of traces started here, already within the policy's bounds. */
  readonly rate: number;
  /** Paths or routes (`GET /internal`) that are never traced, beside the health routes. */
  readonly ignored: readonly string[];
  /** SDKs 8 and 9 cannot tell the traces of other organisations apart; the sampler does, by the organisation's id in the baggage. */
  readonly boundary?: { readonly organizationId: string } | undefined;
}

export type Sampler = (context: SamplingContext) => number;

/**
 * Leaves of a trace. An outgoing request is not among them, although SDK 11 lets it start a trace: the called service would
 * be told "not sampled" and go quiet, where without a decision it makes its own. So it gets the ordinary rate.
 */
const ORPHAN = /^(?:db|cache|file|queue$|queue\.(?:task|submit)|message$)/;

/** SDK 11 records each call to AWS: without this a consumer of SQS would start a trace with each poll, also of an empty queue. */
function isOrphan(operation: string, attributes: Readonly<Record<string, unknown>>): boolean {
  return ORPHAN.test(operation) || (attributes['rpc.system'] === 'aws-api' && operation !== 'queue.publish');
}

/**
 * One sampler for four majors. In this order: an unsampled parent, health routes (also below a sampled one), orphan roots,
 * a sampled parent, the route's rate, the environment's rate.
 */
export function createSampler(policy: Policy, options: SamplerOptions): Sampler {
  const routes = policy.sampling.routes.map((entry) => ({ ...entry, matches: routeMatcher(entry.route) }));
  const ignored = options.ignored.map(routeMatcher);
  return (context) => {
    // Before anything that an upstream's rate in the same trace could turn round again.
    if (context.parentSampled === false) return 0;
    const attributes = context.attributes ?? {};
    const operation = text(attributes['sentry.op']) ?? '';
    const target = attributes['url.path'] ?? attributes['http.target'] ?? context.normalizedRequest?.['url'];
    const server = operation === 'http.server' || attributes['http.target'] !== undefined;
    const path = server && typeof target === 'string' ? pathOf(target) : undefined;
    const method = text(attributes['http.request.method'] ?? attributes['http.method']) ?? '';
    if (path !== undefined && isHealthPath(policy.health, path)) return 0;
    if (path !== undefined && ignored.some((matches) => matches(method, path))) return 0;
    const isRoot = context.parentSampled === undefined;
    if (isRoot && policy.sampling.dropOrphanRoots && isOrphan(operation, attributes)) return 0;
    const own = path === undefined ? undefined : routes.find((entry) => entry.matches(method, path))?.rate;
    const rate = own ?? options.rate;
    if (context.parentSampled === true && isForeign(context, options)) return rate;
    return context.inheritOrSampleWith?.(rate) ?? (isRoot ? rate : 1);
  };
}

/** The rate of an environment, unless the service or an operator asked for another within the bounds. */
export function traceRate(sampling: SamplingPolicy, environment: string, asked: number | undefined): number {
  return clampRate(asked ?? rateFor(sampling.traces, environment), sampling);
}

export function profileRate(sampling: SamplingPolicy, environment: string, asked: number | undefined): number {
  return clampRate(asked ?? rateFor(sampling.profiles, environment), sampling);
}

function rateFor(rates: Readonly<Record<string, number>>, environment: string): number {
  return rates[environment] ?? rates['*'] ?? 0;
}

function isForeign(context: SamplingContext, options: SamplerOptions): boolean {
  if (options.boundary === undefined) return false;
  const headers = record(context.normalizedRequest?.['headers']);
  if (headers?.['sentry-trace'] === undefined) return false;
  const baggage = text(headers['baggage']) ?? '';
  const organization = /(?:^|,)\s*sentry-org_id=([^,;\s]*)/.exec(baggage)?.[1];
  return organization !== options.boundary.organizationId;
}

function routeMatcher(route: string): (method: string, path: string) => boolean {
  const [first = '', second] = route.trim().split(/\s+/, 2);
  const wanted = second === undefined ? undefined : first.toUpperCase();
  const pattern = second ?? first;
  const below = pattern.endsWith('/*') ? pattern.slice(0, -1) : undefined;
  const exact = pathOf(pattern);
  return (method, path) =>
    (wanted === undefined || wanted === method.toUpperCase()) &&
    (below === undefined ? path === exact : path.startsWith(below));
}
