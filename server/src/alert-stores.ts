import type { TierConfig, WorkingHours } from '@garrison/topology';
import {
  type Action,
  type ChangeStores,
  type ConditionGroup,
  escalationOf,
  type FeedChange,
  type WatchedIssue,
  type WatchedWorkflow,
  type World,
} from './alert/index.ts';
import { type AlertRows, overdueAlerts, ownerOfIssue, readAlertRows } from './query/index.ts';
import { edits, readChanges, type SqliteThreads } from './store/index.ts';

type Db = SqliteThreads['db'];

/** What evaluating issue alerts reads and writes. */
export function createChangeStores(db: Db, now: () => number): ChangeStores {
  return {
    cursor: () => edits.alertCursor(db),
    changes: (after, limit) => readChanges(db, { after, limit }),
    world: (changes) => readWorld(db, changes),
    record: (step) => edits.recordAlertStep(db, { ...step, now: now() }),
  };
}

/** Makes the next step of every alert whose time has come. Gives how many. */
export async function escalateDue(db: Db, now: number): Promise<number> {
  const alerts = await overdueAlerts(db, now);
  if (alerts.length === 0) return 0;
  const world = await readWorld(
    db,
    alerts.map(({ organization_id: organizationId }) => ({ organizationId, issueId: 0 })),
  );
  for (const alert of alerts) await edits.escalateAlert(db, alert, { ...escalationOf(alert, world, now), now });
  return alerts.length;
}

async function readWorld(db: Db, changes: readonly Pick<FeedChange, 'organizationId' | 'issueId'>[]): Promise<World> {
  const rows = await readAlertRows(db, {
    organizations: [...new Set(changes.map(({ organizationId }) => organizationId))],
    issues: [...new Set(changes.map(({ issueId }) => issueId))],
  });
  return {
    issues: new Map(rows.issues.map((row) => [row.id, toIssue(row)])),
    workflows: rows.workflows.map((row) => toWorkflow(row)),
    directory: toDirectory(rows),
  };
}

function toIssue(row: AlertRows['issues'][number]): WatchedIssue {
  const { assignee_team_id: teamId, assignee_user_id: userId } = row;
  return {
    title: row.title,
    culprit: row.culprit,
    level: row.level,
    priority: row.priority,
    category: row.type === 'feedback' ? 'feedback' : 'error',
    firstSeenAt: row.first_seen_at,
    timesSeen: row.times_seen,
    assignee: teamId !== null ? { type: 'team', id: teamId } : userId !== null ? { type: 'user', id: userId } : null,
    owner: ownerOfIssue(row),
  };
}

/** The JSON of these columns was checked when it was written. */
function toWorkflow(row: AlertRows['workflows'][number]): WatchedWorkflow {
  return {
    id: row.id,
    organizationId: row.organization_id,
    enabled: row.enabled === 1,
    environment: row.environment,
    frequencyMs: row.frequency * 60_000,
    triggers: JSON.parse(row.triggers) as ConditionGroup,
    actionFilters: JSON.parse(row.action_filters) as (ConditionGroup & { actions: Action[] })[],
    tier: row.tier,
    response: row.response === null ? null : (JSON.parse(row.response) as TierConfig),
    covers: (projectId) => row.projects.has(projectId),
  };
}

function toDirectory({ teams, members, firstTeams, emails }: AlertRows): World['directory'] {
  const byId = new Map(teams.map((team) => [team.id, team]));
  const channelsOf = (teamId: number): Readonly<Record<string, string>> =>
    JSON.parse(byId.get(teamId)?.channels ?? '{}') as Record<string, string>;
  return {
    channelOf: (teamId, via) => channelsOf(teamId)[via],
    slugOf: (teamId) => byId.get(teamId)?.slug,
    emailOf: (userId) => emails.get(userId),
    membersOf: (teamId) => members.filter((member) => member.team_id === teamId).map(({ email }) => email),
    firstTeamOf: (projectId) => firstTeams.get(projectId),
    hoursOf(teamId) {
      const hours = byId.get(teamId)?.hours;
      return hours === undefined || hours === null ? undefined : (JSON.parse(hours) as WorkingHours);
    },
  };
}
