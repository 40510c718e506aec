import { createHooks, noiseTransactions, type HookReport, type NodeHooks } from './node-hooks.ts';
import type { NodeMajor, Policy } from './policy.ts';
import { createSampler, profileRate, type Sampler, traceRate } from './sampler.ts';

export interface NodeService {
  readonly serviceName: string;
  readonly dsn: string;
  readonly environment: string;
  readonly release: string;
  readonly team?: string | undefined;
  /** The organisation's policy by version and hash, for a tag of everything that is sent. */
  readonly policyTag?: string | undefined;
  /** Asked for by the service or an operator; clamped to the policy's bounds. */
  readonly tracesSampleRate?: number | undefined;
  readonly profileSessionSampleRate?: number | undefined;
  /** Paths or routes that are never traced, beside the health routes. */
  readonly ignoredTransactions?: readonly string[] | undefined;
  /** `errors`: no tracing and no profiling at all, which costs a fraction of a rate of 0. */
  readonly mode?: 'errors' | 'full' | undefined;
}

/** An integration of the SDK, by the name of the function that makes it; where the SDK has none of that name, it is left out. */
export interface IntegrationPlan {
  readonly factory: string;
  readonly options: Readonly<Record<string, unknown>>;
}

/** Everything that `init` needs, without an SDK. */
export interface NodePlan {
  readonly major: NodeMajor;
  readonly options: Readonly<Record<string, unknown>>;
  readonly integrations: { readonly remove: readonly string[]; readonly add: readonly IntegrationPlan[] };
  readonly hooks: NodeHooks;
  /** Transactions that are noise, where no hook can drop them. */
  readonly isNoise: ((transaction: string) => boolean) | undefined;
  /** For the global scope: as tags (events) and as attributes (streamed spans, logs, metrics). */
  readonly identity: Readonly<Record<string, string>>;
  readonly rates: { readonly traces: number | undefined; readonly profiles: number | undefined };
}

/** The policy in the words of one SDK major. */
export function compileNode(
  policy: Policy,
  major: NodeMajor,
  { service, report }: { readonly service: NodeService; readonly report: HookReport },
): NodePlan {
  const tracing = service.mode !== 'errors';
  const rates = {
    traces: tracing ? traceRate(policy.sampling, service.environment, service.tracesSampleRate) : undefined,
    profiles: tracing ? profileRate(policy.sampling, service.environment, service.profileSessionSampleRate) : undefined,
  };
  const identity = {
    service: service.serviceName,
    team: service.team ?? 'unassigned',
    ...(service.policyTag === undefined ? {} : { policy: service.policyTag }),
  };
  return {
    major,
    options: {
      dsn: service.dsn,
      release: service.release,
      serverName: service.serviceName,
      environment: service.environment,
      maxBreadcrumbs: policy.limits.breadcrumbs,
      normalizeDepth: Math.min(policy.limits.depth, 5),
      maxValueLength: policy.limits.textLength,
      includeLocalVariables: policy.data.frameVariables,
      tracePropagationTargets: policy.trace.ownHosts.map(hostPattern),
      shutdownTimeout: policy.limits.shutdownTimeout,
      sendClientReports: true,
      ...dataOptions(policy, major),
      ...boundaryOptions(policy, major, service),
      ...profileOptions(major, rates.profiles),
      // Else an environment variable could switch to transactions, which no hook of this major scrubs.
      ...(major === 11 ? { traceLifecycle: 'stream' } : {}),
      ...(major === 10 ? { enableLogs: true } : {}),
      ...(major === 9 ? { _experiments: { enableLogs: true } } : {}),
    },
    integrations: {
      remove: [
        'Dedupe',
        ...(policy.data.frameVariables ? [] : ['LocalVariables', 'LocalVariablesAsync']),
        ...unwantedFrameworks(tracing),
      ],
      add: integrations(policy, major, tracing),
    },
    hooks: {
      ...createHooks({ policy, major, report, identity }),
      ...(rates.traces === undefined ? {} : { tracesSampler: sampler(policy, service, { major, rate: rates.traces }) }),
    },
    isNoise: major === 11 ? noiseTransactions(policy) : undefined,
    identity,
    rates,
  };
}

