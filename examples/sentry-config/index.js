import { initSentry as start } from '@garrison/node';
import { policy } from './policy.js';

export * from '@garrison/node';
export { policy };

/**
 * As the kit's, with Acme's policy: services cannot bring another one.
 * @param {Omit<import('@garrison/node').SentryServiceConfig, 'policy'>} config
 */
export const initSentry = (config) => start({ ...config, policy });
