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

/** Settings of Sentry's hosted product that clients read and that have one answer here. */
export const HOSTED_SETTINGS = {
  aggregatedDataConsent: false,
  alertsMemberWrite: true,
  allowJoinRequests: false,
  attachmentsRole: 'member',
  autoEnableCodeReview: false,
  autoOpenPrs: false,
  debugFilesRole: 'admin',
  defaultAutofixAutomationTuning: 'off',
  defaultAutomatedRunStoppingPoint: 'off',
  defaultCodeReviewTriggers: [] as string[],
  defaultCodingAgent: '',
  defaultCodingAgentIntegrationId: null,
  defaultSeerScannerAutomation: false,
  enableSeerCoding: false,
  eventsMemberAdmin: true,
  experiments: {},
  hideAiFeatures: true,
  isDynamicallySampled: false,
  issueAlertsThreadFlag: false,
  metricAlertsThreadFlag: false,
  relayDsnEndpoint: null,
  relayPiiConfig: null,
  requiresSso: false,
  trustedRelays: [] as string[],
};
export const HostedSettings = Type.Object({
  aggregatedDataConsent: Type.Boolean(),
  alertsMemberWrite: Type.Boolean(),
  allowJoinRequests: Type.Boolean(),
  attachmentsRole: Type.String(),
  autoEnableCodeReview: Type.Boolean(),
  autoOpenPrs: Type.Boolean(),
  debugFilesRole: Type.String(),
  defaultAutofixAutomationTuning: Type.String(),
  defaultAutomatedRunStoppingPoint: Type.String(),
  defaultCodeReviewTriggers: Type.Array(Type.String()),
  defaultCodingAgent: Type.String(),
  defaultCodingAgentIntegrationId: Type.Null(),
  defaultSeerScannerAutomation: Type.Boolean(),
  enableSeerCoding: Type.Boolean(),
  eventsMemberAdmin: Type.Boolean(),
  experiments: Type.Object({}),
  hideAiFeatures: Type.Boolean(),
  isDynamicallySampled: Type.Boolean(),
  issueAlertsThreadFlag: Type.Boolean(),
  metricAlertsThreadFlag: Type.Boolean(),
  relayDsnEndpoint: Type.Null(),
  relayPiiConfig: Type.Null(),
  requiresSso: Type.Boolean(),
  trustedRelays: Type.Array(Type.String()),
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
  isMinimumRoleFor: NullableString,
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
    isMinimumRoleFor: null,
  });
  return {
    orgRoleList: ROLES.map((id) => role(id, ROLE_DESCRIPTIONS[id] ?? '', scopesOfRole(id))),
    teamRoleList: [role('contributor', 'Works in the team.', scopesOfRole('member'))],
  };
}
