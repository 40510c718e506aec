import type { TeamId } from '@garrison/protocol';
import type { FastifyRequest } from 'fastify';
import { Type, type Static } from 'typebox';
import { latestReleases, listEnvironments, listProjects, listTeamMembers, teamsOfProjects } from '../../query/index.ts';
import type { Project } from '../../store/index.ts';
import { callerOf, organizationOf, scopesOf } from '../auth/guard.ts';
import type { ApiDeps } from '../deps.ts';
import { Anything } from '../http/schema.ts';
import { OrganizationSummary, organizationSummary } from '../organizations/organization-schema.ts';
import { ProjectOptionsSchema, projectOptions } from './project-options.ts';
import { ProjectSummary, projectSummary } from './project-schema.ts';

type Deps = Pick<ApiDeps, 'db' | 'publicUrl'>;

export const ProjectDetail = Type.Object({
  ...ProjectSummary.properties,
  ...ProjectOptionsSchema.properties,
  organization: OrganizationSummary,
  options: Anything,
  derivedGroupingEnhancements: Type.String(),
  highlightPreset: Type.Object({ tags: Type.Array(Type.String()), context: Anything }),
  processingIssues: Type.Integer(),
  builtinSymbolSources: Type.Array(Type.String()),
  symbolSources: Type.String(),
  dynamicSamplingBiases: Type.Array(Anything),
  isDynamicallySampled: Type.Boolean(),
  tempestFetchScreenshots: Type.Boolean(),
  autofixAutomationTuning: Type.String(),
  seerScannerAutomation: Type.Boolean(),
  seerNightshiftTweaks: Type.Null(),
  debugFilesRole: Type.Null(),
});

/** Projects as lists show them. */
export async function projectSummaries(
  deps: Pick<ApiDeps, 'db'>,
  request: FastifyRequest,
  which: (project: Project, teamIds: readonly TeamId[]) => boolean = () => true,
): Promise<Static<typeof ProjectSummary>[]> {
  const organizationId = organizationOf(request).id;
  const [all, links, members, releases] = await Promise.all([
    listProjects(deps.db, organizationId),
    teamsOfProjects(deps.db, organizationId),
    listTeamMembers(deps.db, organizationId),
    latestReleases(deps.db, organizationId),
  ]);
  const projects = all.filter((project) =>
    which(
      project,
      (links.get(project.id) ?? []).map((team) => team.id),
    ),
  );
  const environments = Map.groupBy(
    await listEnvironments(
      deps.db,
      projects.map((project) => project.id),
      'visible',
    ),
    (row) => row.project_id,
  );
  const context = { members, userId: callerOf(request).user?.id ?? null, access: [...scopesOf(request)] };
  return projects.map((project) =>
    projectSummary(project, {
      ...context,
      teams: links.get(project.id) ?? [],
      latestRelease: releases.get(project.id) ?? null,
      environments: (environments.get(project.id) ?? []).map((row) => row.name),
    }),
  );
}

export async function projectDetail(
  deps: Deps,
  request: FastifyRequest,
  project: Project,
): Promise<Static<typeof ProjectDetail>> {
  const [summary] = await projectSummaries(deps, request, ({ id }) => id === project.id);
  if (summary === undefined) throw new Error(`project ${project.id} vanished`);
  return {
    ...summary,
    ...projectOptions(project),
    organization: organizationSummary(organizationOf(request), deps.publicUrl),
    options: {},
    derivedGroupingEnhancements: '',
    highlightPreset: { tags: [], context: {} },
    processingIssues: 0,
    builtinSymbolSources: [],
    symbolSources: '[]',
    dynamicSamplingBiases: [],
    isDynamicallySampled: false,
    tempestFetchScreenshots: false,
    autofixAutomationTuning: 'off',
    seerScannerAutomation: false,
    seerNightshiftTweaks: null,
    debugFilesRole: null,
  };
}
