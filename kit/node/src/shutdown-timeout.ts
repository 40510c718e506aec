import { kitState } from './kit-state.ts';

const DEFAULT_TIMEOUT_MS = 5000;

/** Milliseconds that the policy gives the end of a process. */
export function shutdownTimeout(): number {
  return kitState().running?.policy.limits.shutdownTimeout ?? DEFAULT_TIMEOUT_MS;
}
