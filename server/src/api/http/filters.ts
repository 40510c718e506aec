import type { FastifyRequest } from 'fastify';
import { Type } from 'typebox';
import { AppError } from '../../errors.ts';
import { listProjects } from '../../query/index.ts';
import type { Project } from '../../store/index.ts';
import { organizationOf } from '../auth/guard.ts';
import type { ApiDeps } from '../deps.ts';

/** Query keys that every page with a filter bar sends. */
export const FilterQuery = {
  project: Type.Optional(Type.Array(Type.String(), { maxItems: 500 })),
  environment: Type.Optional(Type.Array(Type.String(), { maxItems: 100 })),
  statsPeriod: Type.Optional(Type.String()),
  start: Type.Optional(Type.String()),
  end: Type.Optional(Type.String()),
};

/** The organisation's projects that the query names, by id or slug; none named, or `-1`: all. An unknown one is 404. */
export async function projectsIn(
  deps: Pick<ApiDeps, 'db'>,
  request: FastifyRequest,
  wanted: readonly string[] | undefined,
): Promise<Project[]> {
  const all = await listProjects(deps.db, organizationOf(request).id);
  const named = (wanted ?? []).filter((text) => text !== '');
  if (named.length === 0 || named.includes('-1')) return all;
  return named.map((text) => {
    const project = all.find(({ id, slug }) => String(id) === text || slug === text);
    if (project === undefined) throw new AppError('not_found');
    return project;
  });
}

/** An empty environment is events that name none. */
export function environmentsIn(environment: readonly string[] | undefined): readonly string[] {
  return environment ?? [];
}
