import { setTimeout as sleep } from 'node:timers/promises';
import { errorMessage } from '../../errors.ts';

/** pino's shape. */
export interface WorkerLogger {
  debug(details: object, message: string): void;
  info(details: object, message: string): void;
  warn(details: object, message: string): void;
  error(details: object, message: string): void;
}

export interface Retry {
  /** Tries until it works, with back-off from 100 ms to 10 s. Undefined when stopped before: at least one try was made. */
  until<Result>(what: string, action: () => Result | Promise<Result>): Promise<{ readonly result: Result } | undefined>;
  /** What does not work at the moment. */
  failing(): string | undefined;
}

const FIRST_MS = 100;
const LAST_MS = 10_000;

export function createRetry(options: { readonly logger: WorkerLogger; readonly signal: AbortSignal }): Retry {
  const { logger, signal } = options;
  const failures = new Map<string, string>();

  return {
    async until(what, action) {
      for (let attempt = 1; ; attempt++) {
        try {
          const result = await action();
          if (failures.delete(what)) logger.info({ what, attempt }, `the ${what} works again`);
          return { result };
        } catch (error) {
          const reason = errorMessage(error);
          failures.set(what, reason);
          if (signal.aborted) {
            logger.warn({ what, attempt, err: error }, `the ${what} does not work; left for the next start`);
            return undefined;
          }
          const waitMs = Math.min(LAST_MS, FIRST_MS * 2 ** (attempt - 1));
          logger.error(
            { what, attempt, waitMs, err: error },
            `the ${what} does not work; nothing is lost, trying again`,
          );
          await pause(waitMs, signal);
        }
      }
    },
    failing() {
      const [first] = failures;
      return first === undefined ? undefined : `${first[0]}: ${first[1]}`;
    },
  };
}

/** Ends early, without an error, when the signal is given. */
export async function pause(ms: number, signal: AbortSignal): Promise<void> {
  try {
    await sleep(ms, undefined, { signal });
  } catch {
    // The only error is the signal, and the caller looks at it next.
  }
}
