import { parseDuration, type TierConfig, type WorkingHours } from '@garrison/topology';
import { dueAt, stepAt } from '../respond.ts';
import { targetsOf, teamOf, type Action, type Directory, type OwnerText, type Target } from '../routing.ts';
import type { ChangedIssue } from '../workflows/condition.ts';
import { actionsFor, type Workflow } from '../workflows/evaluate-workflow.ts';

/** A row of the change feed. */
export interface FeedChange {
  readonly id: number;
  readonly at: number;
  readonly kind: string;
  readonly organizationId: number;
  readonly projectId: number;
  readonly issueId: number;
  readonly eventId?: string;
  readonly level?: string;
  readonly environment?: string;
  readonly release?: string;
  readonly actor?: { readonly userId: number };
  readonly data?: Readonly<Record<string, unknown>>;
}

/** An issue as it is when it is looked at, which may be later than the change. */
export interface WatchedIssue extends Omit<ChangedIssue, 'kind' | 'at' | 'isNewPriorityHigh'> {
  readonly title: string;
  readonly culprit: string;
  /** The assignee, else the first owner. */
  readonly owner: OwnerText | null;
}

export interface WatchedWorkflow extends Workflow<Action> {
  readonly id: number;
  readonly organizationId: number;
  /** Whether it is connected to a detector of the project that is enabled. */
  covers(projectId: number): boolean;
  readonly frequencyMs: number;
  readonly tier: string | null;
  readonly response: TierConfig | null;
}

/** All that is needed to evaluate some changes. */
export interface World {
  readonly issues: ReadonlyMap<number, WatchedIssue>;
  readonly workflows: readonly WatchedWorkflow[];
  readonly directory: Directory & { hoursOf(teamId: number): WorkingHours | undefined };
}

export interface FiredAlert {
  readonly organization_id: number;
  readonly project_id: number;
  readonly workflow_id: number;
  readonly tier: string | null;
  readonly issue_id: number | null;
  readonly detector_id: number | null;
  readonly what: string;
  readonly owner: OwnerText | null;
  readonly fired_at: number;
  readonly due_at: number | null;
  readonly next_step_at: number | null;
}

export type Effect =
  | {
      readonly kind: 'fire';
      readonly workflowId: number;
      readonly subject: string;
      readonly frequencyMs: number;
      readonly alert: FiredAlert;
      readonly targets: readonly (Target & { readonly gatherUntil?: number })[];
    }
  | { readonly kind: 'resolve'; readonly issueId: number; readonly by: string; readonly at: number }
  | { readonly kind: 'assign'; readonly issueId: number; readonly owner: OwnerText | null };

/** Changes after which an issue needs no more attention. */
const ENDS = new Set(['resolved', 'archived', 'deleted', 'merged']);
/** SDKs that name no environment mean this one. */
const ENVIRONMENT_DEFAULT = 'production';

/** What a change comes to, in order: alerts end before new ones begin. Pure. */
export function effectsOf(change: FeedChange, world: World): readonly Effect[] {
  const { issueId, at, kind } = change;
  const issue = world.issues.get(issueId);
  const ended: Effect[] = ENDS.has(kind)
    ? [{ kind: 'resolve', issueId, at, by: change.actor === undefined ? 'server' : `user:${change.actor.userId}` }]
    : [];
  if (issue === undefined) return ended;
  if (kind === 'assigned') return [{ kind: 'assign', issueId, owner: issue.owner }];
  const changed: ChangedIssue = {
    ...issue,
    kind,
    at,
    level: change.level ?? issue.level,
    isNewPriorityHigh: issue.priority === 'high',
  };
  const environment = change.environment || ENVIRONMENT_DEFAULT;
  const fired = world.workflows.flatMap((workflow): Effect[] => {
    if (workflow.organizationId !== change.organizationId) return [];
    if (!workflow.covers(change.projectId)) return [];
    const named = workflow.response?.environments;
    if (named !== undefined && !named.includes(environment)) return [];
    const actions = actionsFor(workflow, changed, environment);
    return actions.length === 0 ? [] : [fire(change, { issue, workflow, actions, directory: world.directory })];
  });
  return [...ended, ...fired];
}

interface Firing {
  readonly issue: WatchedIssue;
  readonly workflow: WatchedWorkflow;
  readonly actions: readonly Action[];
  readonly directory: World['directory'];
}

function fire(change: FeedChange, { issue, workflow, actions, directory }: Firing): Effect {
  const { at, kind, projectId, issueId, environment, release, eventId } = change;
  const { response } = workflow;
  const teamId = teamOf({ owner: issue.owner, projectId }, directory);
  const due =
    response === null ? null : dueAt(at, response, teamId === undefined ? undefined : directory.hoursOf(teamId));
  const digestMs = response?.digest === undefined ? undefined : parseDuration(response.digest);
  return {
    kind: 'fire',
    workflowId: workflow.id,
    subject: `issue:${issueId}`,
    frequencyMs: workflow.frequencyMs,
    alert: {
      organization_id: change.organizationId,
      project_id: projectId,
      workflow_id: workflow.id,
      tier: workflow.tier,
      issue_id: issueId,
      detector_id: null,
      what: JSON.stringify({
        title: issue.title,
        because: kind,
        culprit: issue.culprit,
        level: change.level ?? issue.level,
        environment,
        release,
        eventId,
      }),
      owner: issue.owner,
      fired_at: at,
      due_at: due,
      next_step_at: response === null ? null : stepAt(due, response, 0),
    },
    targets: actions
      .flatMap((action) => targetsOf(action, { owner: issue.owner, projectId }, directory))
      .map((target) => (digestMs === undefined ? target : { ...target, gatherUntil: at + digestMs })),
  };
}
