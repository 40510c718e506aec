import { createRequire } from 'node:module';
import { join } from 'node:path';
import { checkout } from './checkout.js';

// The SDK is loaded at run time, from the folder that the test names: it stays as it was published.
const Sentry = createRequire(join(process.argv[2], 'package.json'))('@sentry/node');
Sentry.init({ dsn: process.env.SENTRY_DSN });
try {
  checkout([{ title: 'Emma' }]);
} catch (error) {
  process.stdout.write(`{"event":"${Sentry.captureException(error)}"}\n`);
}
await Sentry.flush(10_000);
