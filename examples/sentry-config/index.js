import { bindPolicy } from '@garrison/node';
import { policy } from './policy.js';

// From here on every way to start uses Acme's policy, whatever a service's configuration says.
bindPolicy(policy, '@acme/sentry-config');

export * from '@garrison/node';
export { policy };
