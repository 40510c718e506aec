import type { Answer } from '@garrison/api-client';
import { keepPreviousData, queryOptions } from '@tanstack/react-query';
import { basePath } from './base-path.ts';
import { call, callPage, path } from './http.ts';
import type { Attachment, EventDetail, EventSummary } from './shapes.ts';

/** `eventId` may be `latest`, `oldest` or `recommended` (the latest with most context). */
export const eventQuery = (org: string, issueId: string, eventId: string) =>
  queryOptions({
    queryKey: ['event', org, issueId, eventId],
    // An event never changes; which one is the latest does.
    staleTime: /^[0-9a-f]{32}$/.test(eventId) ? Infinity : 30_000,
    queryFn: ({ signal }) =>
      call<EventDetail>(path`/api/0/organizations/${org}/issues/${issueId}/events/${eventId}/`, {
        signal,
      }),
    placeholderData: (previous, query) => (query?.queryKey[2] === issueId ? keepPreviousData(previous) : undefined),
  });

export const issueEventsQuery = (org: string, issueId: string, cursor: string | undefined) =>
  queryOptions({
    queryKey: ['issue', org, issueId, 'events', cursor ?? ''],
    staleTime: 30_000,
    placeholderData: keepPreviousData,
    queryFn: ({ signal }) =>
      callPage<EventSummary>(path`/api/0/organizations/${org}/issues/${issueId}/events/`, {
        query: { per_page: 20, cursor },
        signal,
      }),
  });

export interface EventAddress {
  readonly org: string;
  readonly project: string;
  readonly eventId: string;
}

export const attachmentsQuery = ({ org, project, eventId }: EventAddress) =>
  queryOptions({
    queryKey: ['attachments', org, project, eventId],
    staleTime: 60_000,
    queryFn: async ({ signal }) =>
      (await callPage<Attachment>(path`/api/0/projects/${org}/${project}/events/${eventId}/attachments/`, { signal }))
        .items,
  });

export function attachmentUrl({ org, project, eventId }: EventAddress, id: string): string {
  return `${basePath}${path`/api/0/projects/${org}/${project}/events/${eventId}/attachments/${id}/`}?download=1`;
}

/** The whole event as it is stored, in a tab of its own. */
export function eventJsonUrl({ org, project, eventId }: EventAddress): string {
  return basePath + path`/api/0/projects/${org}/${project}/events/${eventId}/json/`;
}

type SourceMapDebug = Answer<'/api/0/projects/{org}/{project}/events/{event}/source-map-debug/', 'get'>;
type Mapped = Omit<Answer<'/api/garrison/projects/{org}/{project}/events/{event}/symbolicated/', 'get'>, 'entries'> & {
  readonly entries: EventDetail['entries'];
};

/** Which frames still show built code, why, and what to do. */
export const sourceMapDebugQuery = ({ org, project, eventId }: EventAddress) =>
  queryOptions({
    queryKey: ['source-map-debug', org, project, eventId],
    staleTime: 30_000,
    queryFn: ({ signal }) =>
      call<SourceMapDebug>(path`/api/0/projects/${org}/${project}/events/${eventId}/source-map-debug/`, { signal }),
  });

/** The event's entries, with frames mapped by what is uploaded by now. */
export const mappedQuery = ({ org, project, eventId }: EventAddress) =>
  queryOptions({
    queryKey: ['symbolicated', org, project, eventId],
    staleTime: 0,
    queryFn: ({ signal }) =>
      call<Mapped>(path`/api/garrison/projects/${org}/${project}/events/${eventId}/symbolicated/`, { signal }),
  });
