import { healthRoutes, sentryFastify } from '@garrison/node';
import Fastify from 'fastify';
import { address, announce } from '../service-process.ts';
import { actFor } from './act-for.ts';

interface Claims {
  readonly sub: number;
}

/** A token that was cut on the way is not JSON any more; nobody thought of that. */
function readClaims(token: string): Claims {
  return JSON.parse(Buffer.from(token, 'base64url').toString()) as Claims;
}

const app = Fastify();
await app.register(sentryFastify);
healthRoutes(app);
app.post<{ Body: { user: number; token: string } }>('/login', async ({ body }) => {
  actFor(body.user);
  const claims = readClaims(body.token);
  return { user: body.user, subject: claims.sub };
});

await app.listen(address());
announce();
