// The measured service: one middleware and one JSON route, as in every framework's own benchmark. Runs inside a composed application.
// With the SDK alone it has what a team writes by hand (the error handlers of the SDK's own guide); with the kit, its handlers.
const { FRAMEWORK: framework, VARIANT: variant } = process.env;
// Longer than the other variants' turns: a connection that waits for its own is not closed under the loader.
const KEEP_ALIVE_MS = 600_000;
const kit = variant === 'kit' ? await import('@garrison/node') : undefined;
const sentry = variant === 'plain' ? await import('@sentry/node') : undefined;
const port = await (framework === 'fastify' ? fastifyApp() : expressApp());

// CPU time of all threads of this process since its start, in microseconds: collection and compilation are part of the cost.
process.on('message', (message) => {
  if (message === 'stop') process.exit();
  const { user, system } = process.cpuUsage();
  process.send({ cpu: user + system });
});
process.send({ port });

async function expressApp() {
  const { default: express } = await import('express');
  const app = express();
  if (kit !== undefined) app.use(kit.sentryRequestHandler());
  app.use((request, response, next) => next());
  app.get('/items/:id', (request, response) => response.json({ id: request.params.id }));
  if (kit !== undefined) app.use(kit.sentryErrorHandler());
  sentry?.setupExpressErrorHandler(app);
  return new Promise((resolve) => {
    const server = app.listen(0, '127.0.0.1', () => resolve(server.address().port));
    server.keepAliveTimeout = KEEP_ALIVE_MS;
  });
}

async function fastifyApp() {
  const { default: fastify } = await import('fastify');
  const app = fastify({ keepAliveTimeout: KEEP_ALIVE_MS });
  if (kit !== undefined) app.register(kit.sentryFastify);
  sentry?.setupFastifyErrorHandler(app);
  app.addHook('onRequest', (request, reply, done) => done());
  app.get('/items/:id', (request) => ({ id: request.params.id }));
  await app.listen({ port: 0, host: '127.0.0.1' });
  return app.server.address().port;
}
