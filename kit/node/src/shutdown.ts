import type { Server } from 'node:http';
import { kitState, safely } from './kit-state.ts';
import { currentSdk } from './sdk.ts';

const SIGNALS = ['SIGTERM', 'SIGINT'] as const;
const DEFAULT_TIMEOUT_MS = 5000;

/** Something of the service's own to be finished before the last events are sent: a queue consumer, a pool. */
export function onShutdown(step: () => unknown): void {
  kitState().shutdownSteps.add(step);
}

/** A server whose requests the kit has seen is closed first on shutdown. */
export function rememberServer(server: unknown): void {
  const { knownServers, servers } = kitState();
  if (!isServer(server) || knownServers.has(server)) return;
  knownServers.add(server);
  servers.add(new WeakRef(server));
}

/**
 * Stop accepting, drain, send what is left, in at most `timeoutMs` in all (the policy's when not given). Never throws, and
 * a second call waits for the first.
 */
export function shutdown(timeoutMs?: number): Promise<void> {
  const state = kitState();
  state.shutdown ??= run(timeoutMs ?? state.running?.policy.limits.shutdownTimeout ?? DEFAULT_TIMEOUT_MS);
  return state.shutdown;
}

/**
 * A listener that does not end the process would keep it alive for good, so the signal is sent again once everything is
 * out: the exit code stays the signal's. A service with listeners of its own ends itself; the kit only sends what is left.
 */
export function stopOnSignals(): void {
  for (const signal of SIGNALS) {
    const handle = (): void => {
      const others = process.listenerCount(signal) > 1;
      void shutdown().finally(() => {
        process.off(signal, handle);
        if (!others) process.kill(process.pid, signal);
      });
    };
    process.on(signal, handle);
  }
}

async function run(timeoutMs: number): Promise<void> {
  const state = kitState();
  state.stopping = true;
  const deadline = Date.now() + timeoutMs;
  const servers = [...state.servers].flatMap((reference) => reference.deref() ?? []);
  // Half of the time for the work in hand; what it captures still has to be sent.
  await within(
    timeoutMs / 2,
    Promise.allSettled([...servers.map(closeServer), ...[...state.shutdownSteps].map(runStep)]),
  );
  const left = Math.max(500, deadline - Date.now());
  await within(
    left,
    Promise.resolve(safely(() => currentSdk()?.close(left))).catch(() => false),
  );
}

function closeServer(server: Server): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve());
    server.closeIdleConnections();
  });
}

async function runStep(step: () => unknown): Promise<void> {
  await step();
}

function within(timeoutMs: number, work: Promise<unknown>): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, timeoutMs);
    void work.finally(() => {
      clearTimeout(timer);
      resolve();
    });
  });
}

function isServer(value: unknown): value is Server {
  return typeof value === 'object' && value !== null && 'close' in value && 'closeIdleConnections' in value;
}
