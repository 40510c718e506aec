import type { Server } from 'node:http';
import { setImmediate as nextTurn, setTimeout as delay } from 'node:timers/promises';
import { kitState } from './kit-state.ts';
import { requireFunction } from './misuse.ts';
import { safely } from './safely.ts';
import { currentSdk } from './sdk.ts';
import { shutdownTimeout } from './shutdown-timeout.ts';
import { within } from './within.ts';

const SWEEP_MS = 25;
const POLL_MS = 5;

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

/** The servers that are still there. */
export function rememberedServers(): Server[] {
  return [...kitState().servers].flatMap((reference) => reference.deref() ?? []);
}

/**
 * Stop accepting, drain, send what is left, in at most `timeoutMs` in all (the policy's when not given). Never throws, and
 * a second call waits for the first.
 */
export function shutdown(timeoutMs?: number): Promise<void> {
  return shutdownOnce(timeoutMs ?? shutdownTimeout(), false);
}

/**
 * True: everything that was captured before has been accepted by the ingest within the time. False: something is still on its way, or was lost
 * (refused, rate limited, unreachable); `sentryStatus().drops` says why. Without a DSN there is nothing to send, which is true. Never rejects.
 */
export async function flush(timeoutMs = shutdownTimeout()): Promise<boolean> {
  const state = kitState();
  const sdk = currentSdk();
  if (sdk === undefined) return true;
  const failures = state.failures;
  const deadline = Date.now() + timeoutMs;
  const flushed = await within(timeoutMs, Promise.resolve(safely(() => sdk.flush(timeoutMs)) ?? false));
  // Majors 8 and 9 stop waiting at the first failure.
  while (state.deliveries.size > 0 && Date.now() < deadline) await delay(POLL_MS);
  return flushed && state.deliveries.size === 0 && state.failures === failures;
}

/** `cut`: connections that are still open at the end are closed, so that the spans of their requests end. */
export function shutdownOnce(timeoutMs: number, cut: boolean): Promise<void> {
  const state = kitState();
  state.shutdown ??= run(timeoutMs, cut);
  return state.shutdown;
}

async function run(timeoutMs: number, cut: boolean): Promise<void> {
  const state = kitState();
  state.stopping = true;
  const deadline = Date.now() + timeoutMs;
  const servers = rememberedServers();
  // A connection becomes idle with its last answer, and its keep-alive time would be waited for.
  const sweep = setInterval(() => servers.forEach((server) => server.closeIdleConnections()), SWEEP_MS);
  // Half of the time for the work in hand; what it captures still has to be sent.
  await within(timeoutMs / 2, Promise.allSettled([...servers.map(closeServer), runSteps()]));
  clearInterval(sweep);
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

/** The service's own steps, all at once. One that fails does not keep the others from being done. */
export async function runSteps(): Promise<void> {
  await Promise.allSettled([...kitState().shutdownSteps].map(runStep));
}

async function runStep(step: () => unknown): Promise<void> {
  await step();
}

function isServer(value: unknown): value is Server {
  return typeof value === 'object' && value !== null && 'close' in value && 'closeAllConnections' in value;
}
