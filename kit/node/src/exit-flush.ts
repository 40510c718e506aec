import { pendingEnvelopes } from './client/deliveries.ts';
import { shutdownTimeout } from './shutdown-timeout.ts';
import { currentSdk } from './sdk.ts';
import { safely } from './safely.ts';
import { within } from './within.ts';

/** After the SDK's own timers: code that waits for the SDK is called before the process may end. */
const AFTER_SDK_MS = 100;

/**
 * When a process has nothing left to do, what is buffered or being sent is delivered, within the policy's time; then it ends. The
 * kit's sockets alone do not keep it alive.
 */
export function flushBeforeExit(): void {
  let deadline: number | undefined;
  process.on('beforeExit', () => {
    const isFirst = deadline === undefined;
    deadline ??= Date.now() + shutdownTimeout();
    const left = deadline - Date.now();
    // Asked again after each wait: another wait is useful only while something is still being sent.
    if (left <= 0 || (!isFirst && pendingEnvelopes() === 0)) return;
    const flushed = Promise.resolve(safely(() => currentSdk()?.flush(left)));
    void within(left + AFTER_SDK_MS, flushed);
  });
}
