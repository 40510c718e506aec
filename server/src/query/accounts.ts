import type { OrganizationId, UserId } from '@garrison/protocol';
import type { Selectable } from 'kysely';
import type { Database, User, Selects } from '../store/index.ts';

type Row<Table extends keyof Database> = Selectable<Database[Table]>;

/** E-mail addresses are stored in lower case. */
export function findUserByEmail(db: Selects, email: string): Promise<User | undefined> {
  return db.selectFrom('users').selectAll().where('email', '=', email.toLowerCase()).executeTakeFirst();
}

export async function usersById(db: Selects, ids: Iterable<UserId>): Promise<Map<UserId, User>> {
  const wanted = [...new Set(ids)];
  if (wanted.length === 0) return new Map();
  const rows = await db.selectFrom('users').selectAll().where('id', 'in', wanted).execute();
  return new Map(rows.map((row) => [row.id, row]));
}

/** A user with their role in each organisation; read for every request with credentials. */
export interface Person {
  readonly user: User;
  readonly roles: ReadonlyMap<OrganizationId, string>;
}

/** Undefined when the session has ended. */
export async function findPersonOfSession(db: Selects, sessionId: string, now: number): Promise<Person | undefined> {
  const userId = db
    .selectFrom('sessions')
    .select('user_id')
    .where('id', '=', sessionId)
    .where('expires_at', '>', now)
    .$asScalar();
  const rows = await db
    .selectFrom('users')
    .leftJoin('organization_members as member', 'member.user_id', 'users.id')
    .selectAll('users')
    .select(['member.organization_id as member_organization_id', 'member.role as member_role'])
    .where('users.id', '=', userId)
    .orderBy('member.id')
    .execute();
  const [first] = rows;
  if (first === undefined) return undefined;
  const { member_organization_id: _, member_role: __, ...user } = first;
  return { user, roles: rolesIn(rows) };
}

function rolesIn(
  rows: readonly { readonly member_organization_id: OrganizationId | null; readonly member_role: string | null }[],
): Map<OrganizationId, string> {
  const roles = rows.flatMap(({ member_organization_id: id, member_role: role }): [OrganizationId, string][] =>
    id === null || role === null ? [] : [[id, role]],
  );
  return new Map(roles);
}

export function findToken(db: Selects, tokenHash: string): Promise<Row<'api_tokens'> | undefined> {
  return db.selectFrom('api_tokens').selectAll().where('token_hash', '=', tokenHash).executeTakeFirst();
}

export interface TokenWithOwner {
  readonly token: Pick<
    Row<'api_tokens'>,
    'id' | 'organization_id' | 'user_id' | 'scopes' | 'last_used_at' | 'expires_at'
  >;
  /** Undefined: the token belongs to the organisation. */
  readonly owner: Person | undefined;
}

/** In one statement, since it is read for every request with a token. */
export async function findTokenWithOwner(db: Selects, tokenHash: string): Promise<TokenWithOwner | undefined> {
  const rows = await db
    .selectFrom('api_tokens as token')
    .leftJoin('users', 'users.id', 'token.user_id')
    .leftJoin('organization_members as member', 'member.user_id', 'users.id')
    .selectAll('users')
    .select(['token.id as token_id', 'token.organization_id', 'token.user_id', 'token.scopes'])
    .select(['token.last_used_at', 'token.expires_at'])
    .select(['member.organization_id as member_organization_id', 'member.role as member_role'])
    .where('token.token_hash', '=', tokenHash)
    .orderBy('member.id')
    .execute();
  const [first] = rows;
  if (first === undefined) return undefined;
  const { token_id, organization_id, user_id, scopes, last_used_at, expires_at, ...rest } = first;
  const { member_organization_id: _, member_role: __, ...user } = rest;
  return {
    token: { id: token_id, organization_id, user_id, scopes, last_used_at, expires_at },
    // The columns of a joined row are all there or all null.
    owner: user.id === null ? undefined : { user: user as User, roles: rolesIn(rows) },
  };
}

/** The tokens that a user made for themselves, newest first. */
export function listTokens(db: Selects, userId: UserId): Promise<Row<'api_tokens'>[]> {
  return db.selectFrom('api_tokens').selectAll().where('user_id', '=', userId).orderBy('id', 'desc').execute();
}

/** The tokens that belong to no user, newest first. */
export function listOrganizationTokens(db: Selects, organizationId: OrganizationId): Promise<Row<'api_tokens'>[]> {
  return db
    .selectFrom('api_tokens')
    .selectAll()
    .where('organization_id', '=', organizationId)
    .where('user_id', 'is', null)
    .orderBy('id', 'desc')
    .execute();
}

/** The members of the organisation among the owners of these addresses, by address in lower case. */
export async function usersByEmail(
  db: Selects,
  organizationId: OrganizationId,
  emails: readonly string[],
): Promise<ReadonlyMap<string, User>> {
  const wanted = [...new Set(emails.map((email) => email.toLowerCase()))];
  if (wanted.length === 0) return new Map();
  const rows = await db
    .selectFrom('users')
    .innerJoin('organization_members as member', 'member.user_id', 'users.id')
    .selectAll('users')
    .where('member.organization_id', '=', organizationId)
    .where('users.email', 'in', wanted)
    .execute();
  return new Map(rows.map((row) => [row.email, row]));
}

export function listMemberships(db: Selects, userId: UserId): Promise<Row<'organization_members'>[]> {
  return db.selectFrom('organization_members').selectAll().where('user_id', '=', userId).orderBy('id').execute();
}

export interface Member {
  readonly id: number;
  readonly role: string;
  readonly createdAt: number;
  readonly user: User;
  readonly teams: readonly { readonly slug: string; readonly role: string | null }[];
}

/** `userId` or `memberId` narrows to one. */
export async function listMembers(
  db: Selects,
  organizationId: OrganizationId,
  only: { userId?: UserId; memberId?: number } = {},
): Promise<Member[]> {
  let query = db.selectFrom('organization_members').selectAll().where('organization_id', '=', organizationId);
  if (only.userId !== undefined) query = query.where('user_id', '=', only.userId);
  if (only.memberId !== undefined) query = query.where('id', '=', only.memberId);
  const rows = await query.orderBy('id').execute();
  const userIds = rows.map((row) => row.user_id);
  if (userIds.length === 0) return [];
  const users = await usersById(db, userIds);
  const teams = await db
    .selectFrom('team_members')
    .innerJoin('teams', 'teams.id', 'team_members.team_id')
    .select(['team_members.user_id', 'team_members.role', 'teams.slug'])
    .where('teams.organization_id', '=', organizationId)
    .where('team_members.user_id', 'in', userIds)
    .orderBy('teams.slug')
    .execute();
  return rows.flatMap((row) => {
    const user = users.get(row.user_id);
    if (user === undefined) return [];
    const own = teams.filter((team) => team.user_id === row.user_id).map(({ slug, role }) => ({ slug, role }));
    return [{ id: row.id, role: row.role, createdAt: row.created_at, user, teams: own }];
  });
}
