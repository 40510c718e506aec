import { createHash } from 'node:crypto';
import { isMainThread, threadId } from 'node:worker_threads';
import { compileNode, type NodeMajor } from '@garrison/policy';
import { applyPlan } from './apply-plan.ts';
import { runStartChecks, watchCopies } from './checks.ts';
import { countDrop, kitState, reportProblem } from './kit-state.ts';
import { profilingIntegration } from './profiling.ts';
import { resolveConfig, type ResolvedConfig } from './read-environment.ts';
import { loadSdk } from './resolve-sdk.ts';
import type { SentrySdk } from './sdk-types.ts';
import type { SentryServiceConfig } from './service-config.ts';
import { stopOnSignals } from './shutdown.ts';
import { sentryStatus, type SentryStatus } from './status.ts';

/**
 * Starts the SDK that the service brought, by the organisation's policy. Idempotent; never throws: what goes wrong is one
 * line in the log and a problem in the returned status. Without a DSN nothing is loaded and nothing is done.
 *
 * Preferably not called at all: `node --import @garrison/node/register` does it before any import of the service.
 */
export function initSentry(config: SentryServiceConfig): SentryStatus {
  return start(config, {});
}

export function start(
  config: Partial<SentryServiceConfig>,
  { sdk }: { readonly sdk?: SentrySdk | undefined },
): SentryStatus {
  const state = kitState();
  if (config.logger !== undefined) state.log = config.logger;
  try {
    startOnce(config, sdk);
  } catch (error) {
    countDrop('kit_error');
    reportProblem({
      code: 'init-failed',
      message: `Sentry could not be started: ${error instanceof Error ? error.message : String(error)}.`,
      fix: 'The service runs on without it.',
    });
  }
  return sentryStatus();
}

function startOnce(config: Partial<SentryServiceConfig>, given: SentrySdk | undefined): void {
  const state = kitState();
  const resolved = resolveConfig(config, process.env);
  const fingerprint = fingerprintOf(resolved);
  if (state.running !== undefined) return reportSecondStart(state.running.fingerprint, fingerprint);
  state.started = true;
  if (resolved.dsn === undefined || resolved.mode === 'off') return;
  const sdk = given ?? (config.sdk as SentrySdk | undefined) ?? loadSdk()?.sdk;
  if (sdk === undefined) {
    return reportProblem({
      code: 'no-sdk',
      message: 'The application has no @sentry/node.',
      fix: 'Install it beside @garrison/node: `npm install @sentry/node`.',
    });
  }
  const major = Number.parseInt(sdk.SDK_VERSION, 10);
  if (!isSupported(major)) {
    return reportProblem({
      code: 'sdk-major',
      message: `@sentry/node ${sdk.SDK_VERSION} is not known to this kit (8.55 to 11).`,
      fix: 'Install a supported version, or a newer @garrison/node.',
    });
  }
  startSdk({ sdk, major, resolved, fingerprint });
  if (config.shutdownOnSignals !== false && isMainThread) stopOnSignals();
}

function startSdk(parts: {
  readonly sdk: SentrySdk;
  readonly major: NodeMajor;
  readonly resolved: ResolvedConfig;
  readonly fingerprint: string;
}): void {
  const { sdk, major, resolved, fingerprint } = parts;
  const state = kitState();
  const mode = resolved.mode === 'errors' ? 'errors' : 'full';
  const plan = compileNode(resolved.policy, major, {
    service: { ...resolved, dsn: resolved.dsn ?? '', release: resolved.release.release, mode },
    report: {
      count: countDrop,
      problem: (message) =>
        reportProblem({
          code: 'scrubber',
          message: `${message}.`,
          fix: 'Only minimal events are sent until it is fixed.',
        }),
    },
  });
  const profiling = plan.rates.profiles ? profilingIntegration(sdk.SDK_VERSION) : undefined;
  applyPlan(sdk, plan, profiling === undefined ? [] : [profiling]);
  if (!isMainThread) sdk.getGlobalScope().setTag('worker_thread', String(threadId));
  state.sdk = sdk;
  state.running = {
    serviceName: resolved.serviceName,
    team: resolved.team,
    environment: resolved.environment,
    release: resolved.release.release,
    mode,
    major,
    policy: resolved.policy,
    policyTag: resolved.policyTag,
    fingerprint,
    tracesSampleRate: plan.rates.traces,
    profileSessionSampleRate: profiling === undefined ? undefined : plan.rates.profiles,
  };
  if (isMainThread) runStartChecks(resolved);
  watchCopies(sdk);
}

function isSupported(major: number): major is NodeMajor {
  return major === 8 || major === 9 || major === 10 || major === 11;
}

function fingerprintOf(config: ResolvedConfig): string {
  return createHash('sha256').update(JSON.stringify(config)).digest('hex');
}

function reportSecondStart(running: string, asked: string): void {
  if (running === asked) return;
  reportProblem({
    code: 'second-init',
    message: 'Sentry runs already, with another configuration than this call asks for; the call was ignored.',
    fix: 'Keep the configuration in one place: garrison.config.mjs for the preload, or initSentry without the preload.',
  });
}
