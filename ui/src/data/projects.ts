import { queryOptions } from '@tanstack/react-query';
import { call, callPage, path } from './http.ts';
import type { ScrubbingOptions } from './scrubbing.ts';
import type { Project, ProjectDetail, ProjectKey } from './shapes.ts';

export const projectQuery = (org: string, project: string) =>
  queryOptions({
    queryKey: ['project', org, project],
    staleTime: 60_000,
    queryFn: ({ signal }) => call<ProjectDetail>(path`/api/0/projects/${org}/${project}/`, { signal }),
  });

export const keysQuery = (org: string, project: string) =>
  queryOptions({
    queryKey: ['project', org, project, 'keys'],
    staleTime: 60_000,
    queryFn: async ({ signal }) =>
      (await callPage<ProjectKey>(path`/api/0/projects/${org}/${project}/keys/`, { signal })).items,
  });

export interface NewProject {
  readonly slug: string;
  readonly platform: string;
}

export function createProject(org: string, team: string, { slug, platform }: NewProject): Promise<Project> {
  return call(path`/api/0/teams/${org}/${team}/projects/`, { method: 'POST', body: { name: slug, slug, platform } });
}

export interface ProjectChange extends Partial<ScrubbingOptions> {
  readonly name?: string;
  readonly groupingEnhancements?: string;
  readonly fingerprintingRules?: string;
}

export function updateProject(org: string, project: string, body: ProjectChange): Promise<ProjectDetail> {
  return call(path`/api/0/projects/${org}/${project}/`, { method: 'PUT', body });
}

export interface KeyAddress {
  readonly org: string;
  readonly project: string;
  readonly key: string;
}

export interface KeyChange {
  readonly name?: string;
  readonly isActive?: boolean;
  readonly rateLimit?: { readonly window: number; readonly count: number } | null;
}

export function createKey(org: string, project: string, name: string): Promise<ProjectKey> {
  return call(path`/api/0/projects/${org}/${project}/keys/`, { method: 'POST', body: { name } });
}

export function updateKey({ org, project, key }: KeyAddress, body: KeyChange): Promise<ProjectKey> {
  return call(path`/api/0/projects/${org}/${project}/keys/${key}/`, { method: 'PUT', body });
}

export function deleteKey({ org, project, key }: KeyAddress): Promise<void> {
  return call(path`/api/0/projects/${org}/${project}/keys/${key}/`, { method: 'DELETE' });
}
