import { createRequire } from 'node:module';
import { join } from 'node:path';
import { checkout } from './checkout.ts';

interface Sdk {
  init(options: object): void;
  captureException(error: unknown): string;
  flush(timeoutMs: number): Promise<boolean>;
}

// The SDK is loaded at run time, from the folder that the test names: it stays as it was published.
const Sentry = createRequire(join(process.argv[2] ?? '.', 'package.json'))('@sentry/node') as Sdk;
Sentry.init({ dsn: process.env['SENTRY_DSN'], release: 'shop@3.0.0' });
try {
  checkout();
} catch (error) {
  process.stdout.write(`{"event":"${Sentry.captureException(error)}"}\n`);
}
await Sentry.flush(10_000);
