import { isNativeError } from 'node:util/types';
import type { Scope } from '@sentry/node';
import { kitState } from './kit-state.ts';

/**
 * Thrown texts and objects have no stack of their own, and their text often holds an id: grouped by it, each would be an issue of its own. So
 * they are grouped by the place that reports them (a route, a queue) and their kind.
 */
export function groupByPlace(scope: Scope, thrown: unknown, place: string): void {
  if (isError(thrown)) return;
  scope.setFingerprint([kitState().running?.serviceName ?? '', place, `thrown ${typeof thrown}`]);
}

/** False also for a value whose prototype cannot be read, such as a revoked proxy: it has no stack to group by. */
function isError(value: unknown): value is Error {
  try {
    return isNativeError(value) || value instanceof Error;
  } catch {
    return false;
  }
}
