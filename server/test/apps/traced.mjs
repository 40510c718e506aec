// One service of a traced request, with an unmodified @sentry/node. argv: the folder that holds the SDK, and the service's name.
// The headers of the caller come as TRACE_HEADERS (JSON); the ones for the next service are printed.
import { createRequire } from 'node:module';
import { join } from 'node:path';

const [folder, service] = process.argv.slice(2);
const Sentry = createRequire(join(folder, 'package.json'))('@sentry/node');
Sentry.init({
  dsn: process.env.SENTRY_DSN,
  release: `${service}@1.0.0`,
  environment: 'production',
  tracesSampleRate: 1,
});

const incoming = JSON.parse(process.env.TRACE_HEADERS ?? '{}');
const result = Sentry.continueTrace({ sentryTrace: incoming['sentry-trace'], baggage: incoming.baggage }, () =>
  Sentry.startSpan({ name: `POST /${service}`, op: 'http.server', attributes: { service } }, () => {
    Sentry.startSpan({ name: 'SELECT 1', op: 'db', attributes: { 'db.system': 'postgresql' } }, () => undefined);
    return Sentry.startSpan({ name: 'call the next service', op: 'http.client' }, () => {
      const error = Sentry.captureException(new TypeError(`${service} failed`));
      return { headers: Sentry.getTraceData(), error };
    });
  }),
);
await Sentry.flush(10_000);
process.stdout.write(`${JSON.stringify(result)}\n`);
