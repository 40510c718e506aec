/** Puts a secret into every channel of the current scope, next to harmless values, and captures a message. */
export function plantInScope(Sentry, secret) {
  Sentry.setTag('plan', 'gold');
  Sentry.setTag('contact', secret.tagEmail);
  Sentry.setUser({ id: '42', email: secret.userEmail, username: secret.userName, ip_address: secret.userAddress });
  Sentry.addBreadcrumb({ category: 'auth', message: `signed in with password=${secret.breadcrumbText}` });
  Sentry.addBreadcrumb({
    category: 'client',
    message: 'configured',
    data: { apiKey: secret.breadcrumbData, region: 'eu' },
  });
  Sentry.addBreadcrumb({ category: 'support', message: `the customer said ${secret.breadcrumbPlain} on the phone` });
  console.log(`using token: ${secret.consoleToken}`);
  console.log(`the customer wrote ${secret.consolePlain} to us`);
  Sentry.setContext('upstream', { AUTHORIZATION: `Basic ${secret.contextHeader}`, region: 'eu' });
  Sentry.setContext('customer', { contact: `write to ${secret.contextEmail} please` });
  Sentry.setContext('oauth', { clients: 1, client_secret: secret.contextSecret });
  Sentry.setContext('balances', { [secret.contextKey]: 'overdrawn', others: 3 });
  Sentry.setExtra('payment', `paid with ${secret.extraCard} yesterday`);
  Sentry.setExtra('credentials', `sent ${secret.extraJwt} upstream`);
  Sentry.startSpan(
    {
      name: `GET https://partner.example/rates?key=${secret.spanName}`,
      op: 'http.client',
      attributes: {
        'http.request.header.x-session': secret.spanHeader,
        'db.password': secret.spanAttribute,
        'app.detail': `called with Bearer ${secret.spanText}`,
        'customer.name': secret.spanPerson,
        'app.region': 'eu',
      },
    },
    () => {},
  );
  if (Sentry.logger) {
    Sentry.logger.info(`login with secret=${secret.logText}`);
    Sentry.logger.info('login', { accessToken: secret.logAttribute, billingAddress: secret.logPerson, region: 'eu' });
    Sentry.logger.info(`the customer said ${secret.logPlain} again`);
  }
  plantInMetric(Sentry, secret);
  Sentry.captureMessage(`partner answered 401 for api_key=${secret.messageText}`);
}

/** Throws an error that has a secret in its message, its cause, a property and a local variable. */
export function throwWithSecrets(secret) {
  const connection = { host: 'db', note: secret.localVariable };
  const cause = new Error(`upstream refused ${secret.causeJwt}`);
  const error = new Error(
    `could not connect with password=${secret.errorText} to postgres://app:${secret.errorUrl}@db/shop for ${secret.errorIban}`,
    { cause },
  );
  error.token = secret.errorProperty;
  error.attempts = Object.keys(connection).length;
  throw error;
}

function plantInMetric(Sentry, secret) {
  Sentry.metrics?.count?.('orders', 1, {
    attributes: {
      api_key: secret.metricAttribute,
      email: secret.metricEmail,
      'customer.phone': secret.metricPhone,
      customer_name: secret.metricName,
      shipping_address: secret.metricAddress,
      session_token: secret.metricToken,
      region: 'eu',
    },
  });
}
