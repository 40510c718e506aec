import type { OrganizationId } from '@garrison/protocol';
import type { FastifyRequest } from 'fastify';
import { MINUTE_MS } from '../../durations.ts';
import { AppError } from '../../errors.ts';
import { findPersonOfSession, findTokenWithOwner, type Person } from '../../query/index.ts';
import { edits, type User } from '../../store/index.ts';
import type { ApiDeps } from '../deps.ts';
import { scopesOfRole, withImplied, type Scope } from './scopes.ts';
import { sha256 } from './secrets.ts';

type Deps = Pick<ApiDeps, 'db' | 'now'>;

export const SESSION_COOKIE = 'garrison_session';
const TOKEN_USE_RESOLUTION_MS = MINUTE_MS;

/** The caller of a request, and its scopes in each organisation. */
export interface Caller {
  /** Null for an organisation token. */
  readonly user: User | null;
  readonly via: 'session' | 'token';
  readonly scopes: ReadonlyMap<OrganizationId, ReadonlySet<Scope>>;
  readonly roles: ReadonlyMap<OrganizationId, string>;
}

/** Undefined: no credentials were sent. Wrong credentials are an error. */
export async function identify(request: FastifyRequest, deps: Deps): Promise<Caller | undefined> {
  const header = request.headers.authorization;
  if (header !== undefined) return callerOfToken(header, deps);
  const cookie = request.cookies[SESSION_COOKIE];
  if (cookie === undefined || cookie === '') return undefined;
  return callerOfPerson(await findPersonOfSession(deps.db, sha256(cookie), deps.now()));
}

function callerOfPerson(person: Person | undefined): Caller | undefined {
  if (person === undefined || person.user.is_active !== 1) return undefined;
  const { user, roles } = person;
  const scopes = new Map([...roles].map(([organizationId, role]) => [organizationId, withImplied(scopesOfRole(role))]));
  return { user, via: 'session', scopes, roles };
}

async function callerOfToken(header: string, deps: Deps): Promise<Caller> {
  const [scheme, value] = header.trim().split(/\s+/, 2);
  if (scheme?.toLowerCase() !== 'bearer' || value === undefined) throw new AppError('auth_invalid');
  const found = await findTokenWithOwner(deps.db, sha256(value));
  const now = deps.now();
  if (found === undefined) throw new AppError('auth_invalid');
  const { token } = found;
  if (token.expires_at !== null && token.expires_at <= now) throw new AppError('auth_invalid');
  if (token.last_used_at === null || now - token.last_used_at > TOKEN_USE_RESOLUTION_MS) {
    await edits.touchToken(deps.db, token.id, now);
  }
  const granted = withImplied(JSON.parse(token.scopes) as string[]);
  if (token.user_id === null) {
    return { user: null, via: 'token', scopes: new Map([[token.organization_id, granted]]), roles: new Map() };
  }
  const owner = callerOfPerson(found.owner);
  const own = owner?.scopes.get(token.organization_id);
  // A token is valid only while its owner is a member, and has at most the scopes of the owner's role.
  if (owner === undefined || own === undefined) throw new AppError('auth_invalid');
  return { ...owner, via: 'token', scopes: new Map([[token.organization_id, granted.intersection(own)]]) };
}
