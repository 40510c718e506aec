import type { Answer } from '@garrison/api-client';
import { keepPreviousData, queryOptions } from '@tanstack/react-query';
import type { EventAddress } from './events.ts';
import { call, callPage, path } from './http.ts';

export type Release = Answer<'/api/0/organizations/{org}/releases/', 'get'>[number];
export type ReleaseProject = Release['projects'][number];
type Commit = Answer<'/api/0/organizations/{org}/releases/{version}/commits/', 'get'>[number];
type Deploy = Answer<'/api/0/organizations/{org}/releases/{version}/deploys/', 'get'>[number];
type Sessions = Answer<'/api/0/organizations/{org}/sessions/', 'get'>;

type Committers = Answer<'/api/0/projects/{org}/{project}/events/{event}/committers/', 'get'>;
export type Committer = Committers['committers'][number];

export interface ReleaseFilter {
  readonly project: readonly string[];
  readonly environment: readonly string[];
  readonly query: string | undefined;
  readonly cursor: string | undefined;
}

/** With sessions and adoption. */
export const releasesQuery = (org: string, { project, environment, query, cursor }: ReleaseFilter) =>
  queryOptions({
    queryKey: ['releases', org, project, environment, query ?? '', cursor ?? ''],
    staleTime: 30_000,
    placeholderData: keepPreviousData,
    queryFn: ({ signal }) =>
      callPage<Release>(path`/api/0/organizations/${org}/releases/`, {
        query: { project, environment, query, cursor, per_page: 25, health: '1', status: 'open' },
        signal,
      }),
  });

export const releaseQuery = (org: string, version: string) =>
  queryOptions({
    queryKey: ['release', org, version],
    staleTime: 30_000,
    queryFn: ({ signal }) =>
      call<Release>(path`/api/0/organizations/${org}/releases/${version}/`, { query: { health: '1' }, signal }),
  });

export const commitsQuery = (org: string, version: string) =>
  queryOptions({
    queryKey: ['release', org, version, 'commits'],
    staleTime: 60_000,
    queryFn: ({ signal }) =>
      callPage<Commit>(path`/api/0/organizations/${org}/releases/${version}/commits/`, {
        query: { per_page: 50 },
        signal,
      }),
  });

export const deploysQuery = (org: string, version: string) =>
  queryOptions({
    queryKey: ['release', org, version, 'deploys'],
    staleTime: 60_000,
    queryFn: ({ signal }) =>
      callPage<Deploy>(path`/api/0/organizations/${org}/releases/${version}/deploys/`, {
        query: { per_page: 50 },
        signal,
      }),
  });

/** Sessions of the release by hour or day, and how they ended. */
export const releaseSessionsQuery = (org: string, version: string) =>
  queryOptions({
    queryKey: ['release', org, version, 'sessions'],
    staleTime: 60_000,
    queryFn: ({ signal }) =>
      call<Sessions>(path`/api/0/organizations/${org}/sessions/`, {
        query: {
          field: 'sum(session)',
          groupBy: 'session.status',
          interval: '6h',
          statsPeriod: '14d',
          query: `release:"${version.replaceAll('"', '\\"')}"`,
        },
        signal,
      }),
  });

/** Who changed the files of the event's stack. */
export const committersQuery = ({ org, project, eventId }: EventAddress) =>
  queryOptions({
    queryKey: ['committers', org, project, eventId],
    staleTime: 60_000,
    queryFn: ({ signal }) =>
      call<Committers>(path`/api/0/projects/${org}/${project}/events/${eventId}/committers/`, { signal }),
  });
