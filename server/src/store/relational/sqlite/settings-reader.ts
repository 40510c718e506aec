import type { DatabaseSync } from 'node:sqlite';
import type { ProjectId } from '@garrison/protocol';
import { codeownersFrom, ownershipOf, type ProjectOptions } from '../settings.ts';

/** A project's options as processing asks for them: raw statements, nothing to wait for on the hot path. */
export interface SettingsReader {
  /** Raised whenever any setting of any project may have changed. */
  version(): number;
  project(projectId: ProjectId): ProjectOptions | undefined;
  /** Whose operators run the server; undefined before the first start is through. */
  firstOrganization(): number | undefined;
}

const PROJECT = `SELECT p.organization_id, p.slug, p.options, o.options AS organization_options, w.raw, w.fallthrough, w.auto_assignment
  FROM projects p JOIN organizations o ON o.id = p.organization_id LEFT JOIN ownership w ON w.project_id = p.id
  WHERE p.id = ? AND p.status = 'active'`;

const FILES = 'SELECT raw, source_root, stack_root FROM codeowners WHERE project_id = ? ORDER BY id';
const NAMES = `SELECT a.external_name, t.slug, u.email FROM external_actors a LEFT JOIN teams t ON t.id = a.team_id
  LEFT JOIN users u ON u.id = a.user_id WHERE a.organization_id = ? ORDER BY a.id`;

/** The columns of the statements. */
type FileRows = Parameters<typeof codeownersFrom>[0];
type NameRows = Parameters<typeof codeownersFrom>[1];

export function createSettingsReader(raw: DatabaseSync): SettingsReader {
  const version = raw.prepare("SELECT version FROM versions WHERE name = 'settings'");
  const project = raw.prepare(PROJECT);
  const codeowners = raw.prepare(FILES);
  const externalNames = raw.prepare(NAMES);
  const firstOrganization = raw.prepare('SELECT min(id) AS id FROM organizations');
  return {
    version: () => Number(version.get()?.['version']),
    project(projectId) {
      const row = project.get(projectId);
      if (row === undefined) return undefined;
      const files = codeowners.all(projectId) as unknown as FileRows;
      const names = files.length === 0 ? [] : externalNames.all(row['organization_id'] ?? 0);
      return {
        organizationId: Number(row['organization_id']),
        slug: String(row['slug']),
        options: JSON.parse(String(row['options'])) as Record<string, unknown>,
        organizationOptions: JSON.parse(String(row['organization_options'])) as Record<string, unknown>,
        ownership: ownershipOf(row as unknown as Parameters<typeof ownershipOf>[0]),
        codeowners: codeownersFrom(files, names as unknown as NameRows),
      };
    },
    firstOrganization() {
      const id = firstOrganization.get()?.['id'];
      return typeof id === 'number' ? id : undefined;
    },
  };
}
