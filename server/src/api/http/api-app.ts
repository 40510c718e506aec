import type { TypeBoxTypeProvider } from '@fastify/type-provider-typebox';
import type {
  FastifyBaseLogger,
  FastifyInstance,
  FastifyServerOptions,
  RawReplyDefaultExpression,
  RawRequestDefaultExpression,
  RawServerDefault,
} from 'fastify';
import { lazySerializers } from './lazy-serializers.ts';

/** Fastify with TypeBox: what every resource registers its routes on. */
export type ApiApp = FastifyInstance<
  RawServerDefault,
  RawRequestDefaultExpression<RawServerDefault>,
  RawReplyDefaultExpression<RawServerDefault>,
  FastifyBaseLogger,
  TypeBoxTypeProvider
>;

/**
 * What `apiScope` expects of the Fastify instance it is registered on: `?project=1` is a list of one, nothing is removed
 * from a body by the validator (what we do not know is ignored, as Sentry does), and a path means the same with and without its last slash, and with doubled ones (a base URL that
 * ends in a slash, and a path that begins with one).
 */
export const API_SERVER_OPTIONS = {
  ajv: {
    customOptions: {
      strictTypes: false,
      removeAdditional: false,
      coerceTypes: 'array',
      useDefaults: true,
      allErrors: true,
    },
  },
  schemaController: { compilersFactory: { buildSerializer: lazySerializers } },
  routerOptions: { ignoreTrailingSlash: true, ignoreDuplicateSlashes: true, maxParamLength: 500 },
} as const satisfies FastifyServerOptions;
