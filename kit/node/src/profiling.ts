import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { SdkIntegration } from './sdk.ts';
import { reportProblem } from './kit-state.ts';
import { applicationRequire } from './resolve-sdk.ts';

/**
 * The profiler of the application's `@sentry/profiling-node`. Undefined when it is not installed, and when it would drag in
 * an SDK of another version: a second copy would take the events of both.
 */
export function profilingIntegration(sdkVersion: string): SdkIntegration | undefined {
  const application = applicationRequire();
  let file: string;
  try {
    file = application.resolve('@sentry/profiling-node');
  } catch {
    return undefined; // An optional package.
  }
  const manifest = createRequire(file).resolve('@sentry/core/package.json');
  const { version } = JSON.parse(readFileSync(manifest, 'utf8')) as { version?: string };
  if (version !== sdkVersion) {
    reportProblem({
      code: 'profiling-version',
      message: `@sentry/profiling-node brings @sentry/core ${version}, the SDK is ${sdkVersion}; profiling stays off, because two copies lose events.`,
      fix: 'Pin both to one version, or override @sentry/core in package.json.',
    });
    return undefined;
  }
  try {
    const { nodeProfilingIntegration } = application(file) as { nodeProfilingIntegration: () => SdkIntegration };
    return nodeProfilingIntegration();
  } catch (error) {
    reportProblem({
      code: 'profiling-load',
      message: `@sentry/profiling-node could not be loaded: ${error instanceof Error ? error.message : String(error)}.`,
      fix: 'Profiling stays off; reinstall the package for this platform and Node version.',
    });
    return undefined;
  }
}
