import { randomBytes } from 'node:crypto';
import { Type } from 'typebox';
import { AppError } from '../../errors.ts';
import { findUserByEmail, listMembers } from '../../query/index.ts';
import { edits } from '../../store/index.ts';
import { organizationOf, scopesOf } from '../auth/guard.ts';
import { ROLES } from '../auth/scopes.ts';
import { hashPassword } from '../auth/secrets.ts';
import type { ApiDeps } from '../deps.ts';
import { FieldError } from '../http/api-error.ts';
import type { ApiApp } from '../http/api-app.ts';
import { NullableString, OrganizationParams } from '../http/schema.ts';
import { MemberSchema, memberView } from './member-schema.ts';

const NewMember = Type.Object({
  email: Type.String({ minLength: 3, maxLength: 320, pattern: '^[^@\\s]+@[^@\\s]+$' }),
  name: Type.Optional(Type.String({ maxLength: 200 })),
  role: Type.Enum([...ROLES]),
});

/**
 * Adds a person to the organisation. This server sends no mail: a person without an account gets one with a password that is in
 * this answer and nowhere else; the person who adds them passes it on. `password` is null for a person who has an account already.
 */
export function newMemberRoutes(app: ApiApp, deps: Pick<ApiDeps, 'db' | 'now'>): void {
  app.post(
    '/api/garrison/organizations/:org/members/',
    {
      config: { access: { scope: 'member:write' } },
      schema: {
        params: OrganizationParams,
        body: NewMember,
        response: { 201: Type.Object({ member: MemberSchema, password: NullableString }) },
      },
    },
    async (request, reply) => {
      const organization = organizationOf(request);
      const { role } = request.body;
      const email = request.body.email.trim().toLowerCase();
      if (role === 'owner' && !scopesOf(request).has('org:admin')) throw new AppError('permission_denied');
      const known = await findUserByEmail(deps.db, email);
      const isMember = (only: number) => listMembers(deps.db, organization.id, { userId: only });
      if (known !== undefined && (await isMember(known.id)).length > 0) {
        throw new FieldError({ email: ['This person is a member already.'] });
      }
      const password = known === undefined ? randomBytes(12).toString('base64url') : null;
      const now = deps.now();
      const userId =
        known?.id ??
        (await edits.createUser(deps.db, {
          email,
          name: request.body.name?.trim() ?? '',
          passwordHash: password === null ? null : await hashPassword(password),
          now,
        }));
      await edits.addMember(deps.db, { organizationId: organization.id, userId, role, now });
      const [member] = await isMember(userId);
      if (member === undefined) throw new AppError('internal', 'the member that was added is not there');
      void reply.status(201);
      return { member: memberView(member), password };
    },
  );
}
