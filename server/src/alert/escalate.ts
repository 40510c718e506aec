import type { EscalationStep, TierTarget } from '@garrison/topology';
import { dueAt, stepAt } from './respond.ts';
import { targetsOf, teamOf, type Action, type Target } from './routing.ts';
import type { WatchedWorkflow, World } from './issues/change-effects.ts';

/** An alert that was not acknowledged before its deadline. */
export interface OverdueAlert {
  readonly id: number;
  readonly organization_id: number;
  readonly project_id: number;
  readonly workflow_id: number | null;
  readonly tier: string | null;
  readonly owner: string | null;
  readonly due_at: number | null;
  readonly step: number;
}

export interface Escalation {
  readonly change: {
    readonly step: number;
    readonly next_step_at: number | null;
    readonly tier?: string | null;
    readonly workflow_id?: number;
    readonly due_at?: number | null;
  };
  readonly targets: readonly Target[];
}

/** What the next step of an alert's escalation is. Pure. `now`: milliseconds since the epoch. */
export function escalationOf(
  alert: OverdueAlert,
  world: Pick<World, 'workflows' | 'directory'>,
  now: number,
): Escalation {
  const workflow = world.workflows.find(({ id }) => id === alert.workflow_id);
  // The tier was deleted: no message is sent.
  if (workflow?.response === undefined || workflow.response === null)
    return { change: { step: alert.step, next_step_at: null }, targets: [] };
  const { response } = workflow;
  const step = response.escalate?.[alert.step];
  const routed = { owner: alert.owner, projectId: alert.project_id };
  const to = (actions: readonly Action[]): Target[] =>
    actions.flatMap((action) => targetsOf(action, routed, world.directory));
  const next = { step: alert.step + 1, next_step_at: stepAt(alert.due_at, response, alert.step + 1) };
  if (step === undefined) return { change: next, targets: to(actionsOf(workflow)) };
  if ('notify' in step) return { change: next, targets: to([actionOf(step.notify)]) };
  return toTier(alert, { step, world, next, now, to, workflow });
}

interface NextTier {
  readonly workflow: WatchedWorkflow;
  readonly step: EscalationStep & { readonly tier: string };
  readonly world: Pick<World, 'workflows' | 'directory'>;
  readonly next: Escalation['change'];
  readonly now: number;
  readonly to: (actions: readonly Action[]) => readonly Target[];
}

function toTier(alert: OverdueAlert, { step, world, next, now, to, workflow }: NextTier): Escalation {
  const tier = world.workflows.find(
    (other) => other.tier === step.tier && other.organizationId === alert.organization_id,
  );
  // That tier was deleted: the channels of the alert's own tier get the message.
  if (tier?.response === undefined || tier.response === null) return { change: next, targets: to(actionsOf(workflow)) };
  const teamId = teamOf({ owner: alert.owner, projectId: alert.project_id }, world.directory);
  const due = dueAt(now, tier.response, teamId === undefined ? undefined : world.directory.hoursOf(teamId));
  return {
    change: {
      step: 0,
      tier: tier.tier,
      workflow_id: tier.id,
      due_at: due,
      next_step_at: stepAt(due, tier.response, 0),
    },
    targets: to(actionsOf(tier)),
  };
}

function actionsOf({ actionFilters }: WatchedWorkflow): readonly Action[] {
  return actionFilters.flatMap(({ actions }) => actions);
}

/** A target of a tier as an action in Sentry's shape. */
export function actionOf({ via, to, otherwise }: TierTarget): Action {
  const isOwner = to === 'owner';
  return {
    type: via,
    integrationId: null,
    data: otherwise === undefined ? {} : { otherwise },
    config: {
      targetType: isOwner ? 'issue_owners' : 'specific',
      targetIdentifier: isOwner ? null : to,
      targetDisplay: isOwner ? null : to,
    },
  };
}
