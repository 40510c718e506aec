import { startCaptureServer } from '@garrison/testkit';
import { policyTag } from '../src/policy-tag.ts';
import type { ConformanceTarget } from './compose-app.ts';
import type { FoundPolicy } from './installation.ts';
import { runApp } from './run-app.ts';

/** How a service starts the kit through its organisation's package. */
const WAYS = {
  preload: 'its preload',
  initSentry: 'its initSentry',
  SentryService: 'its SentryService',
} as const;
type Way = keyof typeof WAYS;

export interface WayResult {
  readonly name: string;
  readonly problems: readonly string[];
}

/**
 * Starts a program through each way into the package, each time with a configuration that brings a policy under which nothing would be
 * scrubbed: the policy in force must be the package's.
 */
export async function checkBoundWays(
  target: ConformanceTarget,
  { packageName, found }: { readonly packageName: string; readonly found: FoundPolicy },
): Promise<readonly WayResult[]> {
  const results: WayResult[] = [];
  for (const way of Object.keys(WAYS) as Way[]) {
    const problems = await checkWay(target, { way, packageName, wanted: policyTag(found.policy) });
    results.push({ name: `${packageName} binds its policy through ${WAYS[way]}`, problems });
  }
  return results;
}

async function checkWay(
  target: ConformanceTarget,
  { way, packageName, wanted }: { readonly way: Way; readonly packageName: string; readonly wanted: string },
): Promise<string[]> {
  const capture = await startCaptureServer();
  try {
    const { exitCode, output, reported } = await runApp(target, {
      script: 'bound.mjs',
      nodeArguments: way === 'preload' ? ['--import', `${packageName}/register`] : [],
      env: {
        SENTRY_DSN: capture.dsn,
        GARRISON_CONFIG: `${target.directory}/node_modules/.garrison-conformance/lax-config.mjs`,
        CONFORMANCE_WAY: way,
        CONFORMANCE_PACKAGE: packageName,
      },
    });
    if (exitCode !== 0) return [`the program ended with ${exitCode}: ${output.slice(0, 1000)}`];
    const { enabled, policy } = reported['status'] as { readonly enabled: boolean; readonly policy?: string };
    if (!enabled) return ['it did not start'];
    return policy === wanted ? [] : [`the policy in force is ${policy}, not ${wanted}`];
  } finally {
    await capture.close();
  }
}
