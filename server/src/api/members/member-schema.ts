import { Type, type Static } from 'typebox';
import type { Member } from '../../query/index.ts';
import { isoDate } from '../http/dates.ts';
import { Anything, NullableString } from '../http/schema.ts';
import { UserSchema, userView } from '../users/user-schema.ts';

export const MemberSchema = Type.Object({
  id: Type.String(),
  email: Type.String(),
  name: Type.String(),
  user: UserSchema,
  role: Type.String(),
  roleName: Type.String(),
  orgRole: Type.String(),
  pending: Type.Boolean(),
  expired: Type.Boolean(),
  flags: Anything,
  dateCreated: Type.String({ format: 'date-time' }),
  inviteStatus: Type.String(),
  inviterName: NullableString,
  teams: Type.Array(Type.String()),
  teamRoles: Type.Array(Type.Object({ teamSlug: Type.String(), role: NullableString })),
});

export function memberView(member: Member): Static<typeof MemberSchema> {
  return {
    id: String(member.id),
    email: member.user.email,
    name: member.user.name,
    user: userView(member.user),
    role: member.role,
    roleName: `${member.role.charAt(0).toUpperCase()}${member.role.slice(1)}`,
    orgRole: member.role,
    pending: false,
    expired: false,
    flags: {
      'idp:provisioned': false,
      'idp:role-restricted': false,
      'sso:linked': false,
      'sso:invalid': false,
      'member-limit:restricted': false,
      'partnership:restricted': false,
    },
    dateCreated: isoDate(member.createdAt),
    inviteStatus: 'approved',
    inviterName: null,
    teams: member.teams.map(({ slug }) => slug),
    teamRoles: member.teams.map(({ slug, role }) => ({ teamSlug: slug, role })),
  };
}
