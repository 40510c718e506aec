import { Type, type Static } from 'typebox';
import type { Detector as Row } from '../../store/index.ts';
import { isoDate } from '../http/dates.ts';
import { Anything, Nullable, NullableAnything, NullableString } from '../http/schema.ts';

export const Detector = Type.Object({
  id: Type.String(),
  projectId: NullableString,
  name: Type.String(),
  description: NullableString,
  type: Type.String(),
  workflowIds: Type.Array(Type.String()),
  owner: Nullable(Type.Object({ type: Type.String(), id: Type.String(), name: Type.String() })),
  createdBy: NullableString,
  latestGroup: NullableAnything,
  dateCreated: Type.String(),
  dateUpdated: Type.String(),
  dataSources: Nullable(Type.Array(Anything)),
  conditionGroup: NullableAnything,
  config: Anything,
  enabled: Type.Boolean(),
});

export function detectorView(row: Row, workflowIds: readonly number[]): Static<typeof Detector> {
  return {
    id: String(row.id),
    projectId: String(row.project_id),
    name: row.name,
    description: row.description,
    type: row.type,
    workflowIds: workflowIds.map(String),
    owner: null,
    createdBy: row.created_by === null ? null : String(row.created_by),
    latestGroup: null,
    dateCreated: isoDate(row.created_at),
    dateUpdated: isoDate(row.updated_at),
    dataSources: null,
    conditionGroup: null,
    config: JSON.parse(row.config) as Record<string, unknown>,
    enabled: row.enabled === 1,
  };
}
