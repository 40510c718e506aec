import { asyncHandler, healthRoutes, sentryErrorHandler, sentryRequestHandler } from '@garrison/node';
import express, { type Request, type Response } from 'express';
import { address, announce, setting } from '../service-process.ts';
import { actFor } from './act-for.ts';

class UpstreamError extends Error {
  override readonly name = 'UpstreamError';
  readonly statusCode = 502;
}

/** Passes a request on; a service that fails is the gateway's error too, so that both ends of the trace show it. */
async function forward(
  { service, path }: { service: string; path: string },
  request: Request,
  response: Response,
): Promise<void> {
  const user: unknown = request.params['id'] ?? (request.body as { user?: unknown } | undefined)?.user;
  if (typeof user === 'string' || typeof user === 'number') actFor(user);
  const base = setting(`${service.toUpperCase().replaceAll('-', '_')}_URL`);
  const answer = await fetch(`${base}${path}`, {
    method: request.method,
    headers: { 'content-type': 'application/json' },
    ...(request.method === 'POST' ? { body: JSON.stringify(request.body) } : {}),
  });
  if (answer.status >= 500) throw new UpstreamError(`${service} answered ${answer.status}`);
  response.status(answer.status).json(await answer.json());
}

const app = express();
healthRoutes(app);
app.use(express.json());
app.use(sentryRequestHandler());
app.get(
  '/api/users/:id',
  asyncHandler((request, response) =>
    forward({ service: 'user-service', path: `/users/${request.params['id']}` }, request, response),
  ),
);
app.get(
  '/api/users/:id/:part',
  asyncHandler((request, response) =>
    forward(
      { service: 'user-service', path: `/users/${request.params['id']}/${request.params['part']}` },
      request,
      response,
    ),
  ),
);
app.post(
  '/api/login',
  asyncHandler((request, response) => forward({ service: 'auth-service', path: '/login' }, request, response)),
);
app.post(
  '/api/checkout',
  asyncHandler((request, response) => forward({ service: 'payment-api', path: '/charges' }, request, response)),
);
app.post(
  '/api/price',
  asyncHandler((request, response) => {
    const { user } = request.body as { user: number };
    return forward({ service: 'pricing', path: `/baskets/${user}/price` }, request, response);
  }),
);
app.use(sentryErrorHandler());

const { port, host } = address();
app.listen(port, host, announce);
