import type { Kysely } from 'kysely';
import type { Database } from './database.ts';

/** A client key, as ingest asks for it. */
export interface KeySettings {
  readonly id: number;
  readonly organizationId: number;
  readonly projectId: number;
  readonly isActive: boolean;
  readonly rateLimit: { readonly windowSeconds: number; readonly count: number } | null;
}

/** JSON objects under Sentry's option names; a project inherits from its organisation. */
export interface ProjectOptions {
  readonly organizationId: number;
  readonly slug: string;
  readonly options: Readonly<Record<string, unknown>>;
  readonly organizationOptions: Readonly<Record<string, unknown>>;
  /** Null: nothing was ever set. */
  readonly ownership: OwnershipOptions | null;
}

export interface OwnershipOptions {
  readonly raw: string;
  readonly fallthrough: boolean;
  readonly autoAssignment: string;
}

/** What ingest and processing go by. Whoever keeps an answer asks for the version, too, and asks again when it has changed. */
export interface Settings {
  version(): Promise<number>;
  key(publicKey: string): Promise<KeySettings | undefined>;
  /** Undefined when there is no such project, or it is being deleted. */
  project(projectId: number): Promise<ProjectOptions | undefined>;
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