function sampler(
  policy: Policy,
  service: NodeService,
  { major, rate }: { readonly major: NodeMajor; readonly rate: number },
): Sampler {
  const emulate = major < 10 && policy.trace.strictContinuation;
  return createSampler(policy, {
    rate,
    ignored: service.ignoredTransactions ?? [],
    ...(emulate ? { boundary: { organizationId: organizationId(policy, service.dsn) } } : {}),
  });
}

/**
 * 8 and 9 know one switch, 11 knows `dataCollection` only and collects everything that is not refused there, 10 heeds both
 * and flips every category that is left out of `dataCollection`: so each is set.
 */
function dataOptions(policy: Policy, major: NodeMajor): Record<string, unknown> {
  const { data, scrubbing } = policy;
  const gate = major < 11 ? { sendDefaultPii: false } : {};
  if (major < 10) return gate;
  const bodies = data.requestBodies ? ['incomingRequest'] : [];
  return {
    ...gate,
    dataCollection: {
      userInfo: data.clientAddress,
      cookies: data.cookies,
      httpHeaders: { request: { allow: [...scrubbing.headers] }, response: false },
      httpBodies: bodies,
      urlQueryParams: data.queryStrings,
      genAI: { inputs: data.genAi, outputs: data.genAi },
      mcp: { inputs: data.genAi, outputs: data.genAi },
      graphQL: { document: data.graphQl, variables: data.graphQl },
      databaseQueryData: data.databaseQueryData,
      queues: data.queueArguments,
      stackFrameVariables: data.frameVariables,
      frameContextLines: data.frameContextLines,
    },
  };
}

function boundaryOptions(policy: Policy, major: NodeMajor, service: NodeService): Record<string, unknown> {
  if (major < 10) return {};
  return {
    strictTraceContinuation: policy.trace.strictContinuation,
    orgId: Number(organizationId(policy, service.dsn)),
    propagateTraceparent: true,
  };
}

/** A self-hosted server's DSN names no organisation; its only one has the id 1. */
function organizationId(policy: Policy, dsn: string): string {
  return String(policy.trace.organizationId ?? /@o(\d+)\./.exec(dsn)?.[1] ?? 1);
}

/** Major 8 profiles per transaction; from 9 on only the session's rate has an effect. */
function profileOptions(major: NodeMajor, rate: number | undefined): Record<string, unknown> {
  if (rate === undefined || rate === 0) return {};
  return major === 8 ? { profilesSampleRate: rate } : { profileSessionSampleRate: rate, profileLifecycle: 'trace' };
}

/**
 * What the SDK does in a framework for each request although nothing is kept of it: for Fastify a span per hook, also in
 * unsampled requests, and on major 11 without tracing the naming by routes that only a trace would show. The kit reports their
 * errors itself, and names the requests of Fastify.
 */
function unwantedFrameworks(tracing: boolean): readonly string[] {
  return tracing ? ['Fastify'] : ['Fastify', 'Express'];
}

function integrations(policy: Policy, major: NodeMajor, tracing: boolean): readonly IntegrationPlan[] {
  const { data } = policy;
  const body = data.requestBodies ? 'medium' : 'none';
  const own: IntegrationPlan[] = [
    {
      factory: 'requestDataIntegration',
      options: {
        include: {
          cookies: data.cookies,
          data: data.requestBodies,
          query_string: data.queryStrings,
          ip: data.clientAddress,
        },
      },
    },
    {
      factory: 'httpIntegration',
      options: major >= 11 ? { maxRequestBodySize: body } : { maxIncomingRequestBodySize: body },
    },
    { factory: 'contextLinesIntegration', options: { frameContextLines: data.frameContextLines } },
  ];
  // The kit reports errors itself, on the final status of the answer; a second report of the SDK would win over it.
  if (tracing && major >= 10) {
    own.push({
      factory: 'expressIntegration',
      options: { shouldHandleError: false, ignoreLayersType: ['middleware'] },
    });
  }
  return own;
}

/** Anchored at both ends of the host: `acme.io` is not part of `acme.io.evil.example`. */
function hostPattern(host: string): RegExp {
  const tail = '(?::\\d{1,5})?(?:[/?#]|$)';
  if (host === '<single-label>') return new RegExp(`^https?://[a-z][a-z0-9-]{0,62}${tail}`, 'i');
  const wild = host.startsWith('*.');
  const name = (wild ? host.slice(2) : host).replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
  return new RegExp(`^https?://${wild ? '(?:[a-z0-9-]{1,63}\\.){1,16}' : ''}${name}${tail}`, 'i');
}
