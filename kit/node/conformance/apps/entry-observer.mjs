// Preloaded into a service's own process by `garrison verify --entry`: says where it listens, and plants secrets in its SDK when told to.
import { Server } from 'node:net';
import { report } from './report.mjs';

// Called below with the server as `this`.
// oxlint-disable-next-line typescript/unbound-method
const { listen } = Server.prototype;
Server.prototype.listen = function observedListen(...args) {
  this.once('listening', () => {
    const address = this.address();
    if (typeof address === 'object' && address !== null) report('listening', { port: address.port, at: Date.now() });
  });
  return Reflect.apply(listen, this, args);
};

process.on('message', (message) => {
  if (message?.plant !== undefined) void plant(message.plant);
});

async function plant(secret) {
  try {
    const [Sentry, { plantInScope, throwWithSecrets }] = await Promise.all([
      import('@sentry/node'),
      import('./plant.mjs'),
    ]);
    Sentry.withIsolationScope(() => {
      plantInScope(Sentry, secret);
      try {
        throwWithSecrets(secret);
      } catch (error) {
        Sentry.captureException(error);
      }
    });
    await Sentry.flush(5000);
    const { sentryStatus } = await import('@garrison/node');
    report('planted', { status: sentryStatus() });
  } catch (error) {
    report('planted', { error: String(error?.message ?? error) });
  }
}
// The service ends as it would end alone.
process.channel?.unref();
