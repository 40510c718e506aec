import type { DatabaseSync } from 'node:sqlite';

/** A client key as ingest asks for it, and a project's options as processing asks for them: raw statements, no await on the hot path. */
export interface SettingsReader {
  /** Changes when another connection has changed anything. */
  version(): number;
  key(publicKey: string): KeyRow | undefined;
  project(projectId: number): ProjectOptions | undefined;
  /** Whose operators run the server; undefined before the first start is through. */
  firstOrganization(): number | undefined;
}

export interface KeyRow {
  readonly id: number;
  readonly organizationId: number;
  readonly projectId: number;
  readonly isActive: boolean;
  readonly rateLimit: { readonly windowSeconds: number; readonly count: number } | null;
}

/** JSON objects under Sentry's option names; the organisation's stand below the project's. */
export interface ProjectOptions {
  readonly organizationId: number;
  readonly slug: string;
  readonly options: Readonly<Record<string, unknown>>;
  readonly organizationOptions: Readonly<Record<string, unknown>>;
}

const KEY = `SELECT k.id, k.is_active, k.rate_window_s, k.rate_count, p.id AS project_id, p.organization_id
  FROM project_keys k JOIN projects p ON p.id = k.project_id
  WHERE k.public_key = ? AND p.status = 'active'`;

const PROJECT = `SELECT p.organization_id, p.slug, p.options, o.options AS organization_options
  FROM projects p JOIN organizations o ON o.id = p.organization_id
  WHERE p.id = ? AND p.status = 'active'`;

export function createSettingsReader(raw: DatabaseSync): SettingsReader {
  const version = raw.prepare('PRAGMA data_version');
  const key = raw.prepare(KEY);
  const project = raw.prepare(PROJECT);
  const firstOrganization = raw.prepare('SELECT min(id) AS id FROM organizations');
  return {
    version: () => Number(version.get()?.['data_version']),
    key(publicKey) {
      const row = key.get(publicKey);
      if (row === undefined) return undefined;
      const window = Number(row['rate_window_s'] ?? 0);
      const count = row['rate_count'];
      return {
        id: Number(row['id']),
        organizationId: Number(row['organization_id']),
        projectId: Number(row['project_id']),
        isActive: row['is_active'] === 1,
        rateLimit:
          count === null || count === undefined || window === 0
            ? null
            : { windowSeconds: window, count: Number(count) },
      };
    },
    project(projectId) {
      const row = project.get(projectId);
      if (row === undefined) return undefined;
      return {
        organizationId: Number(row['organization_id']),
        slug: String(row['slug']),
        options: JSON.parse(String(row['options'])) as Record<string, unknown>,
        organizationOptions: JSON.parse(String(row['organization_options'])) as Record<string, unknown>,
      };
    },
    firstOrganization() {
      const id = firstOrganization.get()?.['id'];
      return typeof id === 'number' ? id : undefined;
    },
  };
}
