import { queryOptions } from '@tanstack/react-query';
import { call, callAll, path } from './http.ts';
import type { Member, Project, TagKey, Team } from './shapes.ts';

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

const VALUES_MAX = 100;

export interface TagValues {
  readonly values: readonly { readonly value: string; readonly count: number }[];
  /** False when there are more values than these, the most frequent ones. */
  readonly isWhole: boolean;
}

export const tagValuesQuery = (org: string, scope: TagScope, key: string) =>
  queryOptions({
    queryKey: ['tag-values', org, scope, key],
    staleTime: 60_000,
    queryFn: async ({ signal }): Promise<TagValues> => {
      const query = { ...scopeQuery(scope), key: [key], limit: VALUES_MAX };
      const [tag] = await call<TagKey[]>(path`/api/0/organizations/${org}/tags/`, { query, signal });
      const values = (tag?.topValues ?? []).map(({ value, name, count }) => ({
        value: value ?? name,
        count: count ?? 0,
      }));
      return { values, isWhole: (tag?.uniqueValues ?? 0) <= values.length };
    },
  });
