import type { IssueId } from '@garrison/protocol';
import type { FastifyRequest } from 'fastify';
import type { Static } from 'typebox';
import { DAY_MS, HOUR_MS, MINUTE_MS } from '../../durations.ts';
import { findReleases, hashesOfIssues, listActivity, listSeenBy, statsOfIssues, usersById } from '../../query/index.ts';
import type { Issue, User } from '../../store/index.ts';
import { callerOf, organizationOf } from '../auth/guard.ts';
import type { ApiDeps } from '../deps.ts';
import { isoDate } from '../http/dates.ts';
import type { ActivitySchema, IssueDetail } from './issue-schema.ts';
import { issueViews } from './issue-view.ts';

type Deps = Pick<ApiDeps, 'db' | 'events' | 'now' | 'publicUrl'>;

type Detail = Static<typeof IssueDetail>;

export async function issueDetail(deps: Deps, request: FastifyRequest, issue: Issue): Promise<Detail> {
  const owners = await hashesOfIssues(deps.db, [issue.id]);
  const now = deps.now();
  const barsFrom = (start: number, intervalMs: number) => ({ period: { start, end: now + MINUTE_MS }, intervalMs });
  const [activity, seenBy, stats, releases] = await Promise.all([
    activityOf(deps, issue),
    seenByOf(deps, issue.id),
    statsOfIssues(deps.events, {
      organizationId: issue.organization_id,
      owners,
      environments: [],
      bars: [barsFrom(now - DAY_MS, HOUR_MS), barsFrom(now - 30 * DAY_MS, DAY_MS)],
    }),
    findReleases(deps.db, issue.project_id, [issue.first_release, issue.last_release]),
  ]);
  const own = stats.get(issue.id);
  const counts = new Map([[issue.id, { count: issue.times_seen, users: own?.lifetimeUsers ?? 0 }]]);
  const userId = callerOf(request).user?.id ?? null;
  const [view] = await issueViews(deps, [issue], { organization: organizationOf(request), userId, counts });
  if (view === undefined) throw new Error(`issue ${issue.id} has no project`);
  const participants = new Map(activity.flatMap(({ user }) => (user === null ? [] : [[user.id, user]])));
  return {
    ...view,
    activity,
    seenBy,
    participants: [...participants.values()],
    pluginActions: [],
    pluginIssues: [],
    pluginContexts: [],
    firstRelease: releaseView(issue.first_release, releases),
    lastRelease: releaseView(issue.last_release, releases),
    tags: [],
    stats: { '24h': own?.bars[0] ?? [], '30d': own?.bars[1] ?? [] },
    inbox: null,
    integrationIssues: [],
    sentryAppIssues: [],
  };
}

/** Newest first; the first line of every issue's life comes last. */
export async function activityOf(deps: Pick<ApiDeps, 'db'>, issue: Issue): Promise<Static<typeof ActivitySchema>[]> {
  const rows = await listActivity(deps.db, issue.id);
  const users = await usersById(
    deps.db,
    rows.flatMap((row) => row.user_id ?? []),
  );
  const lines = rows
    .filter((row) => row.type !== 'first_seen')
    .map((row) => ({
      id: String(row.id),
      type: row.type,
      user: row.user_id === null ? null : userReference(users.get(row.user_id)),
      sentry_app: null,
      data: JSON.parse(row.data) as Record<string, unknown>,
      dateCreated: isoDate(row.created_at),
    }));
  const born = isoDate(issue.first_seen_at);
  return [
    ...lines,
    {
      id: '0',
      type: 'first_seen',
      user: null,
      sentry_app: null,
      data: { priority: issue.priority },
      dateCreated: born,
    },
  ];
}

async function seenByOf(deps: Deps, issueId: IssueId): Promise<Detail['seenBy']> {
  const rows = await listSeenBy(deps.db, issueId);
  const users = await usersById(
    deps.db,
    rows.map((row) => row.user_id),
  );
  return rows.flatMap((row) => {
    const user = userReference(users.get(row.user_id));
    return user === null ? [] : [{ ...user, lastSeen: isoDate(row.created_at) }];
  });
}

function releaseView(
  version: string | null,
  releases: ReadonlyMap<string, { readonly first_seen_at: number }>,
): Detail['firstRelease'] {
  if (version === null) return null;
  const release = releases.get(version);
  return {
    version,
    // `package@1.2.3+build` is shown as `1.2.3`.
    shortVersion: /^(?:.+@)?([^@]+?)(?:\+[^+]*)?$/.exec(version)?.[1] ?? version,
    dateCreated: release === undefined ? null : isoDate(release.first_seen_at),
  };
}

function userReference(user: User | undefined): { id: string; name: string; email: string } | null {
  return user === undefined ? null : { id: String(user.id), name: user.name, email: user.email };
}
