import { Type, type Static } from 'typebox';
import type { OwnershipRow } from '../../store/index.ts';
import { isoDate } from '../http/dates.ts';
import { Nullable, NullableString } from '../http/schema.ts';
import type { CheckedRule } from './check-owners.ts';

const AUTO_ASSIGNMENTS = [
  'Auto Assign to Issue Owner',
  'Auto Assign to Suspect Commits',
  'Turn off Auto-Assignment',
] as const;
const RAW_MAX = 100_000;

/** Sentry's shape of the rules, read. */
const RuleSchema = Type.Object({
  matcher: Type.Object({ type: Type.String(), pattern: Type.String() }),
  owners: Type.Array(Type.Object({ type: Type.Enum(['team', 'user']), id: Type.String(), name: Type.String() })),
});
export const Ownership = Type.Object({
  raw: NullableString,
  schema: Nullable(Type.Object({ $version: Type.Integer(), rules: Type.Array(RuleSchema) })),
  fallthrough: Type.Boolean(),
  dateCreated: NullableString,
  lastUpdated: NullableString,
  isActive: Type.Boolean(),
  autoAssignment: Type.String(),
  codeownersAutoSync: Type.Boolean(),
});
export const OwnershipPut = Type.Object({
  raw: Type.Optional(Type.String({ maxLength: RAW_MAX })),
  fallthrough: Type.Optional(Type.Boolean()),
  autoAssignment: Type.Optional(Type.Enum([...AUTO_ASSIGNMENTS])),
  codeownersAutoSync: Type.Optional(Type.Boolean()),
});
/** Rules that a person is writing; left out: those of the project. */
export const Written = Type.String({ maxLength: RAW_MAX });

export function ownershipView(row: OwnershipRow | undefined, rules: readonly CheckedRule[]): Static<typeof Ownership> {
  if (row === undefined) {
    return {
      raw: null,
      schema: null,
      fallthrough: true,
      dateCreated: null,
      lastUpdated: null,
      isActive: true,
      autoAssignment: AUTO_ASSIGNMENTS[0],
      codeownersAutoSync: true,
    };
  }
  return {
    raw: row.raw,
    schema: { $version: 1, rules: rules.map(({ matcher, owners }) => ({ matcher: { ...matcher }, owners })) },
    fallthrough: row.fallthrough === 1,
    dateCreated: isoDate(row.created_at),
    lastUpdated: isoDate(row.updated_at),
    isActive: true,
    autoAssignment: row.auto_assignment,
    codeownersAutoSync: row.codeowners_auto_sync === 1,
  };
}
