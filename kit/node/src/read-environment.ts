import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  defaultPolicy,
  mergePolicy,
  resolveRelease,
  strictPolicy,
  type Policy,
  type ResolvedRelease,
} from '@garrison/policy';
import { policyTag } from './policy-tag.ts';
import type { SentryServiceConfig } from './service-config.ts';

export type Mode = 'off' | 'errors' | 'full';

/** The configuration after the environment had its say. */
export interface ResolvedConfig {
  readonly serviceName: string;
  readonly dsn: string | undefined;
  readonly environment: string;
  readonly release: ResolvedRelease;
  readonly team: string | undefined;
  readonly tracesSampleRate: number | undefined;
  readonly profileSessionSampleRate: number | undefined;
  readonly ignoredTransactions: readonly string[];
  readonly policy: Policy;
  /** Of the organisation's policy, before the service's own wishes. */
  readonly policyTag: string;
  /** Wishes that would have loosened the policy. */
  readonly refused: readonly string[];
  /** Environment variables that could not be read as what they should be. */
  readonly unreadable: readonly string[];
  readonly mode: Mode;
}

const COMMIT_VARIABLES = ['GIT_COMMIT', 'GITHUB_SHA', 'CI_COMMIT_SHA', 'VERCEL_GIT_COMMIT_SHA', 'HEROKU_SLUG_COMMIT'];

export function resolveConfig(config: Partial<SentryServiceConfig>, env: NodeJS.ProcessEnv): ResolvedConfig {
  const unreadable: string[] = [];
  const manifest = readJson('package.json');
  const serviceName = env['SENTRY_SERVICE'] || config.serviceName || asText(manifest?.['name']) || 'unnamed-service';
  const { policy, refused } = effectivePolicy(config, env['SENTRY_KIT_PRIVACY'], unreadable);
  const release = resolveRelease(
    {
      service: serviceName,
      release: env['SENTRY_RELEASE'],
      stamp: asText((readJson('.sentry-manifest.json') ?? readJson('dist/.sentry-manifest.json'))?.['release']),
      version: env['SERVICE_VERSION'] || config.version,
      packageVersion: asText(manifest?.['version']),
      commit: COMMIT_VARIABLES.map((name) => env[name]).find(Boolean),
    },
    policy.release,
  );
  const rate = (name: string, inCode: number | undefined): number | undefined => {
    const written = env[name];
    if (written === undefined || written === '') return inCode;
    const value = Number(written);
    if (value >= 0 && value <= 1) return value;
    unreadable.push(`${name}=${written} (a number from 0 to 1 is meant)`);
    return inCode;
  };
  return {
    serviceName,
    dsn: env['SENTRY_DSN'] || config.dsn || undefined,
    environment:
      env['SENTRY_ENVIRONMENT'] || config.environment || env['DEPLOY_ENV'] || env['NODE_ENV'] || 'development',
    release,
    team: env['SENTRY_TEAM'] || env['TEAM_NAME'] || config.team,
    tracesSampleRate: rate('SENTRY_TRACES_SAMPLE_RATE', config.tracesSampleRate),
    profileSessionSampleRate: rate('SENTRY_PROFILE_SESSION_SAMPLE_RATE', config.profileSessionSampleRate),
    ignoredTransactions: config.ignoredTransactions ?? [],
    policy,
    policyTag: policyTag(config.policy ?? defaultPolicy),
    refused,
    unreadable,
    mode: readMode(env['SENTRY_KIT_MODE'], unreadable),
  };
}

/** `SENTRY_KIT_PRIVACY=strict` tightens; `default` never loosens what the organisation decided. */
function effectivePolicy(
  { policy = defaultPolicy, overrides }: Partial<SentryServiceConfig>,
  privacy: string | undefined,
  unreadable: string[],
): { policy: Policy; refused: readonly string[] } {
  const own = overrides === undefined ? { policy, refused: [] } : mergePolicy(policy, overrides);
  if (privacy === undefined || privacy === '' || privacy === 'default') return own;
  if (privacy !== 'strict')
    unreadable.push(`SENTRY_KIT_PRIVACY=${privacy} (default or strict is meant; strict is taken)`);
  const { scrubbing, data, trace } = strictPolicy;
  const { policy: strict } = mergePolicy(own.policy, {
    scrubbing: {
      headers: scrubbing.headers,
      text: scrubbing.text,
      userFields: scrubbing.userFields,
      freeText: scrubbing.freeText,
      safeKeys: [],
    },
    data,
    trace: { ownHosts: trace.ownHosts },
  });
  return { policy: strict, refused: own.refused };
}

function readMode(written: string | undefined, unreadable: string[]): Mode {
  if (written === undefined || written === '') return 'full';
  if (written === 'off' || written === 'errors' || written === 'full') return written;
  unreadable.push(`SENTRY_KIT_MODE=${written} (off, errors or full is meant)`);
  return 'full';
}

function readJson(path: string): Record<string, unknown> | undefined {
  try {
    const value: unknown = JSON.parse(readFileSync(join(process.cwd(), path), 'utf8'));
    return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : undefined;
  } catch {
    return undefined; // Not there: the next source of the release is asked.
  }
}

function asText(value: unknown): string | undefined {
  return typeof value === 'string' && value !== '' ? value : undefined;
}
