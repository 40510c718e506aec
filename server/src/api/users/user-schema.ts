import { Type, type Static } from 'typebox';
import type { User } from '../../store/index.ts';
import { isoDate, isoDateOrNull } from '../http/dates.ts';
import { NullableString } from '../http/schema.ts';
import { Avatar, LETTER_AVATAR } from '../organizations/organization-schema.ts';

/** A user as others see them. */
export const UserSchema = Type.Object({
  id: Type.String(),
  name: Type.String(),
  username: Type.String(),
  email: Type.String(),
  avatarUrl: Type.String(),
  avatar: Avatar,
  isActive: Type.Boolean(),
  isSuspended: Type.Boolean(),
  hasPasswordAuth: Type.Boolean(),
  isManaged: Type.Boolean(),
  dateJoined: Type.String(),
  lastLogin: NullableString,
  has2fa: Type.Boolean(),
  lastActive: NullableString,
  isSuperuser: Type.Boolean(),
  isStaff: Type.Boolean(),
  experiments: Type.Object({}),
  emails: Type.Array(Type.Object({ id: Type.String(), email: Type.String(), is_verified: Type.Boolean() })),
});

export function userView(user: User): Static<typeof UserSchema> {
  return {
    id: String(user.id),
    name: user.name,
    username: user.email,
    email: user.email,
    avatarUrl: '',
    avatar: LETTER_AVATAR,
    isActive: user.is_active === 1,
    isSuspended: false,
    hasPasswordAuth: user.password_hash !== null,
    isManaged: false,
    dateJoined: isoDate(user.created_at),
    lastLogin: isoDateOrNull(user.last_login_at),
    has2fa: false,
    lastActive: isoDateOrNull(user.last_login_at),
    isSuperuser: user.is_superuser === 1,
    isStaff: false,
    experiments: {},
    emails: [{ id: String(user.id), email: user.email, is_verified: true }],
  };
}
