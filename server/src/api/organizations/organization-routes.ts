import type { UserId } from '@garrison/protocol';
import { Type } from 'typebox';
import { AppError } from '../../errors.ts';
import {
  latestReleases,
  listOrganizations,
  listProjects,
  listTeamMembers,
  listTeams,
  teamsOfProjects,
} from '../../query/index.ts';
import { edits, type Organization } from '../../store/index.ts';
import { callerOf, organizationOf, scopesOf } from '../auth/guard.ts';
import type { ApiDeps } from '../deps.ts';
import type { ApiApp } from '../http/api-app.ts';
import { onConflict } from '../http/conflict.ts';
import { PageQuery, pageOf, pageOfRows, setLink } from '../http/paging.ts';
import { OrganizationParams, Slug } from '../http/schema.ts';
import { ProjectSummary, projectSummary } from '../projects/project-schema.ts';
import { TeamSchema, teamView } from '../teams/team-schema.ts';
import {
  HOSTED_SETTINGS,
  HostedSettings,
  ORGANIZATION_OPTIONS,
  OrganizationOptions,
  OrganizationSummary,
  RoleLists,
  organizationSummary,
  roleLists,
} from './organization-schema.ts';

type Deps = Pick<ApiDeps, 'db' | 'publicUrl' | 'onProjectsChanged'>;

const OrganizationDetail = Type.Object({
  ...OrganizationSummary.properties,
  ...OrganizationOptions.properties,
  ...HostedSettings.properties,
  ...RoleLists,
  access: Type.Array(Type.String()),
  role: Type.String(),
  orgRole: Type.String(),
  defaultRole: Type.String(),
  isDefault: Type.Boolean(),
  openMembership: Type.Boolean(),
  allowSharedIssues: Type.Boolean(),
  enhancedPrivacy: Type.Boolean(),
  scrapeJavaScript: Type.Boolean(),
  storeCrashReports: Type.Integer(),
  pendingAccessRequests: Type.Integer(),
  teams: Type.Array(TeamSchema),
  projects: Type.Array(ProjectSummary),
});

const OrganizationPut = Type.Object({
  name: Type.Optional(Type.String({ minLength: 1, maxLength: 64 })),
  slug: Type.Optional(Slug),
  ...Type.Partial(OrganizationOptions).properties,
});

export function organizationRoutes(app: ApiApp, deps: Deps): void {
  app.get(
    '/api/0/organizations/',
    {
      config: { access: 'signed-in' },
      schema: {
        querystring: Type.Object({ ...PageQuery, query: Type.Optional(Type.String()) }),
        response: { 200: Type.Array(OrganizationSummary) },
      },
    },
    async (request, reply) => {
      const { scopes } = callerOf(request);
      const visible = [...scopes].filter(([, granted]) => granted.has('org:read')).map(([id]) => id);
      const wanted = request.query.query?.toLowerCase() ?? '';
      const rows = (await listOrganizations(deps.db, visible)).filter(
        ({ slug, name }) => slug.includes(wanted) || name.toLowerCase().includes(wanted),
      );
      const page = pageOf(request.query);
      const result = pageOfRows(rows, page);
      setLink(request, reply, { page, result, publicUrl: deps.publicUrl });
      return result.rows.map((row) => organizationSummary(row, deps.publicUrl));
    },
  );

  app.get(
    '/api/0/organizations/:org/',
    {
      config: { access: { scope: 'org:read' } },
      schema: { params: OrganizationParams, response: { 200: OrganizationDetail } },
    },
    async (request) => organizationDetail(deps, organizationOf(request), viewer(request)),
  );

  app.put(
    '/api/0/organizations/:org/',
    {
      config: { access: { scope: 'org:write' } },
      schema: { params: OrganizationParams, body: OrganizationPut, response: { 200: OrganizationDetail } },
    },
    async (request) => {
      const { name, slug, dataScrubber, dataScrubberDefaults, scrubIPAddresses, sensitiveFields, safeFields } =
        request.body;
      const options = { dataScrubber, dataScrubberDefaults, scrubIPAddresses, sensitiveFields, safeFields };
      const updated = await onConflict(
        edits.updateOrganization(deps.db, organizationOf(request).id, { name, slug, options }),
        { slug: ['An organisation with this slug already exists.'] },
      );
      if (updated === undefined) throw new AppError('not_found');
      deps.onProjectsChanged();
      return organizationDetail(deps, updated, viewer(request));
    },
  );
}

interface Viewer {
  readonly userId: UserId | null;
  readonly scopes: ReadonlySet<string>;
  readonly role: string;
}

function viewer(request: Parameters<typeof callerOf>[0]): Viewer {
  const caller = callerOf(request);
  return {
    userId: caller.user?.id ?? null,
    scopes: scopesOf(request),
    role: caller.roles.get(organizationOf(request).id) ?? 'member',
  };
}

async function organizationDetail(deps: Deps, organization: Organization, { userId, scopes, role }: Viewer) {
  const [projects, teams, members, links, releases] = await Promise.all([
    listProjects(deps.db, organization.id),
    listTeams(deps.db, organization.id),
    listTeamMembers(deps.db, organization.id),
    teamsOfProjects(deps.db, organization.id),
    latestReleases(deps.db, organization.id),
  ]);
  const options = JSON.parse(organization.options) as Partial<typeof ORGANIZATION_OPTIONS>;
  const access = [...scopes];
  return {
    ...organizationSummary(organization, deps.publicUrl),
    ...HOSTED_SETTINGS,
    ...ORGANIZATION_OPTIONS,
    ...options,
    ...roleLists(scopes.has('member:write')),
    access,
    role,
    orgRole: role,
    defaultRole: 'member',
    isDefault: true,
    openMembership: true,
    allowSharedIssues: true,
    enhancedPrivacy: false,
    scrapeJavaScript: true,
    storeCrashReports: 0,
    pendingAccessRequests: 0,
    teams: teams.map((team) => teamView(team, { members, userId, access })),
    projects: projects.map((project) =>
      projectSummary(project, {
        teams: links.get(project.id) ?? [],
        latestRelease: releases.get(project.id) ?? null,
        environments: [],
        access,
        members,
        userId,
      }),
    ),
  };
}
