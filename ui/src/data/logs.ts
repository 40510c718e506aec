import type { Answer } from '@garrison/api-client';
import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import { call, callWithHeaders, linkCursor, path, type QueryValue } from './http.ts';

export interface LogLine {
  readonly id: string;
  readonly timestamp: string;
  readonly severity: string;
  readonly service: string;
  readonly project: string;
  readonly message: string;
  readonly trace: string;
  readonly span_id: string;
}

const FIELDS = ['id', 'timestamp', 'severity', 'service', 'project', 'message', 'trace', 'span_id'];
const PAGE = 100;
const AROUND = 50;

export interface LogFilter {
  readonly query: string;
  readonly project: readonly string[];
  readonly environment: readonly string[];
  readonly statsPeriod?: string;
  readonly start?: string;
  readonly end?: string;
}

interface LogPage {
  readonly lines: readonly LogLine[];
  readonly next: string | undefined;
}

async function readPage(
  org: string,
  query: Readonly<Record<string, QueryValue>>,
  signal: AbortSignal,
): Promise<LogPage> {
  const { body, headers } = await callWithHeaders<{ data: LogLine[] }>(path`/api/0/organizations/${org}/events/`, {
    query: { dataset: 'logs', field: FIELDS, per_page: PAGE, sort: '-timestamp', ...query },
    signal,
  });
  return { lines: body.data, next: linkCursor(headers.get('link'), 'next') };
}

/** The newest lines first. */
export const logsQuery = (org: string, filter: LogFilter) =>
  infiniteQueryOptions({
    queryKey: ['logs', org, filter],
    initialPageParam: undefined as string | undefined,
    getNextPageParam: ({ next }: LogPage) => next,
    queryFn: ({ signal, pageParam }) => readPage(org, { ...filter, cursor: pageParam }, signal),
  });

/** What the same service wrote before and after a line, the oldest first, the line among it. */
export const logContextQuery = (org: string, line: LogLine) =>
  queryOptions({
    queryKey: ['log-context', org, line.id],
    staleTime: Infinity,
    queryFn: async ({ signal }): Promise<readonly LogLine[]> => {
      const at = new Date(line.timestamp).getTime();
      const day = 86_400_000;
      const iso = (ms: number): string => new Date(ms).toISOString();
      const query = line.service === '' ? '' : `service:"${line.service.replaceAll(/["\\]/g, String.raw`\$&`)}"`;
      const own = { project: line.project, query, per_page: AROUND };
      const [before, after] = await Promise.all([
        readPage(org, { ...own, start: iso(at - day), end: iso(at + 1), sort: '-timestamp' }, signal),
        readPage(org, { ...own, start: iso(at + 1), end: iso(at + day), sort: 'timestamp' }, signal),
      ]);
      return [...before.lines.toReversed(), ...after.lines];
    },
  });

export const logLineQuery = (org: string, { project, id }: LogLine) =>
  queryOptions({
    queryKey: ['log', org, project, id],
    staleTime: Infinity,
    queryFn: ({ signal }) =>
      call<Answer<'/api/0/projects/{org}/{project}/trace-items/{item}/', 'get'>>(
        path`/api/0/projects/${org}/${project}/trace-items/${id}/`,
        { query: { item_type: 'logs' }, signal },
      ),
  });
