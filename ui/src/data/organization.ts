import { queryOptions } from '@tanstack/react-query';
import { callPage, path, type Page, type QueryValue } from './http.ts';
import type { Member, Project, TagKey, Team } from './shapes.ts';

const MINUTES_5 = 5 * 60_000;
/** A list that a menu needs whole. A bound, so that a server that repeats its cursor cannot hold the page. */
const PAGES_MAX = 50;

async function all<T>(address: string, signal: AbortSignal): Promise<T[]> {
  const items: T[] = [];
  let cursor: string | undefined;
  for (let page = 0; page < PAGES_MAX; page++) {
    const query: Record<string, QueryValue> = { per_page: 100, cursor };
    const answer: Page<T> = await callPage<T>(address, { query, signal });
    items.push(...answer.items);
    cursor = answer.next;
    if (cursor === undefined) return items;
  }
  throw new Error(`${address} has more than ${PAGES_MAX * 100} entries.`);
}

export const projectsQuery = (org: string) =>
  queryOptions({
    queryKey: ['projects', org],
    staleTime: MINUTES_5,
    queryFn: ({ signal }) => all<Project>(path`/api/0/organizations/${org}/projects/`, signal),
  });

export const teamsQuery = (org: string) =>
  queryOptions({
    queryKey: ['teams', org],
    staleTime: MINUTES_5,
    queryFn: ({ signal }) => all<Team>(path`/api/0/organizations/${org}/teams/`, signal),
  });

export const membersQuery = (org: string) =>
  queryOptions({
    queryKey: ['members', org],
    staleTime: MINUTES_5,
    queryFn: ({ signal }) => all<Member>(path`/api/0/organizations/${org}/members/`, signal),
  });

export const environmentsQuery = (org: string) =>
  queryOptions({
    queryKey: ['environments', org],
    staleTime: MINUTES_5,
    queryFn: async ({ signal }) => {
      const list = await all<{ name: string }>(path`/api/0/organizations/${org}/environments/`, signal);
      return [...new Set(list.map(({ name }) => name))].toSorted();
    },
  });

export const tagKeysQuery = (org: string) =>
  queryOptions({
    queryKey: ['tag-keys', org],
    staleTime: MINUTES_5,
    queryFn: ({ signal }) => all<TagKey>(path`/api/0/organizations/${org}/tags/`, signal),
  });
