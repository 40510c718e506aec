import { startCaptureServer, type CapturedEnvelope } from '@garrison/testkit';
import type { ConformanceTarget } from './compose-app.ts';
import { CANARIES, type Canary } from './leak-canaries.ts';
import { runApp } from './run-app.ts';

/** `none`: the SDK alone, set up by the book, `sendDefaultPii: false`. */
export type Privacy = 'none' | 'default' | 'strict';

export interface LeakReport {
  /** Secrets that reached the wire, in the order of the canaries. */
  readonly leaked: readonly Canary[];
  /** Harmless values that must arrive, or the count of leaks would prove nothing; empty when all did. */
  readonly missing: readonly string[];
  /** Item types that arrived. */
  readonly items: readonly string[];
}

/** Plants every canary in a real service and looks for them in all bytes that it sends. */
export async function measureLeaks(target: ConformanceTarget, privacy: Privacy): Promise<LeakReport> {
  const capture = await startCaptureServer();
  try {
    const preload =
      privacy === 'none' ? './node_modules/.garrison-conformance/plain-sdk.mjs' : '@garrison/node/register';
    const result = await runApp(target, {
      script: 'leak.mjs',
      nodeArguments: ['--import', preload],
      env: {
        SENTRY_DSN: capture.dsn,
        SENTRY_TRACES_SAMPLE_RATE: '1',
        SENTRY_KIT_PRIVACY: privacy === 'strict' ? 'strict' : 'default',
        CONFORMANCE_CANARIES: JSON.stringify(Object.fromEntries(CANARIES.map(({ id, value }) => [id, value]))),
        ...(privacy === 'none' && { CONFORMANCE_PLAIN: '1' }),
      },
    });
    if (result.exitCode !== 0 || result.reported['status'] !== 500) {
      throw new Error(
        `the program ended with ${result.exitCode}, the request with ${String(result.reported['status'])}:\n${result.output}`,
      );
    }
    return readLeaks(capture.envelopes());
  } finally {
    await capture.close();
  }
}

function readLeaks(envelopes: readonly CapturedEnvelope[]): LeakReport {
  const wire = envelopes.map(({ body }) => body.toString('utf8')).join('\n');
  const items = [...new Set(envelopes.flatMap((envelope) => envelope.items.map((item) => item.type)))].toSorted();
  return {
    leaked: CANARIES.filter(({ trace }) => wire.includes(trace)),
    missing: HARMLESS.filter((value) => !wire.includes(value)),
    items,
  };
}

/** The error, the message, a tag, a span attribute, the route. */
const HARMLESS = ['"plan":"gold"', 'could not connect', 'partner answered', 'app.region', '/customers/:email/orders'];
