import type { FastifyDynamicSwaggerOptions } from '@fastify/swagger';
import { Type } from 'typebox';
import type { ApiDeps } from '../deps.ts';
import type { ApiApp } from '../http/api-app.ts';
import { withNamedSchemas } from './named-schemas.ts';

export function openApiOptions({ version }: Pick<ApiDeps, 'version'>): FastifyDynamicSwaggerOptions {
  return {
    openapi: {
      openapi: '3.1.0',
      info: {
        title: 'Garrison',
        version,
        description: 'Sentry’s REST API under /api/0/, and what Sentry has no endpoint for under /api/garrison/.',
      },
      components: {
        securitySchemes: {
          token: { type: 'http', scheme: 'bearer' },
          session: { type: 'apiKey', in: 'cookie', name: 'garrison_session' },
        },
      },
      security: [{ token: [] }, { session: [] }],
    },
  };
}

export function openApiRoutes(app: ApiApp): void {
  /** Made from the schemas that check requests and shape answers. */
  app.get(
    '/api/garrison/openapi.json',
    { config: { access: 'public' }, schema: { hide: true, response: { 200: Type.Unknown() } } },
    async () => withNamedSchemas(app.swagger()),
  );
}
