import type { OrganizationId, ProjectId } from '@garrison/protocol';
import type { Kysely } from 'kysely';
import type { Database } from './database.ts';

/** A client key, as ingest asks for it. */
export interface KeySettings {
  readonly id: number;
  readonly organizationId: OrganizationId;
  readonly projectId: ProjectId;
  readonly isActive: boolean;
  readonly rateLimit: { readonly windowSeconds: number; readonly count: number } | null;
}

/** JSON objects under Sentry's option names; a project inherits from its organisation. */
export interface ProjectOptions {
  readonly organizationId: OrganizationId;
  readonly slug: string;
  readonly options: Readonly<Record<string, unknown>>;
  readonly organizationOptions: Readonly<Record<string, unknown>>;
  /** Null: nothing was ever set. */
  readonly ownership: OwnershipOptions | null;
  readonly codeowners: CodeownersOptions;
}

export interface CodeownersOptions {
  readonly files: readonly { readonly raw: string; readonly sourceRoot: string; readonly stackRoot: string }[];
  /** Who names of a code host are; none when there are no files. */
  readonly names: readonly ExternalName[];
}

export interface ExternalName {
  readonly name: string;
  readonly type: 'team' | 'user';
  /** The team's slug, the user's address. */
  readonly identifier: string;
}

export interface OwnershipOptions {
  readonly raw: string;
  readonly fallthrough: boolean;
  readonly autoAssignment: string;
}

/** The settings that ingest and processing use. A cache keeps the version beside the answer and loads the answer again when the version has changed. */
export interface Settings {
  version(): Promise<number>;
  key(publicKey: string): Promise<KeySettings | undefined>;
  /** Undefined when there is no such project, or it is being deleted. */
  project(projectId: ProjectId): Promise<ProjectOptions | undefined>;
}

export function createSettings(db: Pick<Kysely<Database>, 'selectFrom'>): Settings {
  return {
    async version() {
      const row = await db.selectFrom('versions').select('version').where('name', '=', 'settings').executeTakeFirst();
      return row?.version ?? 0;
    },
    async key(publicKey) {
      const row = await db
        .selectFrom('project_keys as key')
        .innerJoin('projects as project', 'project.id', 'key.project_id')
        .select(['key.id', 'key.is_active', 'key.rate_window_s', 'key.rate_count'])
        .select(['key.project_id', 'project.organization_id'])
        .where('key.public_key', '=', publicKey)
        .where('project.status', '=', 'active')
        .executeTakeFirst();
      if (row === undefined) return undefined;
      const { rate_window_s: windowSeconds, rate_count: count } = row;
      return {
        id: row.id,
        organizationId: row.organization_id,
        projectId: row.project_id,
        isActive: row.is_active === 1,
        rateLimit: count === null || !windowSeconds ? null : { windowSeconds, count },
      };
    },
    async project(projectId) {
      const row = await db
        .selectFrom('projects as project')
        .innerJoin('organizations as organization', 'organization.id', 'project.organization_id')
        .leftJoin('ownership', 'ownership.project_id', 'project.id')
        .select(['project.organization_id', 'project.slug', 'project.options'])
        .select(['ownership.raw', 'ownership.fallthrough', 'ownership.auto_assignment'])
        .select('organization.options as organization_options')
        .where('project.id', '=', projectId)
        .where('project.status', '=', 'active')
        .executeTakeFirst();
      if (row === undefined) return undefined;
      return {
        organizationId: row.organization_id,
        slug: row.slug,
        options: JSON.parse(row.options) as Record<string, unknown>,
        organizationOptions: JSON.parse(row.organization_options) as Record<string, unknown>,
        ownership: ownershipOf(row),
        codeowners: await codeownersOf(db, projectId, row.organization_id),
      };
    },
  };
}

/** The columns are null in a project that has set nothing. */
export function ownershipOf(row: {
  readonly raw: string | null;
  readonly fallthrough: number | null;
  readonly auto_assignment: string | null;
}): OwnershipOptions | null {
  const { raw, fallthrough, auto_assignment: autoAssignment } = row;
  return raw === null || autoAssignment === null ? null : { raw, fallthrough: fallthrough === 1, autoAssignment };
}

async function codeownersOf(
  db: Pick<Kysely<Database>, 'selectFrom'>,
  projectId: ProjectId,
  organizationId: OrganizationId,
): Promise<CodeownersOptions> {
  const files = await db
    .selectFrom('codeowners')
    .select(['raw', 'source_root', 'stack_root'])
    .where('project_id', '=', projectId)
    .orderBy('id')
    .execute();
  if (files.length === 0) return { files: [], names: [] };
  const names = await db
    .selectFrom('external_actors as actor')
    .leftJoin('teams as team', 'team.id', 'actor.team_id')
    .leftJoin('users as user', 'user.id', 'actor.user_id')
    .select(['actor.external_name', 'team.slug', 'user.email'])
    .where('actor.organization_id', '=', organizationId)
    .orderBy('actor.id')
    .execute();
  return codeownersFrom(files, names);
}

/** From rows of `codeowners`, and of `external_actors` with the team's slug and the user's address. */
export function codeownersFrom(
  files: readonly { readonly raw: string; readonly source_root: string; readonly stack_root: string }[],
  names: readonly { readonly external_name: string; readonly slug: string | null; readonly email: string | null }[],
): CodeownersOptions {
  return {
    files: files.map(({ raw, source_root: sourceRoot, stack_root: stackRoot }) => ({ raw, sourceRoot, stackRoot })),
    names: names.flatMap(({ external_name: name, slug, email }): ExternalName[] => {
      if (slug !== null) return [{ name, type: 'team', identifier: slug }];
      return email === null ? [] : [{ name, type: 'user', identifier: email.toLowerCase() }];
    }),
  };
}
