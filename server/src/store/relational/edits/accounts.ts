import type { OrganizationId, UserId } from '@garrison/protocol';
import type { Kysely } from 'kysely';
import type { Database } from '../database.ts';

/** `id`: SHA-256 of the cookie. Also deletes sessions that have ended. */
export async function createSession(
  db: Kysely<Database>,
  session: { id: string; userId: UserId; now: number; expiresAt: number },
): Promise<void> {
  await db.transaction().execute(async (tx) => {
    await tx.deleteFrom('sessions').where('expires_at', '<=', session.now).execute();
    await tx
      .insertInto('sessions')
      .values({ id: session.id, user_id: session.userId, created_at: session.now, expires_at: session.expiresAt })
      .execute();
    await tx.updateTable('users').set({ last_login_at: session.now }).where('id', '=', session.userId).execute();
  });
}

export async function deleteSession(db: Kysely<Database>, id: string): Promise<void> {
  await db.deleteFrom('sessions').where('id', '=', id).execute();
}

/** The token itself is never stored: `tokenHash` is its SHA-256. */
export interface NewToken {
  readonly organizationId: OrganizationId;
  readonly userId: UserId | null;
  readonly name: string;
  readonly tokenHash: string;
  readonly lastCharacters: string;
  readonly scopes: readonly string[];
  readonly now: number;
}

export async function createToken(db: Kysely<Database>, token: NewToken): Promise<number> {
  const { id } = await db
    .insertInto('api_tokens')
    .values({
      organization_id: token.organizationId,
      user_id: token.userId,
      name: token.name,
      token_hash: token.tokenHash,
      last_characters: token.lastCharacters,
      scopes: JSON.stringify(token.scopes),
      created_at: token.now,
      last_used_at: null,
      expires_at: null,
    })
    .returning('id')
    .executeTakeFirstOrThrow();
  return id;
}

export async function touchToken(db: Kysely<Database>, id: number, now: number): Promise<void> {
  await db.updateTable('api_tokens').set({ last_used_at: now }).where('id', '=', id).execute();
}

/** False when the user has no such token. */
export async function deleteToken(db: Kysely<Database>, userId: UserId, id: number): Promise<boolean> {
  const result = await db
    .deleteFrom('api_tokens')
    .where('user_id', '=', userId)
    .where('id', '=', id)
    .executeTakeFirst();
  return result.numDeletedRows > 0n;
}

interface OrganizationToken {
  readonly organizationId: OrganizationId;
  readonly id: number;
}

/** False when the organisation has no such token of its own. */
export async function renameOrganizationToken(
  db: Kysely<Database>,
  { organizationId, id }: OrganizationToken,
  name: string,
): Promise<boolean> {
  const result = await db
    .updateTable('api_tokens')
    .set({ name })
    .where('organization_id', '=', organizationId)
    .where('user_id', 'is', null)
    .where('id', '=', id)
    .executeTakeFirst();
  return result.numUpdatedRows > 0n;
}

/** False when the organisation has no such token of its own. */
export async function deleteOrganizationToken(
  db: Kysely<Database>,
  { organizationId, id }: OrganizationToken,
): Promise<boolean> {
  const result = await db
    .deleteFrom('api_tokens')
    .where('organization_id', '=', organizationId)
    .where('user_id', 'is', null)
    .where('id', '=', id)
    .executeTakeFirst();
  return result.numDeletedRows > 0n;
}

/** E-mail addresses are stored in lower case. `passwordHash` null: the account cannot sign in with a password. */
export async function createUser(
  db: Kysely<Database>,
  user: { email: string; name: string; passwordHash: string | null; now: number },
): Promise<number> {
  const { id } = await db
    .insertInto('users')
    .values({
      email: user.email.toLowerCase(),
      name: user.name,
      password_hash: user.passwordHash,
      created_at: user.now,
      last_login_at: null,
    })
    .returning('id')
    .executeTakeFirstOrThrow();
  return id;
}

/** Sessions that were opened with the old password end. */
export async function setPassword(
  db: Kysely<Database>,
  { userId, passwordHash }: { userId: UserId; passwordHash: string },
): Promise<void> {
  await db.transaction().execute(async (tx) => {
    await tx.updateTable('users').set({ password_hash: passwordHash }).where('id', '=', userId).execute();
    await tx.deleteFrom('sessions').where('user_id', '=', userId).execute();
  });
}

export async function addMember(
  db: Kysely<Database>,
  member: { organizationId: OrganizationId; userId: UserId; role: string; now: number },
): Promise<number> {
  const { id } = await db
    .insertInto('organization_members')
    .values({
      organization_id: member.organizationId,
      user_id: member.userId,
      role: member.role,
      created_at: member.now,
    })
    .returning('id')
    .executeTakeFirstOrThrow();
  return id;
}

export async function setMemberRole(db: Kysely<Database>, memberId: number, role: string): Promise<void> {
  await db.updateTable('organization_members').set({ role }).where('id', '=', memberId).execute();
}

/** The user loses the organisation's teams and tokens with it; the account stays. */
export async function removeMember(
  db: Kysely<Database>,
  member: { id: number; organizationId: OrganizationId; userId: UserId },
): Promise<void> {
  await db.transaction().execute(async (tx) => {
    await tx.deleteFrom('organization_members').where('id', '=', member.id).execute();
    await tx
      .deleteFrom('team_members')
      .where('user_id', '=', member.userId)
      .where('team_id', 'in', (eb) =>
        eb.selectFrom('teams').select('id').where('organization_id', '=', member.organizationId),
      )
      .execute();
    await tx
      .deleteFrom('api_tokens')
      .where('user_id', '=', member.userId)
      .where('organization_id', '=', member.organizationId)
      .execute();
  });
}
