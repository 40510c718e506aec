import type { FastifyReply, FastifyRequest } from 'fastify';
import { DAY_MS } from '../../durations.ts';
import { edits, type User } from '../../store/index.ts';
import { SESSION_COOKIE } from '../auth/caller.ts';
import { randomSecret, sha256 } from '../auth/secrets.ts';
import type { ApiDeps } from '../deps.ts';

const SESSION_MS = 14 * DAY_MS;

/** Signs the browser in; a session that it had before ends. */
export async function openSession(
  deps: Pick<ApiDeps, 'db' | 'now' | 'publicUrl'>,
  { user, request, reply }: { user: User; request: FastifyRequest; reply: FastifyReply },
): Promise<void> {
  const previous = request.cookies[SESSION_COOKIE];
  if (previous !== undefined) await edits.deleteSession(deps.db, sha256(previous));
  const secret = randomSecret();
  const now = deps.now();
  await edits.createSession(deps.db, {
    id: sha256(secret),
    userId: user.id,
    now,
    expiresAt: now + SESSION_MS,
  });
  void reply.setCookie(SESSION_COOKIE, secret, {
    path: '/',
    httpOnly: true,
    sameSite: 'lax',
    secure: deps.publicUrl.startsWith('https:'),
    maxAge: SESSION_MS / 1000,
  });
}
