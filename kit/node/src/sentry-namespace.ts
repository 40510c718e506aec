import type * as SentryNode from '@sentry/node';
import { kitState } from './kit-state.ts';
import { misuse } from './misuse.ts';
import { loadSdk } from './resolve-sdk.ts';

/**
 * The SDK that the service brought, as `import * as Sentry from '@sentry/node'` gives it: `Sentry.setTag('plan', 'gold')`. It is loaded at
 * the first use, so that a service without a DSN does not load it by importing the kit.
 */
export const Sentry: typeof SentryNode = new Proxy(Object.create(null) as typeof SentryNode, {
  get: (_target, key) => (typeof key === 'symbol' ? undefined : (Reflect.get(namespace(), key) as unknown)),
  has: (_target, key) => Reflect.has(namespace(), key),
});

let loaded: object | undefined;

function namespace(): object {
  const { sdk } = kitState();
  if (sdk !== undefined) return sdk;
  loaded ??= loadSdk()?.sdk;
  return loaded ?? misuse('Sentry', 'the application has no @sentry/node. Install it: npm install @sentry/node.');
}
