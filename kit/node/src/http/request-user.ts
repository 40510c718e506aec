import type { Scope } from '@sentry/node';

/**
 * The id of the user that an authentication middleware left on the request (`request.user.id`), set in the request's scope unless the
 * service has set a user there itself. Whether it leaves the process is the policy's decision (`scrubbing.userFields`).
 */
export function noteUser(scope: Scope, request: object): void {
  const user: unknown = Reflect.get(request, 'user');
  if (typeof user !== 'object' || user === null) return;
  const id: unknown = Reflect.get(user, 'id');
  if (typeof id !== 'string' && typeof id !== 'number') return;
  if (scope.getUser()?.id === undefined) scope.setUser({ ...scope.getUser(), id });
}
