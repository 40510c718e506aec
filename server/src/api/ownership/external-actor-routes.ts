import type { OrganizationId, UserId, TeamId } from '@garrison/protocol';
import { Type } from 'typebox';
import { AppError } from '../../errors.ts';
import { listExternalActors, listMembers, type ExternalActor } from '../../query/index.ts';
import { edits, type ExternalActorRow } from '../../store/index.ts';
import { organizationOf, teamOf } from '../auth/guard.ts';
import type { ApiDeps } from '../deps.ts';
import type { ApiApp } from '../http/api-app.ts';
import { FieldError } from '../http/api-error.ts';
import { onConflict } from '../http/conflict.ts';
import { NoContent, OrganizationParams, TeamParams } from '../http/schema.ts';

type Deps = Pick<ApiDeps, 'db' | 'onProjectsChanged'>;

const Name = Type.String({ pattern: '^@\\S+$', maxLength: 255 });
const Provider = Type.Enum(['github', 'github_enterprise', 'gitlab', 'custom_scm']);
const Body = Type.Object({ external_name: Name, provider: Provider });
const UserId = Type.Union([Type.Integer(), Type.String({ pattern: '^\\d{1,15}$' })]);
const Base = { id: Type.String(), provider: Type.String(), externalName: Type.String() };
const ExternalTeam = Type.Object({ ...Base, teamId: Type.String() });
const ExternalUser = Type.Object({ ...Base, userId: Type.String() });
const TAKEN = { external_name: ['This name already stands for somebody.'] };

type Row = Pick<ExternalActorRow, 'id' | 'provider' | 'external_name'>;
const baseOf = ({ id, provider, external_name: externalName }: Row) => ({ id: String(id), provider, externalName });

/** Who the names in CODEOWNERS files are: `@org/team` is a team, `@name` a member. */
export function externalActorRoutes(app: ApiApp, deps: Deps): void {
  app.get(
    '/api/garrison/organizations/:org/external-actors/',
    {
      config: { access: { scope: 'org:read' } },
      schema: {
        params: OrganizationParams,
        response: {
          200: Type.Array(Type.Object({ ...Base, type: Type.Enum(['team', 'user']), owner: Type.String() })),
        },
      },
    },
    async (request) =>
      (await listExternalActors(deps.db, organizationOf(request).id)).map((actor) => ({
        ...baseOf({ id: actor.id, provider: actor.provider, external_name: actor.name }),
        type: actor.type,
        owner: actor.type === 'team' ? `#${actor.identifier}` : actor.identifier,
      })),
  );
  teamRoutes(app, deps);
  userRoutes(app, deps);
}

function teamRoutes(app: ApiApp, deps: Deps): void {
  const path = '/api/0/teams/:org/:team/external-teams/';
  const access = { scope: 'team:write' } as const;
  app.post(
    path,
    { config: { access }, schema: { params: TeamParams, body: Body, response: { 201: ExternalTeam } } },
    async (request, reply) => {
      const team = teamOf(request);
      const { external_name, provider } = request.body;
      const row = await add(deps, { external_name, provider, organization_id: team.organization_id, team_id: team.id });
      void reply.status(201);
      return { ...baseOf(row), teamId: String(team.id) };
    },
  );
  app.delete(
    `${path}:external/`,
    {
      config: { access },
      schema: {
        params: Type.Object({ ...TeamParams.properties, external: Type.String() }),
        response: { 204: NoContent },
      },
    },
    async (request, reply) => {
      const { slug } = teamOf(request);
      await remove(deps, organizationOf(request).id, (actor) => {
        return actor.type === 'team' && actor.identifier === slug && String(actor.id) === request.params.external;
      });
      return reply.status(204).send(null);
    },
  );
}

function userRoutes(app: ApiApp, deps: Deps): void {
  const path = '/api/0/organizations/:org/external-users/';
  const access = { scope: 'member:write' } as const;
  app.post(
    path,
    {
      config: { access },
      schema: {
        params: OrganizationParams,
        body: Type.Object({ ...Body.properties, user_id: UserId }),
        response: { 201: ExternalUser },
      },
    },
    async (request, reply) => {
      const organizationId = organizationOf(request).id;
      const { external_name, provider, user_id: userId } = request.body;
      const [member] = await listMembers(deps.db, organizationId, { userId: Number(userId) });
      if (member === undefined) throw new FieldError({ user_id: ['There is no such member.'] });
      const user_id = member.user.id;
      const row = await add(deps, { external_name, provider, organization_id: organizationId, user_id });
      void reply.status(201);
      return { ...baseOf(row), userId: String(user_id) };
    },
  );
  app.delete(
    `${path}:external/`,
    {
      config: { access },
      schema: {
        params: Type.Object({ ...OrganizationParams.properties, external: Type.String() }),
        response: { 204: NoContent },
      },
    },
    async (request, reply) => {
      await remove(deps, organizationOf(request).id, (actor) => {
        return actor.type === 'user' && String(actor.id) === request.params.external;
      });
      return reply.status(204).send(null);
    },
  );
}

async function add(
  deps: Deps,
  actor: Omit<ExternalActorRow, 'id' | 'team_id' | 'user_id'> & { team_id?: TeamId; user_id?: UserId },
): Promise<ExternalActorRow> {
  const row = await onConflict(edits.addExternalActor(deps.db, { team_id: null, user_id: null, ...actor }), TAKEN);
  deps.onProjectsChanged();
  return row;
}

async function remove(
  deps: Deps,
  organizationId: OrganizationId,
  isMeant: (actor: ExternalActor) => boolean,
): Promise<void> {
  const actor = (await listExternalActors(deps.db, organizationId)).find(isMeant);
  if (actor === undefined) throw new AppError('not_found');
  await edits.deleteExternalActor(deps.db, actor.id);
  deps.onProjectsChanged();
}
