import { subscribe } from 'node:diagnostics_channel';
import { safely } from '../safely.ts';
import type { SentrySdk } from '../sdk-types.ts';
import type { FastifyLike, FastifyRequestLike } from './fastify.ts';

/**
 * Names requests by their route in every Fastify application of the process, as the SDK's integration does. That one also opens
 * a span for each hook and each handler, in unsampled requests, too.
 */
export function nameFastifyRoutes(sdk: SentrySdk): void {
  subscribe('fastify.initialization', (message) => {
    const { fastify } = message as { readonly fastify: FastifyLike };
    fastify.addHook('onRequest', (request, _reply, next) => {
      safely(() => nameRequest(sdk, request));
      next();
    });
  });
}

function nameRequest(sdk: SentrySdk, { method, routeOptions }: FastifyRequestLike): void {
  const route = routeOptions?.url;
  if (route === undefined) return;
  const name = `${method} ${route}`;
  sdk.getIsolationScope().setTransactionName(name);
  const active = sdk.getActiveSpan();
  if (active === undefined) return;
  const root = sdk.getRootSpan(active);
  root.setAttributes({ 'http.route': route, 'sentry.source': 'route', 'sentry.segment.name.source': 'route' });
  root.updateName(name);
}
