import { kitState, reportProblem } from './kit-state.ts';
import { activeSdk } from './sdk.ts';

/** Time for a start that comes later in the same program. */
const LATER_MS = 1000;

let asked = false;

/**
 * To be called where a service uses the kit. Reports once when the kit was not started: without its preload a service sends no
 * errors and looks healthy.
 */
export function expectStart(): void {
  if (asked || kitState().started) return;
  asked = true;
  setTimeout(reportNotStarted, LATER_MS).unref();
}

/** In a service that uses the kit but has not started it. */
export function reportNotStarted(): void {
  if (kitState().started || activeSdk() !== undefined) return;
  const { SENTRY_DSN: dsn, NODE_ENV: environment, SENTRY_KIT_MODE: mode } = process.env;
  // On a developer's machine without a DSN there is nothing to be started.
  if (mode === 'off' || (!dsn && environment !== 'production')) return;
  reportProblem({
    code: 'not-started',
    message: 'The service uses @garrison/node, but nothing has started it: no error, no trace and no session is sent.',
    fix: 'Start the service with `node --import @garrison/node/register`, or set NODE_OPTIONS to that.',
  });
}

/** Whether the service uses more of the kit than its status. */
export function isStartExpected(): boolean {
  return asked;
}
