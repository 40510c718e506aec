import { startCaptureServer } from '@garrison/testkit';
import type { ConformanceTarget } from './compose-app.ts';
import { readSpans } from './read-spans.ts';
import { startApp } from './run-app.ts';

export type ModuleKind = 'ESM' | 'CJS';
/** `preload`: `node --import @garrison/node/register`. `first`: initSentry before the framework is loaded. `late`: after. */
export type LoadingForm = 'preload' | 'first' | 'late';

export interface LoadingResult {
  /** The error event arrived, once. */
  readonly error: boolean;
  /** The request's trace carries the name of its route. */
  readonly route: boolean;
  /** Codes of the problems that the start-up check reported. */
  readonly problems: readonly string[];
}

export async function checkLoading(
  target: ConformanceTarget,
  { module, form }: { readonly module: ModuleKind; readonly form: LoadingForm },
): Promise<LoadingResult> {
  const capture = await startCaptureServer();
  try {
    const app = await startApp(target, {
      script: module === 'ESM' ? `loading-${form}.mjs` : 'loading.cjs',
      nodeArguments: form === 'preload' ? ['--import', '@garrison/node/register'] : [],
      env: { SENTRY_DSN: capture.dsn, SENTRY_TRACES_SAMPLE_RATE: '1', CONFORMANCE_FORM: form },
    });
    const port = await app.reported<number>('port');
    await (await fetch(`http://127.0.0.1:${port}/orders/7`)).text();
    const { reported } = await app.stop();
    const problems = (reported['problems'] as string[]).filter((code) => code !== 'profiling-load');
    return {
      error: capture.items('event').length === 1,
      route: readSpans(capture.items()).some((span) => span.root && span.name === 'GET /orders/:id'),
      problems,
    };
  } finally {
    await capture.close();
  }
}
