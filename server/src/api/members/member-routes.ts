import type { FastifyRequest } from 'fastify';
import { Type } from 'typebox';
import { AppError } from '../../errors.ts';
import { listMembers, type Member } from '../../query/index.ts';
import { edits } from '../../store/index.ts';
import { organizationOf, scopesOf, teamOf, userOf } from '../auth/guard.ts';
import { ROLES } from '../auth/scopes.ts';
import type { ApiDeps } from '../deps.ts';
import type { ApiApp } from '../http/api-app.ts';
import { FieldError } from '../http/api-error.ts';
import { PageQuery, pageOf, pageOfRows, setLink } from '../http/paging.ts';
import { NoContent, NullableString, OrganizationParams } from '../http/schema.ts';
import { RoleLists, roleLists } from '../organizations/organization-schema.ts';
import { oneTeam } from '../teams/team-routes.ts';
import { TeamSchema } from '../teams/team-schema.ts';
import { MemberSchema, memberView } from './member-schema.ts';

type Deps = Pick<ApiDeps, 'db' | 'publicUrl'>;

const MemberParams = Type.Object({ ...OrganizationParams.properties, member: Type.String() });
const MemberTeamParams = Type.Object({ ...MemberParams.properties, team: Type.String() });
const MemberDetail = Type.Object({
  ...MemberSchema.properties,
  ...RoleLists,
  invite_link: NullableString,
  isOnlyOwner: Type.Boolean(),
});
const RoleName = Type.Enum([...ROLES]);

export function memberRoutes(app: ApiApp, deps: Deps): void {
  const path = '/api/0/organizations/:org/members/';
  app.get(
    path,
    {
      config: { access: { scope: 'member:read' } },
      schema: {
        params: OrganizationParams,
        querystring: Type.Object({ ...PageQuery, query: Type.Optional(Type.String()) }),
        response: { 200: Type.Array(MemberSchema) },
      },
    },
    async (request, reply) => {
      const wanted = request.query.query?.toLowerCase() ?? '';
      const members = (await listMembers(deps.db, organizationOf(request).id)).filter(
        ({ user }) => user.email.includes(wanted) || user.name.toLowerCase().includes(wanted),
      );
      const page = pageOf(request.query);
      const result = pageOfRows(members, page);
      setLink(request, reply, { page, result, publicUrl: deps.publicUrl });
      return result.rows.map(memberView);
    },
  );
  oneMemberRoutes(app, deps);
  teamLinkRoutes(app, deps);
}

function oneMemberRoutes(app: ApiApp, deps: Deps): void {
  const path = '/api/0/organizations/:org/members/:member/';
  app.get(
    path,
    {
      config: { access: { scope: 'member:read' } },
      schema: { params: MemberParams, response: { 200: MemberDetail } },
    },
    async (request) => detail(deps, request, await memberOf(deps, request, request.params.member)),
  );
  app.put(
    path,
    {
      config: { access: { scope: 'member:write' } },
      schema: {
        params: MemberParams,
        body: Type.Object({ orgRole: Type.Optional(RoleName), role: Type.Optional(RoleName) }),
        response: { 200: MemberDetail },
      },
    },
    async (request) => {
      const member = await memberOf(deps, request, request.params.member);
      const role = request.body.orgRole ?? request.body.role;
      if (role !== undefined && role !== member.role) {
        // Only who holds everything may give or take it.
        const touchesOwner = role === 'owner' || member.role === 'owner';
        if (touchesOwner && !scopesOf(request).has('org:admin')) throw new AppError('permission_denied');
        if (await isOnlyOwner(deps, request, member)) {
          throw new FieldError({ orgRole: ['The only owner keeps this role.'] });
        }
        await edits.setMemberRole(deps.db, member.id, role);
      }
      return detail(deps, request, await memberOf(deps, request, String(member.id)));
    },
  );
  app.delete(
    path,
    {
      config: { access: { scope: 'member:admin' } },
      schema: { params: MemberParams, response: { 204: NoContent } },
    },
    async (request, reply) => {
      const member = await memberOf(deps, request, request.params.member);
      if (member.role === 'owner' && !scopesOf(request).has('org:admin')) throw new AppError('permission_denied');
      if (await isOnlyOwner(deps, request, member))
        throw new AppError('permission_denied', 'the only owner cannot be removed');
      await edits.removeMember(deps.db, {
        id: member.id,
        organizationId: organizationOf(request).id,
        userId: member.user.id,
      });
      return reply.status(204).send(null);
    },
  );
}

/** The organisation's teams are open: who may see a team may join it; adding others needs `team:write`. */
function teamLinkRoutes(app: ApiApp, deps: Deps): void {
  const path = '/api/0/organizations/:org/members/:member/teams/:team/';
  const link = async (request: FastifyRequest<{ Params: { member: string } }>) => {
    const member = await memberOf(deps, request, request.params.member);
    const isSelf = request.params.member === 'me' || member.user.id === request.seen.caller?.user?.id;
    if (!isSelf && !scopesOf(request).has('team:write')) throw new AppError('permission_denied');
    return member;
  };
  app.post(
    path,
    {
      config: { access: { scope: 'org:read' } },
      schema: { params: MemberTeamParams, response: { 201: TeamSchema } },
    },
    async (request, reply) => {
      const member = await link(request);
      await edits.addTeamMember(deps.db, teamOf(request).id, member.user.id);
      void reply.status(201);
      return oneTeam(deps, request, teamOf(request));
    },
  );
  app.delete(
    path,
    {
      config: { access: { scope: 'org:read' } },
      schema: { params: MemberTeamParams, response: { 200: TeamSchema } },
    },
    async (request) => {
      const member = await link(request);
      await edits.removeTeamMember(deps.db, teamOf(request).id, member.user.id);
      return oneTeam(deps, request, teamOf(request));
    },
  );
}

async function memberOf(deps: Deps, request: FastifyRequest, id: string): Promise<Member> {
  const only = id === 'me' ? { userId: userOf(request).id } : { memberId: /^\d{1,15}$/.test(id) ? Number(id) : 0 };
  const [member] = await listMembers(deps.db, organizationOf(request).id, only);
  if (member === undefined) throw new AppError('not_found');
  return member;
}

async function isOnlyOwner(deps: Deps, request: FastifyRequest, member: Member): Promise<boolean> {
  if (member.role !== 'owner') return false;
  const members = await listMembers(deps.db, organizationOf(request).id);
  return members.filter(({ role }) => role === 'owner').length === 1;
}

async function detail(deps: Deps, request: FastifyRequest, member: Member) {
  return {
    ...memberView(member),
    ...roleLists(scopesOf(request).has('member:write')),
    invite_link: null,
    isOnlyOwner: await isOnlyOwner(deps, request, member),
  };
}
