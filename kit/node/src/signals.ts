import type { Server } from 'node:http';
import { constants } from 'node:os';
import { setTimeout as delay } from 'node:timers/promises';
import { Worker } from 'node:worker_threads';
import { kitState } from './kit-state.ts';
import { safely } from './safely.ts';
import { currentSdk } from './sdk.ts';
import { sendAtExit } from './send-at-exit.ts';
import { rememberedServers, runSteps, shutdownOnce } from './shutdown.ts';
import { shutdownTimeout } from './shutdown-timeout.ts';
import { within } from './within.ts';

const SIGNALS = ['SIGTERM', 'SIGINT'] as const;
type Signal = (typeof SIGNALS)[number];

/** For the ordinary end, which comes with the timeout. */
const GRACE_MS = 250;
/** How often what is buffered is sent while the service drains by itself. */
const DRAIN_MS = 100;

/**
 * Without a listener of the service the kit does all of it: stop accepting, finish the work in hand, send what is left, end the process. A
 * service with a listener of its own drains and ends by itself: the kit closes nothing, and sends meanwhile and at the end.
 */
export function stopOnSignals(): void {
  let following = false;
  let watched = false;
  for (const signal of SIGNALS) {
    const handle = (): void => {
      if (process.listenerCount(signal) > 1) {
        if (!following) void followDrain();
        following = true;
        return;
      }
      if (!watched) safely(() => endForSure(shutdownTimeout() + GRACE_MS));
      watched = true;
      void shutdownOnce(shutdownTimeout(), true).finally(() => {
        process.off(signal, handle);
        endBySignal(signal);
      });
    };
    process.on(signal, handle);
  }
}

/**
 * The signal is sent again, now without a listener, so that the exit code says what ended the process. Except as process 1, in a container
 * without an init: the kernel does not deliver a signal that has no listener to it.
 */
function endBySignal(signal: Signal): void {
  const code = 128 + constants.signals[signal];
  if (process.pid === 1) process.exit(code);
  process.kill(process.pid, signal);
}

/**
 * The service ends itself, mostly with `process.exit()` as soon as its server is closed, which sends nothing more. So what is buffered
 * (streamed spans, logs, metrics, sessions) is sent every tenth of a second until then; a server tells that it is closed only once the errors of its last
 * requests are sent; and what is left is sent during the exit.
 */
async function followDrain(): Promise<void> {
  kitState().stopping = true;
  const deadline = Date.now() + shutdownTimeout();
  sendAtExit(deadline);
  const send = (): Promise<unknown> => {
    const left = Math.max(0, deadline - Date.now());
    return within(left, Promise.resolve(safely(() => currentSdk()?.flush(left))));
  };
  const servers = rememberedServers();
  let open = servers.filter((server) => server.listening).length;
  for (const server of servers) {
    beforeClosed(server, async () => {
      open -= 1;
      if (open === 0) await runSteps();
      await send();
    });
  }
  if (open === 0) void runSteps();
  while (Date.now() < deadline) {
    await send();
    await delay(DRAIN_MS, undefined, { ref: false });
  }
}

/** Does something before a server emits `close`, for which the service waits anyway. */
function beforeClosed(server: Server, run: () => Promise<unknown>): void {
  const emit = server.emit.bind(server) as (...args: unknown[]) => boolean;
  server.emit = (...args: unknown[]) => {
    if (args[0] !== 'close') return emit(...args);
    server.emit = emit;
    void run().finally(() => emit(...args));
    return true;
  };
}

/**
 * Ends the process from a thread of its own: an SDK, or a hook in it, that keeps the main thread busy lets no timer there run. A rejection
 * whose report is rejected does so for good.
 */
function endForSure(afterMs: number): void {
  const source = `setTimeout(() => process.kill(process.pid, 'SIGKILL'), ${afterMs})`;
  // Without the service's options: neither its preload nor its inspector is wanted there.
  new Worker(source, { eval: true, execArgv: [], env: {} }).unref();
}
