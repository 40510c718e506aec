import { randomBytes } from 'node:crypto';
import type { OrganizationId, UserId } from '@garrison/protocol';
import type { Kysely } from 'kysely';
import { findOrganization, findToken, findUserByEmail, listMemberships } from '../../query/index.ts';
import { edits, type Database } from '../../store/index.ts';
import { SCOPES } from '../auth/scopes.ts';
import { ensureDefaultTiers } from '../tiers/default-tiers.ts';
import { hashPassword, sha256 } from '../auth/secrets.ts';

export interface SetupStores {
  readonly db: Kysely<Database>;
  readonly now: () => number;
}

export interface FirstOrganization {
  readonly slug: string;
  readonly name?: string | undefined;
  readonly adminEmail: string;
  /** Absent: a random one, which is returned once. */
  readonly adminPassword?: string | undefined;
  /** A bearer token with all scopes. */
  readonly adminToken?: string | undefined;
}

export interface FirstSignIn {
  readonly email: string;
  readonly password: string;
}

/**
 * The first organisation and its owner. Idempotent: existing rows are not changed, nor is a password that was changed since.
 * `firstSignIn` is set when this call made a random password.
 */
export async function bootstrapOrganization(
  { db, now }: SetupStores,
  first: FirstOrganization,
): Promise<{ organizationId: OrganizationId; firstSignIn: FirstSignIn | undefined }> {
  const organization =
    (await findOrganization(db, first.slug)) ??
    (await edits.createOrganization(db, { slug: first.slug, name: first.name ?? first.slug, now: now() }));
  await ensureDefaultTiers({ db, now });
  const { userId, firstSignIn } = await ensureOwner({ db, now }, first);
  const memberships = await listMemberships(db, userId);
  if (!memberships.some((row) => row.organization_id === organization.id)) {
    await edits.addMember(db, { organizationId: organization.id, userId, role: 'owner', now: now() });
  }
  if (first.adminToken !== undefined) {
    await ensureToken({ db, now }, { organizationId: organization.id, userId, token: first.adminToken });
  }
  return { organizationId: organization.id, firstSignIn };
}

async function ensureOwner(
  { db, now }: SetupStores,
  first: FirstOrganization,
): Promise<{ userId: UserId; firstSignIn: FirstSignIn | undefined }> {
  const known = await findUserByEmail(db, first.adminEmail);
  if (known !== undefined) return { userId: known.id, firstSignIn: undefined };
  const password = first.adminPassword ?? randomBytes(12).toString('base64url');
  const userId = await edits.createUser(db, {
    email: first.adminEmail,
    name: first.adminEmail.split('@')[0] ?? first.adminEmail,
    passwordHash: await hashPassword(password),
    now: now(),
  });
  const firstSignIn = first.adminPassword === undefined ? { email: first.adminEmail, password } : undefined;
  return { userId, firstSignIn };
}

async function ensureToken(
  { db, now }: SetupStores,
  { organizationId, userId, token }: { organizationId: OrganizationId; userId: UserId; token: string },
): Promise<void> {
  const tokenHash = sha256(token);
  if ((await findToken(db, tokenHash)) !== undefined) return;
  await edits.createToken(db, {
    organizationId,
    userId,
    name: 'Set-up',
    tokenHash,
    lastCharacters: token.slice(-4),
    scopes: SCOPES,
    now: now(),
  });
}
