import { Type, type Static } from 'typebox';
import type { ConditionGroup } from '../../alert/index.ts';
import type { WorkflowRow } from '../../query/index.ts';
import { isoDate } from '../http/dates.ts';
import { Anything, Nullable, NullableString } from '../http/schema.ts';

const Condition = Type.Object({
  id: Type.String(),
  type: Type.String(),
  comparison: Type.Unknown(),
  conditionResult: Type.Unknown(),
});
const Group = Type.Object({
  id: Type.String(),
  organizationId: Type.String(),
  logicType: Type.String(),
  conditions: Type.Array(Condition),
  actions: Type.Array(Anything),
});

export const Workflow = Type.Object({
  id: Type.String(),
  name: Type.String(),
  organizationId: Type.String(),
  createdBy: NullableString,
  dateCreated: Type.String(),
  dateUpdated: Type.String(),
  triggers: Nullable(Group),
  actionFilters: Type.Array(Group),
  environment: NullableString,
  config: Anything,
  detectorIds: Type.Array(Type.String()),
  enabled: Type.Boolean(),
  lastTriggered: NullableString,
  owner: NullableString,
  /** The tier that this workflow is made from; null for others. */
  tier: NullableString,
  /** Connected to the detectors of every project, also of those that are made later. */
  allProjects: Type.Boolean(),
});

type StoredGroup = ConditionGroup & { readonly actions?: readonly Record<string, unknown>[] };

export function workflowView(row: WorkflowRow): Static<typeof Workflow> {
  const groupOf = (group: StoredGroup, id: string): Static<typeof Group> => ({
    id,
    organizationId: String(row.organization_id),
    logicType: group.logicType,
    conditions: group.conditions.map(({ type, comparison, conditionResult = true }, index) => ({
      id: `${id}${String(index + 1).padStart(2, '0')}`,
      type,
      comparison,
      conditionResult,
    })),
    actions: (group.actions ?? []).map((action, index) => ({
      id: `${id}${String(index + 1).padStart(2, '0')}`,
      ...action,
    })),
  });
  // Checked when they were written.
  const triggers = JSON.parse(row.triggers) as StoredGroup;
  const filters = JSON.parse(row.action_filters) as StoredGroup[];
  return {
    id: String(row.id),
    name: row.name,
    organizationId: String(row.organization_id),
    createdBy: row.created_by === null ? null : String(row.created_by),
    dateCreated: isoDate(row.created_at),
    dateUpdated: isoDate(row.updated_at),
    triggers: groupOf(triggers, `${row.id}0`),
    actionFilters: filters.map((group, index) => groupOf(group, `${row.id}${index + 1}`)),
    environment: row.environment,
    config: { frequency: row.frequency },
    detectorIds: row.detectorIds.map(String),
    enabled: row.enabled === 1,
    lastTriggered: row.lastFiredAt === null ? null : isoDate(row.lastFiredAt),
    owner: row.owner,
    tier: row.tier,
    allProjects: row.all_projects === 1,
  };
}
