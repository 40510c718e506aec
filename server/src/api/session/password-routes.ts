import { Type } from 'typebox';
import { edits } from '../../store/index.ts';
import { userOf } from '../auth/guard.ts';
import { createLoginThrottle } from '../auth/login-throttle.ts';
import { hashPassword, verifyPassword } from '../auth/secrets.ts';
import { AppError } from '../../errors.ts';
import type { ApiDeps } from '../deps.ts';
import { FieldError } from '../http/api-error.ts';
import type { ApiApp } from '../http/api-app.ts';
import { NoContent } from '../http/schema.ts';
import { openSession } from './open-session.ts';

/** NIST SP 800-63B: at least 8 characters, and no rule about which. */
const LENGTH_MIN = 8;
const Passwords = Type.Object({
  current: Type.String({ minLength: 1, maxLength: 1024 }),
  next: Type.String({ minLength: 1, maxLength: 1024 }),
});

/** A new password ends every session of the person and opens a new one for the browser that asked. */
export function passwordRoutes(app: ApiApp, deps: Pick<ApiDeps, 'db' | 'now' | 'publicUrl'>): void {
  const throttle = createLoginThrottle(deps.now);
  app.put(
    '/api/garrison/session/password/',
    { config: { access: 'session' }, schema: { body: Passwords, response: { 204: NoContent } } },
    async (request, reply) => {
      const user = userOf(request);
      const { current, next } = request.body;
      if (throttle.retryAfter(request.ip, user.email) > 0) throw new AppError('rate_limited');
      if (!(await verifyPassword(user.password_hash, current))) {
        throttle.failed(request.ip, user.email);
        throw new FieldError({ current: ['This is not your password.'] });
      }
      if (next.length < LENGTH_MIN) throw new FieldError({ next: [`Use at least ${LENGTH_MIN} characters.`] });
      await edits.setPassword(deps.db, { userId: user.id, passwordHash: await hashPassword(next) });
      await openSession(deps, { user, request, reply });
      return reply.status(204).send(null);
    },
  );
}
