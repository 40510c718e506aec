// A page with an unmodified @sentry/browser: everything a page reports in its life.
import * as Sentry from '@sentry/browser';

const { dsn } = globalThis.settings;
Sentry.init({ dsn, release: 'shop@1.2.3', environment: 'production' });

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

globalThis.report = async () => {
  const ids = {};
  Sentry.withScope((scope) => {
    scope.setUser({ id: '42', email: 'ada@example.com' });
    scope.setTag('region', 'eu-1');
    scope.addBreadcrumb({ category: 'checkout', message: 'card entered', level: 'info' });
    try {
      charge();
    } catch (error) {
      ids.exception = Sentry.captureException(error);
    }
  });
  ids.message = Sentry.captureMessage('stock is low', 'warning');
  ids.feedback = Sentry.captureFeedback({ message: 'the button does nothing', name: 'Ada', email: 'ada@example.com' });
  await Sentry.flush(10_000);
  setTimeout(() => {
    throw new RangeError('nobody caught this');
  });
  return ids;
};
