import { Type, type Static } from 'typebox';
import { readCodeowners, type Owner } from '@garrison/topology';
import { listExternalActors } from '../../query/index.ts';
import type { CodeownersRow, Project } from '../../store/index.ts';
import { isoDate } from '../http/dates.ts';
import { NullableString } from '../http/schema.ts';
import { type OwnerDeps, peopleOf } from './check-owners.ts';

const Names = Type.Array(Type.String());
export const Codeowners = Type.Object({
  id: Type.String(),
  raw: Type.String(),
  dateCreated: Type.String(),
  dateUpdated: Type.String(),
  /** There are no code mappings here: `sourceRoot` and `stackRoot` stand for one. */
  codeMappingId: NullableString,
  provider: Type.String(),
  sourceRoot: Type.String(),
  stackRoot: Type.String(),
  errors: Type.Object({
    missing_external_teams: Names,
    missing_external_users: Names,
    missing_user_emails: Names,
    teams_without_access: Names,
    users_without_access: Names,
  }),
  /** Lines that are not rules here, and why. */
  skipped: Type.Array(Type.Object({ line: Type.Integer(), reason: Type.String() })),
});

/** A file, with the lines and owners that have no effect. */
export async function codeownersView(
  deps: OwnerDeps,
  project: Project,
  row: CodeownersRow,
): Promise<Static<typeof Codeowners>> {
  const actors = await listExternalActors(deps.db, project.organization_id);
  const owners = new Map(actors.map(({ name, type, identifier }): [string, Owner] => [name, { type, identifier }]));
  const { rules, skipped, unknown } = readCodeowners(row.raw, { owners });
  const people = await peopleOf(deps, project);
  const without = rules.flatMap((rule) => rule.owners).filter((owner) => people.faultOf(owner) !== undefined);
  const named = (type: Owner['type'], isThere: boolean): string[] => [
    ...new Set(
      without
        .filter((owner) => owner.type === type && (people.find(owner) !== undefined) === isThere)
        .map(({ identifier }) => (type === 'team' ? `#${identifier}` : identifier)),
    ),
  ];
  const isTeam = (name: string): boolean => name.startsWith('#') || name.includes('/');
  return {
    id: String(row.id),
    raw: row.raw,
    dateCreated: isoDate(row.created_at),
    dateUpdated: isoDate(row.updated_at),
    codeMappingId: null,
    provider: 'unknown',
    sourceRoot: row.source_root,
    stackRoot: row.stack_root,
    errors: {
      missing_external_teams: [...new Set([...unknown.filter(isTeam), ...named('team', false)])],
      missing_external_users: unknown.filter((name) => !isTeam(name)),
      missing_user_emails: named('user', false),
      teams_without_access: named('team', true),
      users_without_access: named('user', true),
    },
    skipped: [...skipped],
  };
}
