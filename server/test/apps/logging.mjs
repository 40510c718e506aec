// One service that writes lines of a log within a span, with an unmodified @sentry/node. argv: the folder that holds the SDK, and the service.
import { createRequire } from 'node:module';
import { join } from 'node:path';

const [folder, service] = process.argv.slice(2);
const Sentry = createRequire(join(folder, 'package.json'))('@sentry/node');
Sentry.init({
  dsn: process.env.SENTRY_DSN,
  release: `${service}@1.0.0`,
  environment: 'production',
  tracesSampleRate: 1,
  // SDK 9 has the option under `_experiments`, SDK 10 at the top level, SDK 11 needs none.
  enableLogs: true,
  _experiments: { enableLogs: true },
});
Sentry.startSpan({ name: `POST /${service}`, op: 'http.server' }, () => {
  Sentry.logger.info(`${service} starts`, { 'cart.items': 3, isNew: true });
  Sentry.logger.warn('the card of customer 7 is refused', { password: 'hunter2-secret' });
  Sentry.logger.error(Sentry.logger.fmt`${service} failed after ${4} attempts`);
});
await Sentry.flush(10_000);
