import { Type, type Static } from 'typebox';
import type { Organization } from '../../store/index.ts';
import { ROLES, scopesOfRole } from '../auth/scopes.ts';
import { isoDate } from '../http/dates.ts';
import { NullableString } from '../http/schema.ts';

export const Avatar = Type.Object({ avatarType: Type.String(), avatarUuid: NullableString, avatarUrl: NullableString });
export const LETTER_AVATAR: Static<typeof Avatar> = { avatarType: 'letter_avatar', avatarUuid: null, avatarUrl: null };

export const OrganizationSummary = Type.Object({
  id: Type.String(),
  slug: Type.String(),
  name: Type.String(),
  status: Type.Object({ id: Type.String(), name: Type.String() }),
  dateCreated: Type.String({ format: 'date-time' }),
  isEarlyAdopter: Type.Boolean(),
  require2FA: Type.Boolean(),
  requireEmailVerification: Type.Boolean(),
  avatar: Avatar,
  links: Type.Object({ organizationUrl: Type.String(), regionUrl: Type.String() }),
  hasAuthProvider: Type.Boolean(),
  allowMemberInvite: Type.Boolean(),
  allowMemberProjectCreation: Type.Boolean(),
  allowSuperuserAccess: Type.Boolean(),
  features: Type.Array(Type.String()),
});

export function organizationSummary(organization: Organization, publicUrl: string): Static<typeof OrganizationSummary> {
  return {
    id: String(organization.id),
    slug: organization.slug,
    name: organization.name,
    status: { id: 'active', name: 'active' },
    dateCreated: isoDate(organization.created_at),
    isEarlyAdopter: false,
    require2FA: false,
    requireEmailVerification: false,
    avatar: LETTER_AVATAR,
    links: { organizationUrl: `${publicUrl}/organizations/${organization.slug}`, regionUrl: publicUrl },
    hasAuthProvider: false,
    allowMemberInvite: false,
    allowMemberProjectCreation: false,
    allowSuperuserAccess: false,
    features: [],
  };
}

/** What an organisation decides for all its projects: Sentry's option names, with their defaults. */
export const ORGANIZATION_OPTIONS = {
  dataScrubber: false,
  dataScrubberDefaults: false,
  scrubIPAddresses: false,
  sensitiveFields: [] as string[],
  safeFields: [] as string[],
};
export const OrganizationOptions = Type.Object({
  dataScrubber: Type.Boolean(),
  dataScrubberDefaults: Type.Boolean(),
  scrubIPAddresses: Type.Boolean(),
  sensitiveFields: Type.Array(Type.String()),
  safeFields: Type.Array(Type.String()),
});

const Role = Type.Object({
  id: Type.String(),
  name: Type.String(),
  desc: Type.String(),
  scopes: Type.Array(Type.String()),
  allowed: Type.Boolean(),
  isAllowed: Type.Boolean(),
  isRetired: Type.Boolean(),
  isTeamRolesAllowed: Type.Boolean(),
  is_global: Type.Boolean(),
  isGlobal: Type.Boolean(),
  minimumTeamRole: Type.String(),
});
export const RoleLists = { orgRoleList: Type.Array(Role), teamRoleList: Type.Array(Role) };

const ROLE_DESCRIPTIONS: Readonly<Record<string, string>> = {
  billing: 'Sees the organisation and what it costs.',
  member: 'Works on issues.',
  admin: 'Also creates and changes teams and projects.',
  manager: 'Also changes members and the organisation.',
  owner: 'May do everything.',
};

/** `mayManage`: the caller may give roles. */
export function roleLists(mayManage: boolean): {
  orgRoleList: Static<typeof Role>[];
  teamRoleList: Static<typeof Role>[];
} {
  const role = (id: string, desc: string, scopes: readonly string[]) => ({
    id,
    name: `${id.charAt(0).toUpperCase()}${id.slice(1)}`,
    desc,
    scopes: [...scopes],
    allowed: mayManage,
    isAllowed: mayManage,
    isRetired: false,
    isTeamRolesAllowed: id !== 'billing',
    is_global: id === 'manager' || id === 'owner',
    isGlobal: id === 'manager' || id === 'owner',
    minimumTeamRole: 'contributor',
  });
  return {
    orgRoleList: ROLES.map((id) => role(id, ROLE_DESCRIPTIONS[id] ?? '', scopesOfRole(id))),
    teamRoleList: [role('contributor', 'Works in the team.', scopesOfRole('member'))],
  };
}
