import type { TierConfig, TierTarget, TierTrigger } from '@garrison/topology';
import { actionOf } from '../../alert/index.ts';
import type { edits } from '../../store/index.ts';

const TRIGGERS = { new_issue: 'first_seen_event', regression: 'regression_event' } as const;

/** A tier as a workflow that is connected to every project. */
export function compileTier(
  name: string,
  tier: TierConfig,
  { organizationId, now }: { organizationId: number; now: number },
): Parameters<typeof edits.setTiers>[2][number] {
  const { description, when, notify } = tier;
  return {
    organization_id: organizationId,
    name: description === undefined ? name : `${name}: ${description}`,
    environment: null,
    owner: null,
    frequency: 0,
    triggers: JSON.stringify({ logicType: 'any-short', conditions: when.flatMap(conditionOf) }),
    action_filters: JSON.stringify([{ logicType: 'all', conditions: [], actions: notify.map(storedAction) }]),
    tier: name,
    response: JSON.stringify(tier),
    all_projects: 1,
    created_by: null,
    created_at: now,
    updated_at: now,
  };
}

/** Metrics are evaluated by themselves, not by what happens to issues. */
function conditionOf(trigger: TierTrigger): object[] {
  return 'on' in trigger ? [{ type: TRIGGERS[trigger.on], comparison: true, conditionResult: true }] : [];
}

function storedAction(target: TierTarget): object {
  return { ...actionOf(target), status: 'active' };
}
