import type { UserId, TeamId } from '@garrison/protocol';
import { Type, type Static } from 'typebox';
import type { Team } from '../../store/index.ts';
import { isoDate } from '../http/dates.ts';
import { Anything, NullableString } from '../http/schema.ts';
import { Avatar, LETTER_AVATAR } from '../organizations/organization-schema.ts';

export const TeamSchema = Type.Object({
  id: Type.String(),
  slug: Type.String(),
  name: Type.String(),
  dateCreated: NullableString,
  isMember: Type.Boolean(),
  teamRole: NullableString,
  flags: Anything,
  access: Type.Array(Type.String()),
  hasAccess: Type.Boolean(),
  isPending: Type.Boolean(),
  memberCount: Type.Integer(),
  avatar: Avatar,
});

export interface TeamContext {
  readonly members: readonly { readonly team_id: TeamId; readonly user_id: UserId }[];
  readonly userId: UserId | null;
  readonly access: readonly string[];
}

export function teamView(team: Team, { members, userId, access }: TeamContext): Static<typeof TeamSchema> {
  const own = members.filter((member) => member.team_id === team.id);
  const isMember = own.some((member) => member.user_id === userId);
  return {
    id: String(team.id),
    slug: team.slug,
    name: team.name,
    dateCreated: isoDate(team.created_at),
    isMember,
    teamRole: isMember ? 'contributor' : null,
    flags: { 'idp:provisioned': false },
    access: [...access],
    hasAccess: true,
    isPending: false,
    memberCount: own.length,
    avatar: LETTER_AVATAR,
  };
}
