import { queryOptions } from '@tanstack/react-query';
import { call, callAll, callPage, path } from './http.ts';
import type { Member, Project, ProjectKey, TagKey, TagValue, Team } from './shapes.ts';

const MINUTES_5 = 5 * 60_000;
export const projectsQuery = (org: string) =>
  queryOptions({
    queryKey: ['projects', org],
    staleTime: MINUTES_5,
    queryFn: ({ signal }) => callAll<Project>(path`/api/0/organizations/${org}/projects/`, { signal }),
  });

export const teamsQuery = (org: string) =>
  queryOptions({
    queryKey: ['teams', org],
    staleTime: MINUTES_5,
    queryFn: ({ signal }) => callAll<Team>(path`/api/0/organizations/${org}/teams/`, { signal }),
  });

export const membersQuery = (org: string) =>
  queryOptions({
    queryKey: ['members', org],
    staleTime: MINUTES_5,
    queryFn: ({ signal }) => callAll<Member>(path`/api/0/organizations/${org}/members/`, { signal }),
  });

export const environmentsQuery = (org: string) =>
  queryOptions({
    queryKey: ['environments', org],
    staleTime: MINUTES_5,
    queryFn: async ({ signal }) => {
      const list = await callAll<{ name: string }>(path`/api/0/organizations/${org}/environments/`, { signal });
      return [...new Set(list.map(({ name }) => name))].toSorted();
    },
  });

/** Which events tags are counted of. */
export interface TagScope {
  readonly project: readonly string[];
  readonly environment: readonly string[];
  readonly period: { readonly statsPeriod?: string; readonly start?: string; readonly end?: string };
}

function scopeQuery({ project, environment, period }: TagScope) {
  return { project, environment, ...period };
}

export const tagKeysQuery = (org: string, scope: TagScope) =>
  queryOptions({
    queryKey: ['tag-keys', org, scope],
    staleTime: 60_000,
    queryFn: ({ signal }) =>
      call<TagKey[]>(path`/api/0/organizations/${org}/tags/`, { query: scopeQuery(scope), signal }),
  });

interface KeyValueCount {
  readonly value: string;
  readonly count: number | undefined;
}

/** The most frequent values of a key that contain a text, with counts; also of `is`, `has` and `project`. */
export const tagValuesQuery = (org: string, scope: TagScope, { key, contains }: { key: string; contains: string }) =>
  queryOptions({
    queryKey: ['tag-values', org, scope, key, contains],
    staleTime: 60_000,
    queryFn: async ({ signal }): Promise<readonly KeyValueCount[]> => {
      const query = { ...scopeQuery(scope), query: contains, per_page: 20 };
      const { items } = await callPage<TagValue>(path`/api/0/organizations/${org}/tags/${key}/values/`, {
        query,
        signal,
      });
      return items.map(({ value, name, count }) => ({ value: value ?? name, count: count ?? undefined }));
    },
  });

/** Every key of the organisation's projects, to show names instead of numbers. */
export const keyNamesQuery = (org: string) =>
  queryOptions({
    queryKey: ['key-names', org],
    staleTime: 60_000,
    queryFn: ({ signal }) => callAll<ProjectKey>(path`/api/0/organizations/${org}/project-keys/`, { signal }),
  });
