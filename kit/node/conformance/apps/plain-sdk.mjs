// The SDK as a service would start it without the kit: what the kit is compared with.
import * as Sentry from '@sentry/node';

Sentry.init({
  dsn: process.env.SENTRY_DSN,
  tracesSampleRate: 1,
  sendDefaultPii: false,
  includeLocalVariables: true,
  enableLogs: true,
  _experiments: { enableLogs: true },
});
