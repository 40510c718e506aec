import { SerializerSelector } from '@fastify/fast-json-stringify-compiler';

/**
 * Fastify compiles a function for every answer of every route at start; here each is compiled when it is first needed. Most routes
 * are rarely called: the server starts faster, and an idle one needs about 10 MB less.
 */
export const lazySerializers: ReturnType<typeof SerializerSelector> = (schemas, options) => {
  const compile = SerializerSelector()(schemas, options);
  return (route) => {
    let serialize: ReturnType<typeof compile> | undefined;
    return (answer) => (serialize ??= compile(route))(answer);
  };
};
