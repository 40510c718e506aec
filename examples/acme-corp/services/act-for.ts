import { setUser } from '@sentry/node';

/**
 * Whom this request or message is about, until it is done. A service says all that it knows of them; what of it leaves the process is
 * the policy's decision: by default the id alone.
 */
export function actFor(user: number | string): void {
  setUser({ id: String(user), email: `user${user}@shop.example` });
}
