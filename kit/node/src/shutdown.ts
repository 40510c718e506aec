import type { Server } from 'node:http';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { Worker } from 'node:worker_threads';
import { kitState } from './kit-state.ts';
import { requireFunction } from './misuse.ts';
import { safely } from './safely.ts';
import { currentSdk } from './sdk.ts';

const SIGNALS = ['SIGTERM', 'SIGINT'] as const;
const DEFAULT_TIMEOUT_MS = 5000;
/** For the ordinary end, which comes with the timeout. */
const GRACE_MS = 250;
const SWEEP_MS = 25;

/** Something of the service's own to be finished before the last events are sent: a queue consumer, a pool. */
export function onShutdown(step: () => unknown): void {
  requireFunction('onShutdown', step, 'the step');
  kitState().shutdownSteps.add(step);
}

/** A server whose requests the kit has seen is closed first on shutdown. */
export function rememberServer(server: unknown): void {
  const { knownServers, servers } = kitState();
  if (knownServers.has(server as Server) || !isServer(server)) return;
  knownServers.add(server);
  servers.add(new WeakRef(server));
}

/**
 * Stop accepting, drain, send what is left, in at most `timeoutMs` in all (the policy's when not given). Never throws, and
 * a second call waits for the first.
 */
export function shutdown(timeoutMs?: number): Promise<void> {
  return shutdownOnce(timeoutMs ?? policyTimeout(), false);
}

/** False: not everything was sent within the time. Never rejects. */
export function flush(timeoutMs = policyTimeout()): Promise<boolean> {
  return within(timeoutMs, Promise.resolve(safely(() => currentSdk()?.flush(timeoutMs) ?? true)));
}

/**
 * A listener that does not end the process would keep it alive for good, so the signal is sent again once everything is
 * out: the exit code stays the signal's. A service with listeners of its own ends itself; the kit only sends what is left.
 */
export function stopOnSignals(): void {
  for (const signal of SIGNALS) {
    const handle = (): void => {
      const ends = process.listenerCount(signal) === 1;
      if (ends && !watched) safely(() => endForSure(policyTimeout() + GRACE_MS));
      watched ||= ends;
      void shutdownOnce(policyTimeout(), ends).finally(() => {
        process.off(signal, handle);
        if (ends) process.kill(process.pid, signal);
      });
    };
    process.on(signal, handle);
  }
}

let watched = false;

/**
 * The last word, from a thread of its own: an SDK, or a hook in it, that keeps the main thread busy starves every timer there. A rejection
 * whose report is rejected does so for good.
 */
function endForSure(afterMs: number): void {
  const source = `setTimeout(() => process.kill(process.pid, 'SIGKILL'), ${afterMs})`;
  // Without the service's options: neither its preload nor its inspector is wanted there.
  new Worker(source, { eval: true, execArgv: [], env: {} }).unref();
}

function policyTimeout(): number {
  return kitState().running?.policy.limits.shutdownTimeout ?? DEFAULT_TIMEOUT_MS;
}

function shutdownOnce(timeoutMs: number, cut: boolean): Promise<void> {
  const state = kitState();
  state.shutdown ??= run(timeoutMs, cut);
  return state.shutdown;
}

async function run(timeoutMs: number, cut: boolean): Promise<void> {
  const state = kitState();
  state.stopping = true;
  const deadline = Date.now() + timeoutMs;
  const servers = [...state.servers].flatMap((reference) => reference.deref() ?? []);
  // A connection becomes idle with its last answer, and its keep-alive time would be waited for.
  const sweep = setInterval(() => servers.forEach((server) => server.closeIdleConnections()), SWEEP_MS);
  // Half of the time for the work in hand; what it captures still has to be sent.
  await within(
    timeoutMs / 2,
    Promise.allSettled([...servers.map(closeServer), ...[...state.shutdownSteps].map(runStep)]),
  );
  clearInterval(sweep);
  // The end of the process cuts who is still connected; done here, the spans of these requests end, too.
  if (cut) for (const server of servers) safely(() => server.closeAllConnections());
  // A server is closed before the last of its requests hears that its connection is gone: that takes one turn of the event loop.
  await nextTurn();
  await nextTurn();
  const left = Math.max(0, deadline - Date.now());
  await within(left, Promise.resolve(safely(() => currentSdk()?.close(left))));
}

function closeServer(server: Server): Promise<void> {
  return new Promise((resolve) => void server.close(() => resolve()));
}

async function runStep(step: () => unknown): Promise<void> {
  await step();
}

/** Whether the work ended well, and within the time. */
function within(timeoutMs: number, work: Promise<unknown>): Promise<boolean> {
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, timeoutMs, false);
    const end = (result: unknown): void => {
      clearTimeout(timer);
      resolve(result !== false);
    };
    void work.then(end, () => end(false));
  });
}

function isServer(value: unknown): value is Server {
  return typeof value === 'object' && value !== null && 'close' in value && 'closeAllConnections' in value;
}
