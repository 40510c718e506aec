import { Type } from 'typebox';
import { AppError } from '../../errors.ts';
import { findUserByEmail, listMemberships, listOrganizations } from '../../query/index.ts';
import { edits, type User } from '../../store/index.ts';
import { SESSION_COOKIE } from '../auth/caller.ts';
import { userOf } from '../auth/guard.ts';
import { createLoginThrottle } from '../auth/login-throttle.ts';
import { sha256, verifyPassword } from '../auth/secrets.ts';
import type { ApiDeps } from '../deps.ts';
import type { ApiApp } from '../http/api-app.ts';
import { NoContent } from '../http/schema.ts';
import { openSession } from './open-session.ts';

const PATH = '/api/garrison/session/';

const Session = Type.Object({
  user: Type.Object({ id: Type.String(), email: Type.String(), name: Type.String() }),
  organizations: Type.Array(Type.Object({ slug: Type.String(), name: Type.String() })),
});
const Credentials = Type.Object({
  email: Type.String({ minLength: 1, maxLength: 320 }),
  password: Type.String({ minLength: 1, maxLength: 1024 }),
});

export function sessionRoutes(app: ApiApp, deps: Pick<ApiDeps, 'db' | 'now' | 'publicUrl'>): void {
  const throttle = createLoginThrottle(deps.now);
  const view = async (user: User) => {
    const ids = (await listMemberships(deps.db, user.id)).map((row) => row.organization_id);
    const organizations = await listOrganizations(deps.db, ids);
    return {
      user: { id: String(user.id), email: user.email, name: user.name },
      organizations: organizations.map(({ slug, name }) => ({ slug, name })),
    };
  };

  app.post(
    PATH,
    { config: { access: 'public' }, schema: { body: Credentials, response: { 200: Session } } },
    async (request, reply) => {
      const { email, password } = request.body;
      const account = email.trim().toLowerCase();
      const wait = throttle.retryAfter(request.ip, account);
      if (wait > 0) {
        void reply.header('retry-after', wait);
        throw new AppError('rate_limited', `too many failed sign-ins, try again in ${Math.ceil(wait / 60)} minutes`);
      }
      const user = await findUserByEmail(deps.db, account);
      const matches = await verifyPassword(user?.password_hash ?? null, password);
      if (user === undefined || !matches || user.is_active !== 1) {
        throttle.failed(request.ip, account);
        throw new AppError('login_failed');
      }
      throttle.succeeded(account);
      await openSession(deps, { user, request, reply });
      return view(user);
    },
  );

  app.get(PATH, { config: { access: 'signed-in' }, schema: { response: { 200: Session } } }, (request) =>
    view(userOf(request)),
  );

  app.delete(
    PATH,
    { config: { access: 'session' }, schema: { response: { 204: NoContent } } },
    async (request, reply) => {
      const cookie = request.cookies[SESSION_COOKIE];
      if (cookie !== undefined) await edits.deleteSession(deps.db, sha256(cookie));
      void reply.clearCookie(SESSION_COOKIE, { path: '/' });
      return reply.status(204).send(null);
    },
  );
}
