import { keepPreviousData, type QueryClient, queryOptions } from '@tanstack/react-query';
import { ApiError, call, callAll, callPage, path, type QueryValue } from './http.ts';
import type {
  Activity,
  Issue,
  IssueChange,
  IssueDetail,
  IssueHash,
  Point,
  TagCount,
  TagKey,
  Unmerged,
  UserReport,
} from './shapes.ts';

const PAGE_SIZE = 50;

/** The filter of a list: everything that decides which issues are in it. */
export interface IssueFilter {
  readonly project: readonly string[];
  readonly environment: readonly string[];
  readonly query: string;
  readonly period: { readonly statsPeriod?: string; readonly start?: string; readonly end?: string };
}

export interface IssueListParams {
  readonly filter: IssueFilter;
  readonly sort: string;
  readonly cursor: string | undefined;
}

function filterQuery(filter: IssueFilter): Record<string, QueryValue> {
  const { project, environment, query } = filter;
  return { project, environment, ...filter.period, query: query === '' ? undefined : query };
}

export function fetchIssues(org: string, params: IssueListParams, signal?: AbortSignal) {
  return callPage<Issue>(path`/api/0/organizations/${org}/issues/`, {
    query: {
      ...filterQuery(params.filter),
      // Also when empty, which means everything; left out, the API would give unresolved ones only.
      query: params.filter.query,
      sort: params.sort,
      cursor: params.cursor,
      limit: PAGE_SIZE,
      groupStatsPeriod: 'auto',
    },
    ...(signal === undefined ? {} : { signal }),
  });
}

export const issueListQuery = (org: string, params: IssueListParams) =>
  queryOptions({
    queryKey: ['issues', org, params.filter, params.sort, params.cursor ?? ''],
    staleTime: 30_000,
    queryFn: ({ signal }) => fetchIssues(org, params, signal),
    // Rows of the old filter must not stand under a new one: only another page or sort keeps them.
    placeholderData: (previous, query) =>
      JSON.stringify(query?.queryKey[2]) === JSON.stringify(params.filter) ? keepPreviousData(previous) : undefined,
  });

/** The issues of a list as it was when a person opened one of them; kept until the list is shown again. */
export const arrivalQuery = (org: string, params: IssueListParams, client: QueryClient) =>
  queryOptions({
    queryKey: ['arrival', org, params],
    staleTime: Infinity,
    queryFn: async () => {
      const list = await client.ensureQueryData(issueListQuery(org, params));
      return { ids: list.items.map(({ id }) => id), count: list.hits };
    },
  });

export function forgetArrival(org: string, client: QueryClient): void {
  client.removeQueries({ queryKey: ['arrival', org] });
}

/** How many issues a query has under the same filters: `X-Hits` of the smallest list. */
export const issueCountQuery = (org: string, filter: IssueFilter) =>
  queryOptions({
    queryKey: ['issue-counts', org, filter],
    staleTime: 30_000,
    queryFn: async ({ signal }) =>
      (
        await callPage<Issue>(path`/api/0/organizations/${org}/issues/`, {
          query: { ...filterQuery(filter), query: filter.query, limit: 1, collapse: 'stats', groupStatsPeriod: '' },
          signal,
        })
      ).hits ?? null,
  });

interface EventsStats {
  readonly data: readonly (readonly [number, readonly { readonly count: number | null }[]])[];
}

/** Events over time under a filter, `[seconds, count]`. */
export const eventCountsQuery = (org: string, filter: IssueFilter) =>
  queryOptions({
    queryKey: ['event-counts', org, filter],
    staleTime: 30_000,
    queryFn: async ({ signal }): Promise<readonly Point[]> => {
      const stats = await call<EventsStats>(path`/api/0/organizations/${org}/events-stats/`, {
        query: { ...filterQuery(filter), yAxis: 'count()', dataset: 'errors' },
        signal,
      });
      return stats.data.map(([time, [value]]) => [time, value?.count ?? null]);
    },
  });

export const issueQuery = (org: string, id: string) =>
  queryOptions({
    queryKey: ['issue', org, id],
    staleTime: 30_000,
    queryFn: ({ signal }) => call<IssueDetail>(path`/api/0/organizations/${org}/issues/${id}/`, { signal }),
  });

export const issueTagsQuery = (org: string, id: string) =>
  queryOptions({
    queryKey: ['issue', org, id, 'tags'],
    staleTime: 60_000,
    queryFn: ({ signal }) => call<TagCount[]>(path`/api/0/organizations/${org}/issues/${id}/tags/`, { signal }),
  });

