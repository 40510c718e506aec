// A program with an unmodified @sentry/node: everything a service reports in its life. argv: the folder that holds the SDK.
import { createRequire } from 'node:module';
import { join } from 'node:path';

const Sentry = createRequire(join(process.argv[2], 'package.json'))('@sentry/node');
Sentry.init({ dsn: process.env.SENTRY_DSN, release: 'shop@1.2.3', environment: 'production', serverName: 'host-7' });

function findCustomer() {
  throw new TypeError("Cannot read properties of undefined (reading 'id')");
}

function charge() {
  try {
    findCustomer();
  } catch (cause) {
    throw new Error('charge failed', { cause });
  }
}

const ids = {};
Sentry.withScope((scope) => {
  scope.setUser({ id: '42', email: 'ada@example.com' });
  scope.setTag('region', 'eu-1');
  scope.setExtra('basket', { items: 3 });
  scope.addBreadcrumb({ category: 'checkout', message: 'card entered', level: 'info' });
  scope.addAttachment({ filename: 'basket.txt', data: 'three items', contentType: 'text/plain' });
  try {
    charge();
  } catch (error) {
    ids.exception = Sentry.captureException(error);
  }
});
ids.message = Sentry.captureMessage('stock is low', 'warning');
ids.feedback = Sentry.captureFeedback({ message: 'the button does nothing', name: 'Ada', email: 'ada@example.com' });
await Sentry.flush(10_000);
process.stdout.write(`${JSON.stringify(ids)}\n`);
setTimeout(() => {
  throw new RangeError('nobody caught this');
});
