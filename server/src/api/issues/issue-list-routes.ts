import type { IssueId } from '@garrison/protocol';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Type, type Static } from 'typebox';
import { DAY_MS, HOUR_MS, MINUTE_MS, WEEK_MS } from '../../durations.ts';
import { hashesOfIssues, resolveIssue, searchIssues, searchRemarks, statsOfIssues } from '../../query/index.ts';
import type { Bars, FoundIssues, IssueSearch, IssueStats, Period } from '../../query/index.ts';
import type { Issue } from '../../store/index.ts';
import { callerOf, organizationOf, projectOf } from '../auth/guard.ts';
import type { ApiDeps } from '../deps.ts';
import type { ApiApp } from '../http/api-app.ts';
import { isoDate } from '../http/dates.ts';
import { projectsIn } from '../http/filters.ts';
import { setSearchRemarks } from '../http/search-remarks.ts';
import { positionPageOf, setPositionLink } from '../http/paging.ts';
import { OrganizationParams, ProjectParams } from '../http/schema.ts';
import { IssueListItem } from './issue-schema.ts';
import { IssueListQuery, searchAmong, type IssueListQueryValues } from './issue-search.ts';
import { issueViews } from './issue-view.ts';

type Deps = Pick<ApiDeps, 'db' | 'events' | 'storedDays' | 'now' | 'publicUrl'>;

const ISSUES_PER_PAGE = 25;
/** Widths of a sparkline's bars; the first that gives few enough is taken. */
const AUTO_INTERVALS_MS = [
  MINUTE_MS,
  5 * MINUTE_MS,
  15 * MINUTE_MS,
  HOUR_MS,
  3 * HOUR_MS,
  6 * HOUR_MS,
  DAY_MS,
  WEEK_MS,
];
const AUTO_BARS_MAX = 60;

/** Sentry's progress of an automatic fix, which there is none of here. */
const NO_AUTOFIX = {
  blocker: '',
  progress: '',
  viewCount: 0,
  hasOpenFixPr: false,
  hasRootCause: false,
  lastCompletedAutofixStep: '',
  lastProgressedAt: null,
};

export function issueListRoutes(app: ApiApp, deps: Deps): void {
  app.get(
    '/api/0/organizations/:org/issues/',
    {
      config: { access: { scope: 'event:read' } },
      schema: {
        params: OrganizationParams,
        querystring: IssueListQuery,
        response: { 200: Type.Array(IssueListItem) },
      },
    },
    (request, reply) => answerList(deps, { request, reply, query: request.query }),
  );
  app.get(
    '/api/0/projects/:org/:project/issues/',
    {
      config: { access: { scope: 'event:read' } },
      schema: { params: ProjectParams, querystring: IssueListQuery, response: { 200: Type.Array(IssueListItem) } },
    },
    (request, reply) =>
      answerList(deps, {
        request,
        reply,
        query: { ...request.query, project: [String(projectOf(request).id)] },
      }),
  );
}

async function answerList(
  deps: Deps,
  { request, reply, query }: { request: FastifyRequest; reply: FastifyReply; query: IssueListQueryValues },
): Promise<Static<typeof IssueListItem>[]> {
  const page = positionPageOf(query, ISSUES_PER_PAGE);
  const projects = await projectsIn(deps, request, query.project);
  const search = searchAmong(deps, request, { query, projects });
  const direct = query.shortIdLookup === '1' ? await issueNamed(deps, request, query.query) : undefined;
  const found = direct === undefined ? await searchIssues(deps, search, page) : only(direct);
  const issues = found.rows;
  setPositionLink(request, reply, {
    page,
    result: found,
    position: (issue) => ({ value: found.valueOf(issue), id: issue.id }),
    publicUrl: deps.publicUrl,
  });
  void reply.header('x-hits', found.hits);
  if (found.hitsMax !== undefined) void reply.header('x-max-hits', found.hitsMax);
  if (found.hits === 0) setSearchRemarks(reply, await searchRemarks(deps, search));
  const collapsed = new Set(query.collapse);
  const sparkline = collapsed.has('stats') ? undefined : sparklineOf(query.groupStatsPeriod, search.period, deps.now());
  const stats = await statsFor(deps, { issues, search, sparkline });
  const views = await issueViews(deps, issues, {
    organization: organizationOf(request),
    userId: callerOf(request).user?.id ?? null,
    counts: stats,
    ...(direct === undefined ? { projects } : {}),
  });
  const series = new Map(issues.map((issue) => [String(issue.id), { issue, stats: stats.get(issue.id) }]));
  return views.map((view) => listItem(view, { ...series.get(view.id), key: sparkline?.key }));
}

/** The issue that a short id names. */
function only(issue: Issue): FoundIssues {
  return { rows: [issue], hasNext: false, hasPrevious: false, hits: 1, hitsMax: undefined, valueOf: () => 0 };
}

function listItem(
  view: Awaited<ReturnType<typeof issueViews>>[number],
  own: { issue?: Issue; stats?: IssueStats | undefined; key: string | undefined },
): Static<typeof IssueListItem> {
  return {
    ...view,
    stats: own.key === undefined ? {} : { [own.key]: own.stats?.bars[0] ?? [] },
    lifetime: {
      count: String(own.issue?.times_seen ?? 0),
      userCount: own.stats?.lifetimeUsers ?? 0,
      firstSeen: view.firstSeen,
      lastSeen: view.lastSeen,
      stats: {},
    },
    filtered: null,
    derivedData: { ...NO_AUTOFIX, status: view.status, isAssigned: view.assignedTo !== null },
    inbox: { reason: 0, reason_details: null, date_added: isoDate(own.issue?.first_seen_at ?? 0) },
    integrationIssues: [],
    sentryAppIssues: [],
    latestEventHasAttachments: false,
    matchingEventId: null,
    matchingEventEnvironment: null,
    sessionCount: 0,
  };
}

interface Sparkline extends Bars {
  readonly key: string;
}

/** Sentry's `24h` by the hour, `14d` by the day; `auto` fits the page's period. Empty: none. */
function sparklineOf(text: string | undefined, period: Period, now: number): Sparkline | undefined {
  if (text === '') return undefined;
  if (text === '14d') return { key: '14d', period: { start: now - 14 * DAY_MS, end: now }, intervalMs: DAY_MS };
  if (text === 'auto') {
    const length = period.end - period.start;
    const intervalMs = AUTO_INTERVALS_MS.find((interval) => length / interval <= AUTO_BARS_MAX) ?? 7 * DAY_MS;
    return { key: 'auto', period, intervalMs };
  }
  return { key: '24h', period: { start: now - DAY_MS, end: now }, intervalMs: HOUR_MS };
}

async function statsFor(
  deps: Deps,
  { issues, search, sparkline }: { issues: readonly Issue[]; search: IssueSearch; sparkline: Sparkline | undefined },
): Promise<Map<IssueId, IssueStats>> {
  const owners = await hashesOfIssues(
    deps.db,
    issues.map((issue) => issue.id),
  );
  const { period, environments, context } = search;
  return statsOfIssues(deps.events, {
    organizationId: context.organizationId,
    owners,
    period,
    environments,
    bars: sparkline === undefined ? [] : [sparkline],
  });
}

async function issueNamed(deps: Deps, request: FastifyRequest, query: string | undefined): Promise<Issue | undefined> {
  if (query === undefined || !/^[\w-]+-[0-9A-Za-z]+$/.test(query)) return undefined;
  return resolveIssue(deps.db, organizationOf(request).id, query);
}
