import { createHash } from 'node:crypto';
import { isMainThread, threadId } from 'node:worker_threads';
import { compileNode, type NodeMajor, type NodePlan } from '@garrison/policy';
import { applyPlan } from './apply-plan.ts';
import { reportUnbound, withBoundPolicy } from './bound-policy.ts';
import { checkConfig } from './check-config.ts';
import { reportNoDsn, runStartChecks } from './checks.ts';
import { textOf } from './client/readable.ts';
import { dsnFault, envelopeUrl } from './dsn.ts';
import { flushBeforeExit } from './exit-flush.ts';
import { countDrop, kitState, reportProblem } from './kit-state.ts';
import { checkOpenTelemetry, watchOpenTelemetry } from './open-telemetry.ts';
import { profilingIntegration } from './profiling.ts';
import { resolveConfig, type ResolvedConfig } from './read-environment.ts';
import { rejectionIntegration } from './rejections.ts';
import { loadSdk } from './resolve-sdk.ts';
import type { SentrySdk } from './sdk-types.ts';
import type { SentryServiceConfig } from './service-config.ts';
import { stopOnSignals } from './signals.ts';
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

export function start(given: unknown, { sdk }: { readonly sdk?: SentrySdk | undefined }): SentryStatus {
  const state = kitState();
  try {
    const begin = withBoundPolicy(given);
    if ('refused' in begin) {
      reportUnbound(begin.refused);
      return sentryStatus();
    }
    const { config, faults } = checkConfig(begin.config);
    if (config.logger !== undefined) state.log = config.logger;
    for (const { path, expected } of faults) {
      reportProblem({
        code: 'config',
        message: `The configuration is not as expected: ${path}: ${expected}.`,
        fix: 'Correct it; everything else of it is in force.',
      });
    }
    startOnce(config, sdk);
  } catch (error) {
    countDrop('kit_error');
    reportProblem({
      code: 'init-failed',
      message: `Sentry could not be started: ${textOf(error)}.`,
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
  for (const variable of resolved.unreadable) {
    reportProblem({ code: 'variable', message: `Not understood: ${variable}.`, fix: 'Correct the variable.' });
  }
  if (resolved.mode === 'off') return;
  if (resolved.dsn === undefined) return reportNoDsn(resolved);
  const fault = dsnFault(resolved.dsn);
  if (fault !== undefined) {
    return reportProblem({
      code: 'dsn',
      message: `The DSN is not one: ${fault}. Sentry was not started.`,
      fix: 'Copy it again from the settings of the project, under Client Keys, and set SENTRY_DSN to it.',
    });
  }
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
  startSdk({ sdk, major, resolved, fingerprint, config });
  flushBeforeExit();
  if (config.shutdownOnSignals !== false && isMainThread) stopOnSignals();
}

interface StartParts {
  readonly sdk: SentrySdk;
  readonly major: NodeMajor;
  readonly resolved: ResolvedConfig;
  readonly fingerprint: string;
  readonly config: Partial<SentryServiceConfig>;
}

function startSdk({ sdk, major, resolved, fingerprint, config }: StartParts): void {
  const state = kitState();
  const mode = resolved.mode === 'errors' ? 'errors' : 'full';
  const plan = compilePlan(resolved, major, mode);
  checkOpenTelemetry(major, config.openTelemetrySpanProcessors);
  const profiling = plan.rates.profiles ? profilingIntegration(sdk.SDK_VERSION) : undefined;
  const rejections = rejectionIntegration(sdk, config.exitOnUnhandledRejection !== false);
  state.sdk = sdk;
  state.ingestUrl = envelopeUrl(resolved.dsn ?? '');
  state.hooks = plan.hooks;
  state.tighten = (policy) => void (state.hooks = compilePlan({ ...resolved, policy }, major, mode).hooks);
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
  applyPlan(sdk, plan, {
    integrations: [rejections, ...(profiling === undefined ? [] : [profiling])],
    spanProcessors: config.openTelemetrySpanProcessors ?? [],
  });
  watchOpenTelemetry(major);
  if (!isMainThread) sdk.getGlobalScope().setTag('worker_thread', String(threadId));
  if (isMainThread) runStartChecks(resolved, plan.rates);
}

function compilePlan(resolved: ResolvedConfig, major: NodeMajor, mode: 'errors' | 'full'): NodePlan {
  return compileNode(resolved.policy, major, {
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
