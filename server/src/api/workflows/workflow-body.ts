import { CHANNEL_KINDS } from '@garrison/topology';
import { Type, type Static } from 'typebox';
import { type ConditionGroup, faultsOf } from '../../alert/index.ts';
import { listDetectors, listIntegrations } from '../../query/index.ts';
import type { ApiDeps } from '../deps.ts';
import { FieldError } from '../http/api-error.ts';
import { Anything, Nullable, NullableString } from '../http/schema.ts';

const Id = Type.Union([Type.String(), Type.Integer()]);
const Condition = Type.Object({
  type: Type.String({ maxLength: 100 }),
  comparison: Type.Optional(Type.Unknown()),
  conditionResult: Type.Optional(Type.Unknown()),
  condition_result: Type.Optional(Type.Unknown()),
});
const Logic = Type.Enum(['any', 'any-short', 'all', 'none']);
const Group = Type.Object({
  logicType: Type.Optional(Logic),
  logic_type: Type.Optional(Logic),
  conditions: Type.Optional(Type.Array(Condition, { maxItems: 100 })),
  actions: Type.Optional(Type.Array(Anything, { maxItems: 50 })),
});
type Group = Static<typeof Group>;

/** The documentation has names_like_this, clients send namesLikeThis: both are read. */
export const WorkflowBody = Type.Object({
  name: Type.Optional(Type.String({ minLength: 1, maxLength: 256 })),
  enabled: Type.Optional(Type.Boolean()),
  environment: Type.Optional(NullableString),
  owner: Type.Optional(NullableString),
  config: Type.Optional(Type.Object({ frequency: Type.Optional(Type.Integer({ minimum: 0, maximum: 43_200 })) })),
  detectorIds: Type.Optional(Type.Array(Id)),
  detector_ids: Type.Optional(Type.Array(Id)),
  triggers: Type.Optional(Nullable(Group)),
  actionFilters: Type.Optional(Nullable(Type.Array(Group, { maxItems: 20 }))),
  action_filters: Type.Optional(Nullable(Type.Array(Group, { maxItems: 20 }))),
});
export type WorkflowBody = Static<typeof WorkflowBody>;

/** The columns that a body sets, and the detectors to connect. Throws a `FieldError` that names every fault. */
export async function workflowChange(
  deps: Pick<ApiDeps, 'db'>,
  organizationId: number,
  body: WorkflowBody,
): Promise<{ change: Record<string, string | number | null>; detectorIds?: readonly number[] }> {
  const { name, enabled, environment, owner, config } = body;
  const triggers = body.triggers === undefined ? undefined : groupOf(body.triggers ?? {}, 'any-short');
  const filters = body.actionFilters ?? body.action_filters;
  const actionFilters = filters?.map((group) => ({
    ...groupOf(group, 'all'),
    actions: (group.actions ?? []).map(actionOf),
  }));
  const detectorIds = (body.detectorIds ?? body.detector_ids)?.map(Number);
  const faults = [
    ...faultsOf({ triggers: triggers ?? EMPTY, actionFilters: actionFilters ?? [] }).map(
      ({ path, message }) => `${path}: ${message}`,
    ),
    ...(await actionFaults(deps, organizationId, actionFilters ?? [])),
  ];
  const fields: Record<string, string[]> = {};
  for (const fault of faults) (fields[fault.startsWith('triggers') ? 'triggers' : 'actionFilters'] ??= []).push(fault);
  if (owner !== undefined && owner !== null && !/^(?:team|user):\d+$/.test(owner))
    fields['owner'] = ['expected team:ID or user:ID'];
  if (detectorIds !== undefined) {
    const known = new Set((await listDetectors(deps.db, organizationId)).map(({ id }) => id));
    const unknown = detectorIds.filter((id) => !known.has(id));
    if (unknown.length > 0) fields['detectorIds'] = [`there is no detector ${unknown.join(', ')}`];
  }
  if (Object.keys(fields).length > 0) throw new FieldError(fields);
  return {
    change: {
      ...(name === undefined ? {} : { name }),
      ...(enabled === undefined ? {} : { enabled: Number(enabled) }),
      ...(environment === undefined ? {} : { environment: environment === '' ? null : environment }),
      ...(owner === undefined ? {} : { owner }),
      ...(config?.frequency === undefined ? {} : { frequency: config.frequency }),
      ...(triggers === undefined ? {} : { triggers: JSON.stringify(triggers) }),
      ...(actionFilters === undefined ? {} : { action_filters: JSON.stringify(actionFilters) }),
    },
    ...(detectorIds === undefined ? {} : { detectorIds }),
  };
}

export const EMPTY: ConditionGroup = { logicType: 'any-short', conditions: [] };

function groupOf(group: Group, logicDefault: ConditionGroup['logicType']): ConditionGroup {
  return {
    logicType: group.logicType ?? group.logic_type ?? logicDefault,
    conditions: (group.conditions ?? []).map((condition) => ({
      type: condition.type,
      comparison: condition.comparison,
      conditionResult: condition.conditionResult ?? condition.condition_result ?? true,
    })),
  };
}

type StoredAction = Readonly<Record<string, unknown>>;

/** Under the names that answers have; ids are given anew. */
function actionOf(action: Readonly<Record<string, unknown>>): StoredAction {
  const { id: _, integration_id: integration, integrationId = integration ?? null, config, ...rest } = action;
  const {
    target_type: type,
    target_identifier: identifier,
    target_display: display,
    ...named
  } = {
    ...(typeof config === 'object' ? config : {}),
  } as Readonly<Record<string, unknown>>;
  return {
    data: {},
    status: 'active',
    ...rest,
    integrationId:
      typeof integrationId === 'string' || typeof integrationId === 'number' ? String(integrationId) : null,
    config: {
      targetType: type ?? null,
      targetIdentifier: identifier ?? null,
      targetDisplay: display ?? null,
      ...named,
    },
  };
}

async function actionFaults(
  deps: Pick<ApiDeps, 'db'>,
  organizationId: number,
  filters: readonly { readonly actions: readonly StoredAction[] }[],
): Promise<string[]> {
  const integrations = filters.some(({ actions }) => actions.length > 0)
    ? await listIntegrations(deps.db, organizationId)
    : [];
  return filters.flatMap(({ actions }, group) =>
    actions.flatMap(({ type, integrationId }, index) => {
      const at = `actionFilters[${group}].actions[${index}]`;
      if (!(CHANNEL_KINDS as readonly unknown[]).includes(type))
        return [`${at}: alerts cannot be sent by “${String(type)}”: expected one of ${CHANNEL_KINDS.join(', ')}`];
      const isKnown = integrations.some(({ id, provider }) => String(id) === integrationId && provider === type);
      return integrationId === null || isKnown
        ? []
        : [`${at}: there is no ${String(type)} integration ${JSON.stringify(integrationId)}`];
    }),
  );
}
