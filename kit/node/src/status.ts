import { threadId } from 'node:worker_threads';
import { checkCopies } from './checks.ts';
import { isStartExpected, reportNotStarted } from './not-started.ts';
import { kitState, type Problem } from './kit-state.ts';

/** How the kit of this thread is doing; safe to serve on an internal endpoint: it holds no DSN and no payload. */
export interface SentryStatus {
  readonly enabled: boolean;
  readonly serviceName: string | undefined;
  readonly environment: string | undefined;
  readonly release: string | undefined;
  /** Version and hash of the organisation's policy, as the tag `policy` has them. */
  readonly policy: string | undefined;
  readonly mode: 'off' | 'errors' | 'full';
  readonly sdkVersion: string | undefined;
  readonly preloaded: boolean;
  readonly thread: number;
  /** In force, after the policy's bounds. Undefined: no tracing, no profiling. */
  readonly tracesSampleRate: number | undefined;
  readonly profileSessionSampleRate: number | undefined;
  /** What the ingest has taken, by its answer: errors, transactions, spans, logs, metrics, sessions. Reports about drops do not count. */
  readonly sent: number;
  /**
   * What was not sent, by reason. `http_429:error`: the ingest's answer and the category; `network_error:error`, `ratelimit_backoff:error`: the
   * SDK's; `noise`, `scrubber_failed`, `hook_failed:error`, `kit_error`: the kit's.
   */
  readonly drops: Readonly<Record<string, number>>;
  readonly problems: readonly Problem[];
}

export function sentryStatus(): SentryStatus {
  const state = kitState();
  const { running } = state;
  if (running !== undefined) checkCopies();
  if (isStartExpected()) reportNotStarted();
  return {
    enabled: running !== undefined,
    serviceName: running?.serviceName,
    environment: running?.environment,
    release: running?.release,
    policy: running?.policyTag,
    mode: running?.mode ?? 'off',
    sdkVersion: state.sdk?.SDK_VERSION,
    preloaded: state.preloaded,
    thread: threadId,
    tracesSampleRate: running?.tracesSampleRate,
    profileSessionSampleRate: running?.profileSessionSampleRate,
    sent: state.sent,
    drops: Object.fromEntries(state.drops),
    problems: [...state.problems],
  };
}