/** How the tags of all events of a project are spread: what an issue is compared with. */
export const projectTagsQuery = (org: string, project: string) =>
  queryOptions({
    queryKey: ['project-tags', org, project],
    staleTime: 5 * 60_000,
    queryFn: ({ signal }) =>
      call<TagKey[]>(path`/api/0/organizations/${org}/tags/`, {
        query: { project: [project], statsPeriod: '90d', limit: 50 },
        signal,
      }),
  });

export function fetchIssueHashes(org: string, id: string, signal?: AbortSignal): Promise<IssueHash[]> {
  const options = signal === undefined ? {} : { signal };
  return callAll<IssueHash>(path`/api/0/organizations/${org}/issues/${id}/hashes/`, options);
}

export const issueHashesQuery = (org: string, id: string) =>
  queryOptions({
    queryKey: ['issue', org, id, 'hashes'],
    staleTime: 60_000,
    queryFn: ({ signal }) => fetchIssueHashes(org, id, signal),
  });

export const userReportsQuery = (org: string, id: string) =>
  queryOptions({
    queryKey: ['issue', org, id, 'user-reports'],
    staleTime: 60_000,
    queryFn: ({ signal }) =>
      callPage<UserReport>(path`/api/0/organizations/${org}/issues/${id}/user-reports/`, { signal }),
  });

/** Some issues by their ids, or all that a filter finds. */
export type IssueChoice = readonly string[] | IssueFilter;

function choiceQuery(choice: IssueChoice): Record<string, QueryValue> {
  return 'query' in choice ? { ...filterQuery(choice), query: choice.query } : { id: choice };
}

export function updateIssues(org: string, choice: IssueChoice, body: IssueChange): Promise<unknown> {
  return call(path`/api/0/organizations/${org}/issues/`, { method: 'PUT', query: choiceQuery(choice), body });
}

export function deleteIssues(org: string, choice: IssueChoice): Promise<unknown> {
  return call(path`/api/0/organizations/${org}/issues/`, { method: 'DELETE', query: choiceQuery(choice) });
}

/** Which issue the others were merged into. */
export interface Merged {
  readonly parent: string;
  readonly children: readonly string[];
}

export async function mergeIssues(org: string, ids: readonly string[]): Promise<Merged> {
  const answer = await call<{ merge: Merged }>(path`/api/0/organizations/${org}/issues/`, {
    method: 'PUT',
    query: { id: ids },
    body: { merge: 1 },
  });
  return answer.merge;
}

/** Takes hashes, and with them their events, out of an issue into a new one. */
export function unmergeHashes(org: string, id: string, hashes: readonly string[]): Promise<Unmerged> {
  return call(path`/api/0/organizations/${org}/issues/${id}/hashes/`, { method: 'PUT', query: { id: hashes } });
}

export function addNote(org: string, id: string, text: string): Promise<Activity> {
  return call(path`/api/0/organizations/${org}/issues/${id}/notes/`, {
    method: 'POST',
    body: { text },
  });
}

export type ResolvedId = { readonly issueId: string; readonly eventId?: string } | { readonly traceId: string };

/** Where a short id, an issue id, an event id or a trace id leads. Undefined: nowhere. */
export async function resolveId(org: string, text: string): Promise<ResolvedId | undefined> {
  if (/^[0-9a-f]{32}$/i.test(text.replaceAll('-', ''))) return resolveHex(org, text.replaceAll('-', '').toLowerCase());
  if (/^\d+$/.test(text)) return { issueId: text };
  const found = await call<{ groupId: string }>(path`/api/0/organizations/${org}/shortids/${text.toUpperCase()}/`);
  return { issueId: found.groupId };
}

/** Events and traces have ids of the same form. */
async function resolveHex(org: string, id: string): Promise<ResolvedId | undefined> {
  try {
    const found = await call<{ groupId: string | null }>(path`/api/0/organizations/${org}/eventids/${id}/`);
    return found.groupId === null ? undefined : { issueId: found.groupId, eventId: id };
  } catch (error) {
    if (!(error instanceof ApiError) || error.status !== 404) throw error;
    const trace = await call<{ span_count: number; errors: number }>(
      path`/api/0/organizations/${org}/trace-meta/${id}/`,
    );
    if (trace.span_count + trace.errors > 0) return { traceId: id };
    throw error;
  }
}
