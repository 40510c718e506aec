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
    return countingRecordedSpans(nodeProfilingIntegration());
  } catch (error) {
    reportProblem({
      code: 'profiling-load',
      message: `@sentry/profiling-node could not be loaded: ${firstLine(error)}.`,
      fix: 'Profiling stays off; reinstall the package for this platform and Node version.',
    });
    return undefined;
  }
}

interface ProfilingClient {
  on(hook: string, listener: (span: { isRecording(): boolean }) => void): unknown;
}

/**
 * The profiler runs while its count of open spans is above zero. SDK 10 and 11 tell it of the start of unsampled spans, too, but
 * never of their end: after the first of them, a probe say, it would run for good and its last chunk be lost.
 */
function countingRecordedSpans(integration: SdkIntegration): SdkIntegration {
  const setup: unknown = Reflect.get(integration, 'setup');
  if (typeof setup !== 'function') return integration;
  const filtered = (client: ProfilingClient): ProfilingClient =>
    new Proxy(client, {
      get(target, key) {
        const value: unknown = Reflect.get(target, key, target);
        if (key !== 'on') return typeof value === 'function' ? value.bind(target) : value;
        return (hook: string, listener: (span: { isRecording(): boolean }) => void) =>
          target.on(hook, hook === 'spanStart' ? (span) => void (span.isRecording() && listener(span)) : listener);
      },
    });
  return Object.assign(integration, {
    setup: (client: ProfilingClient): unknown => setup.call(integration, filtered(client)) as unknown,
  });
}

function firstLine(error: unknown): string {
  return (error instanceof Error ? error.message : String(error)).split('\n', 1)[0] ?? '';
}
