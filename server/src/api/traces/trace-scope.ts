import type { FastifyRequest } from 'fastify';
import { Type, type Static } from 'typebox';
import { AppError } from '../../errors.ts';
import { formatShortId, issuesOfHashes, periodIn, type TraceError, type TraceScope } from '../../query/index.ts';
import type { Project } from '../../store/index.ts';
import { organizationOf } from '../auth/guard.ts';
import type { ApiDeps } from '../deps.ts';
import { FilterQuery, projectsIn } from '../http/filters.ts';
import type { TraceNames } from './trace-view.ts';

export type TraceDeps = Pick<ApiDeps, 'db' | 'events' | 'now' | 'storedDays'>;

export const TraceParams = Type.Object({ org: Type.String(), trace: Type.String() });
const { environment: _, ...Scope } = FilterQuery;
/** Which part of a trace is meant. */
export const TraceScopeQuery = Scope;
const ScopeQuery = Type.Object(Scope);

/** A trace id of 32 hexadecimal digits, in whatever case, with or without dashes. */
export function readTraceId(text: string): string {
  const traceId = text.replaceAll('-', '').toLowerCase();
  if (/^[0-9a-f]{32}$/.test(traceId)) return traceId;
  throw new AppError('request_invalid', `“${text.slice(0, 64)}” is no trace id: it has 32 hexadecimal digits`);
}

/** The trace in the projects of the query; without a period all that is stored. */
export async function traceScope(
  deps: TraceDeps,
  request: FastifyRequest,
  { trace, query }: { readonly trace: string; readonly query: Static<typeof ScopeQuery> },
): Promise<{ scope: TraceScope; projects: readonly Project[] }> {
  const traceId = readTraceId(trace);
  const projects = await projectsIn(deps, request, query.project);
  const period = periodIn(query, deps.now(), { storedDays: deps.storedDays, defaultDays: deps.storedDays });
  const { id: organizationId } = organizationOf(request);
  return { scope: { organizationId, projectIds: projects.map(({ id }) => id), traceId, period }, projects };
}

/** What projects and issues in a trace are called. */
export async function namesOf(
  { db }: Pick<ApiDeps, 'db'>,
  projects: readonly Project[],
  errors: readonly TraceError[],
): Promise<TraceNames> {
  const slugOf = new Map(projects.map(({ id, slug }) => [id, slug]));
  const keyOf = ({ projectId, hashId }: TraceError): string => `${projectId} ${hashId}`;
  const issues = new Map<string, { id: number; shortId: string }>();
  for (const [projectId, own] of Map.groupBy(errors, (error) => error.projectId)) {
    const hashIds = own.map(({ hashId }) => hashId);
    for (const [hashId, issue] of await issuesOfHashes(db, projectId, hashIds)) {
      const shortId = formatShortId(slugOf.get(projectId) ?? '', issue.short_id);
      issues.set(`${projectId} ${hashId}`, { id: issue.id, shortId });
    }
  }
  return { slugOf, issueOf: (error) => issues.get(keyOf(error)) };
}
