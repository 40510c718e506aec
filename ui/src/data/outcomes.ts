import type { Answer } from '@garrison/api-client';
import { queryOptions } from '@tanstack/react-query';
import { call, callPage, path } from './http.ts';
import type { OutcomeStats } from './shapes.ts';

export interface OutcomeFilter {
  readonly project: readonly string[];
  readonly category: string;
  readonly groupBy: readonly string[];
  /** How long a bar is: `1m` to `1d`. */
  readonly interval: string;
  readonly period: { readonly statsPeriod?: string; readonly start?: string; readonly end?: string };
}

export const outcomesQuery = (org: string, filter: OutcomeFilter) =>
  queryOptions({
    queryKey: ['outcomes', org, filter],
    staleTime: 30_000,
    queryFn: ({ signal }) =>
      call<OutcomeStats>(path`/api/0/organizations/${org}/stats_v2/`, {
        query: {
          project: filter.project.length === 0 ? ['-1'] : filter.project,
          category: filter.category,
          groupBy: filter.groupBy,
          field: 'sum(quantity)',
          interval: filter.interval,
          ...filter.period,
        },
        signal,
      }),
  });

type Reasons = Answer<'/api/garrison/organizations/{org}/outcomes/reasons/', 'get'>;
/** What a reason means, and where the setting is that caused it. */
export type ReasonText = Reasons['reasons'][string];

export const reasonsQuery = (org: string) =>
  queryOptions({
    queryKey: ['outcome-reasons', org],
    staleTime: Infinity,
    queryFn: async ({ signal }) =>
      (await call<Reasons>(path`/api/garrison/organizations/${org}/outcomes/reasons/`, { signal })).reasons,
  });

/** An item that processing could not understand, kept so that nothing vanishes. */
export type DeadLetter = Answer<'/api/garrison/organizations/{org}/dead-letters/', 'get'>[number];

export const deadLettersQuery = (org: string, project: readonly string[]) =>
  queryOptions({
    queryKey: ['dead-letters', org, project],
    staleTime: 30_000,
    queryFn: ({ signal }) =>
      callPage<DeadLetter>(path`/api/garrison/organizations/${org}/dead-letters/`, {
        query: { project },
        signal,
      }),
  });
