import type { FastifyRequest } from 'fastify';
import { Type } from 'typebox';
import { AppError } from '../../errors.ts';
import { callerOf, userOf } from '../auth/guard.ts';
import type { ApiDeps } from '../deps.ts';
import type { ApiApp } from '../http/api-app.ts';
import { Nullable } from '../http/schema.ts';
import { UserSchema, userView } from './user-schema.ts';

const Index = Type.Object({
  version: Type.String(),
  auth: Nullable(Type.Object({ scopes: Type.Array(Type.String()) })),
  user: Nullable(UserSchema),
});
const Regions = Type.Object({ regions: Type.Array(Type.Object({ name: Type.String(), url: Type.String() })) });

export function userRoutes(app: ApiApp, deps: Pick<ApiDeps, 'publicUrl'>): void {
  /** What `sentry-cli info` asks: who am I, and what may my token do. */
  app.get('/api/0/', { config: { access: 'signed-in' }, schema: { response: { 200: Index } } }, async (request) => {
    const caller = callerOf(request);
    const scopes = [...new Set([...caller.scopes.values()].flatMap((granted) => [...granted]))];
    return {
      version: '0',
      auth: caller.via === 'token' ? { scopes } : null,
      user: caller.user === null ? null : userView(caller.user),
    };
  });
  const me = async (request: FastifyRequest) => userView(userOf(request));
  app.get('/api/0/auth/', { config: { access: 'signed-in' }, schema: { response: { 200: UserSchema } } }, me);
  app.get(
    '/api/0/users/:user/',
    {
      config: { access: 'signed-in' },
      schema: { params: Type.Object({ user: Type.String() }), response: { 200: UserSchema } },
    },
    async (request) => {
      const user = userOf(request);
      if (request.params.user !== 'me' && request.params.user !== String(user.id)) throw new AppError('not_found');
      return userView(user);
    },
  );
  /** One server is one region: its own address. Clients send everything else there. */
  app.get(
    '/api/0/users/me/regions/',
    { config: { access: 'signed-in' }, schema: { response: { 200: Regions } } },
    async () => ({ regions: [{ name: 'default', url: deps.publicUrl }] }),
  );
}
