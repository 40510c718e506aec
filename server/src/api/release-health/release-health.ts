import { DAY_MS, HOUR_MS } from '../../durations.ts';
import { type CountedSessions, countSessions, type Period } from '../../query/index.ts';
import type { ApiDeps } from '../deps.ts';

/** Of one release in one project; Sentry's names. Shares are in percent, null without sessions. */
export interface ReleaseHealth {
  readonly hasHealthData: boolean;
  readonly crashFreeSessions: number | null;
  readonly crashFreeUsers: number | null;
  readonly totalSessions: number;
  readonly totalUsers: number;
  readonly totalSessions24h: number;
  readonly totalUsers24h: number;
  readonly totalProjectSessions24h: number;
  readonly totalProjectUsers24h: number;
  /** Of users, and of sessions, of the project in the last 24 hours. */
  readonly adoption: number | null;
  readonly sessionsAdoption: number | null;
  readonly sessionsCrashed: number;
  readonly sessionsErrored: number;
  readonly durationP50: null;
  readonly durationP90: null;
  readonly stats: Readonly<Record<string, never>>;
}

/**
 * By the sessions of the last six hours: `adopted` from a tenth of the project's on; `replaced` when it is fewer now and was a tenth on
 * some day of the period; else `low_adoption`.
 */
export type AdoptionStage = 'adopted' | 'low_adoption' | 'replaced';

export interface HealthOfReleases {
  health(projectId: number, version: string): ReleaseHealth;
  /** Undefined: the project has no sessions. */
  stage(projectId: number, version: string): AdoptionStage | undefined;
}

const ADOPTED_SHARE = 0.1;
const STAGE_HOURS = 6;

interface Counted {
  readonly byRelease: ReadonlyMap<string, CountedSessions>;
  readonly byProject: ReadonlyMap<string, CountedSessions>;
}

/** How releases of these projects do. */
export async function healthOfReleases(
  deps: Pick<ApiDeps, 'events'>,
  where: {
    readonly organizationId: number;
    readonly projectIds: readonly number[];
    readonly environments: readonly string[];
    readonly period: Period;
    readonly now: number;
  },
): Promise<HealthOfReleases> {
  const { now } = where;
  const count = (period: Period, intervalMs?: number) => countTwice(deps, { ...where, period, intervalMs });
  const [whole, day, recent] = await Promise.all([
    count(where.period, DAY_MS),
    count({ start: now - DAY_MS, end: now }),
    count({ start: now - STAGE_HOURS * HOUR_MS, end: now }),
  ]);
  return {
    health: (projectId, version) => healthOf({ whole, day }, { projectId, version }),
    stage(projectId, version) {
      if (!whole.byProject.has(String(projectId))) return undefined;
      if (shareOf(recent, { projectId, version }) >= ADOPTED_SHARE) return 'adopted';
      return wasAdopted(whole, { projectId, version }) ? 'replaced' : 'low_adoption';
    },
  };
}

/** By release, and of all releases of a project together: distinct users of several releases are not their sum. */
async function countTwice(
  deps: Pick<ApiDeps, 'events'>,
  query: Omit<Parameters<typeof countSessions>[1], 'groupBy'>,
): Promise<Counted> {
  const [releases, projects] = await Promise.all([
    countSessions(deps.events, { ...query, groupBy: ['project', 'release'] }),
    countSessions(deps.events, { ...query, groupBy: ['project'] }),
  ]);
  return {
    byRelease: new Map(releases.groups.map((group) => [`${group.by.project} ${group.by.release}`, group])),
    byProject: new Map(projects.groups.map((group) => [group.by.project ?? '', group])),
  };
}

interface Place {
  readonly projectId: number;
  readonly version: string;
}

function healthOf({ whole, day }: { whole: Counted; day: Counted }, { projectId, version }: Place): ReleaseHealth {
  const key = `${projectId} ${version}`;
  const total = whole.byRelease.get(key)?.total;
  const today = day.byRelease.get(key)?.total;
  const ofProject = day.byProject.get(String(projectId))?.total;
  return {
    hasHealthData: total !== undefined,
    crashFreeSessions: percent((total?.sessions.all ?? 0) - (total?.sessions.crashed ?? 0), total?.sessions.all),
    crashFreeUsers: percent((total?.users.all ?? 0) - (total?.users.crashed ?? 0), total?.users.all),
    totalSessions: total?.sessions.all ?? 0,
    totalUsers: total?.users.all ?? 0,
    totalSessions24h: today?.sessions.all ?? 0,
    totalUsers24h: today?.users.all ?? 0,
    totalProjectSessions24h: ofProject?.sessions.all ?? 0,
    totalProjectUsers24h: ofProject?.users.all ?? 0,
    adoption: percent(today?.users.all ?? 0, ofProject?.users.all),
    sessionsAdoption: percent(today?.sessions.all ?? 0, ofProject?.sessions.all),
    sessionsCrashed: total?.sessions.crashed ?? 0,
    sessionsErrored: total?.sessions.errored ?? 0,
    durationP50: null,
    durationP90: null,
    stats: {},
  };
}

function percent(part: number, all: number | undefined): number | null {
  return all === undefined || all === 0 ? null : (100 * part) / all;
}

function shareOf({ byRelease, byProject }: Counted, { projectId, version }: Place): number {
  const own = byRelease.get(`${projectId} ${version}`)?.total.sessions.all ?? 0;
  const all = byProject.get(String(projectId))?.total.sessions.all ?? 0;
  return all === 0 ? 0 : own / all;
}

function wasAdopted({ byRelease, byProject }: Counted, { projectId, version }: Place): boolean {
  const ofProject = byProject.get(String(projectId));
  const own = byRelease.get(`${projectId} ${version}`);
  return [...(own?.series ?? [])].some(([at, counts]) => {
    const all = ofProject?.series.get(at)?.sessions.all ?? 0;
    return all > 0 && counts.sessions.all / all >= ADOPTED_SHARE;
  });
}
