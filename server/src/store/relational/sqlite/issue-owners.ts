import type { DatabaseSync } from 'node:sqlite';
import type { IssueId } from '@garrison/protocol';
import type { IssueOwner } from '../database.ts';
import type { IssueTally } from '../issue-life.ts';
import type { FoundOwners, IssueSighting } from '../issue-writer.ts';

type Resolved = Omit<IssueOwner, 'since'>;

/** Who owns the issues of a batch: the rules' suggestions are kept, and an issue that no person has assigned gets the first of them. */
export class IssueOwners {
  readonly #team;
  readonly #user;
  readonly #firstTeam;
  readonly #read;
  readonly #save;
  readonly #assign;
  readonly #addActivity;
  readonly #addChange;

  constructor(raw: DatabaseSync) {
    this.#team = raw.prepare(
      `SELECT t.id FROM teams t JOIN project_teams p ON p.team_id = t.id AND p.project_id = ?3
       WHERE t.organization_id = ?1 AND t.slug = ?2`,
    );
    this.#user = raw.prepare(
      `SELECT u.id FROM users u JOIN organization_members m ON m.user_id = u.id
       WHERE m.organization_id = ?1 AND lower(u.email) = ?2 AND u.is_active = 1 AND EXISTS (SELECT 1 FROM project_teams p
         JOIN team_members t ON t.team_id = p.team_id WHERE p.project_id = ?3 AND t.user_id = u.id)`,
    );
    // The order of the project's answer in the API.
    this.#firstTeam = raw.prepare(
      `SELECT t.id FROM project_teams p JOIN teams t ON t.id = p.team_id WHERE p.project_id = ? ORDER BY t.slug LIMIT 1`,
    );
    this.#read = raw.prepare(
      `SELECT owners, assignee_user_id IS NULL AND assignee_team_id IS NULL AND NOT EXISTS (SELECT 1 FROM issue_activity
         WHERE issue_id = issues.id AND type IN ('assigned', 'unassigned')) AS is_free FROM issues WHERE id = ?`,
    );
    this.#save = raw.prepare('UPDATE issues SET owners = ? WHERE id = ?');
    this.#assign = raw.prepare('UPDATE issues SET assignee_user_id = ?, assignee_team_id = ? WHERE id = ?');
    this.#addActivity = raw.prepare(
      `INSERT INTO issue_activity (issue_id, project_id, user_id, type, data, created_at) VALUES (?, ?, NULL, 'assigned', ?, ?)`,
    );
    this.#addChange = raw.prepare(
      `INSERT INTO changes (at, kind, organization_id, project_id, issue_id, event_id, level, environment, release, data)
       VALUES (?, 'assigned', ?, ?, ?, ?, ?, ?, ?, ?)`,
    );
  }

  /** By the issue's newest event. Says whether the issue was assigned. */
  settle({ issueId, latest }: IssueTally, now: number): boolean {
    if (latest.owners === undefined) return false;
    const issue = this.#read.get(issueId);
    if (issue === undefined) return false;
    const owners = this.#resolve(latest.owners, latest);
    const before = JSON.parse(String(issue['owners'])) as IssueOwner[];
    if (!isSame(owners, before)) this.#save.run(JSON.stringify(owners.map((one) => ({ ...one, since: now }))), issueId);
    const [first] = owners;
    if (first === undefined || !latest.owners.autoAssign || issue['is_free'] !== 1) return false;
    this.#assignTo(first, { issueId, latest, now });
    return true;
  }

  /** Left out: who is gone, a team that does not have the project, and who is in none of its teams. */
  #resolve({ owners, orFirstTeam }: FoundOwners, { organizationId, projectId }: IssueSighting): readonly Resolved[] {
    const found = owners.flatMap(({ type, identifier, source, rule }): Resolved[] => {
      const row = (type === 'team' ? this.#team : this.#user).get(organizationId, identifier, projectId);
      return row === undefined ? [] : [{ type, id: Number(row['id']), source, rule }];
    });
    if (found.length > 0 || !orFirstTeam) return found;
    const team = this.#firstTeam.get(projectId);
    return team === undefined ? [] : [{ type: 'team', id: Number(team['id']), source: 'first_team', rule: '' }];
  }

  #assignTo(
    { type, id, source, rule }: Resolved,
    { issueId, latest, now }: { issueId: IssueId; latest: IssueSighting; now: number },
  ): void {
    const { organizationId, projectId, eventId, level, environment } = latest;
    this.#assign.run(type === 'user' ? id : null, type === 'team' ? id : null, issueId);
    const activity = { assignee: String(id), assigneeType: type, integration: INTEGRATIONS[source], rule };
    this.#addActivity.run(issueId, projectId, JSON.stringify(activity), now);
    const data = JSON.stringify({ before: null, after: `${type}:${id}`, source });
    const release = latest.release === '' ? null : latest.release;
    this.#addChange.run(now, organizationId, projectId, issueId, eventId, level, environment, release, data);
  }
}

/** Sentry's names for what assigned an issue, and one for what Sentry has not. */
const INTEGRATIONS = {
  ownership: 'projectOwnership',
  codeowners: 'codeowners',
  first_team: 'firstTeam',
} as const satisfies Record<IssueOwner['source'], string>;

function isSame(owners: readonly Resolved[], before: readonly IssueOwner[]): boolean {
  const textOf = (some: readonly Resolved[]): string =>
    some.map(({ type, id, source, rule }) => `${type} ${id} ${source} ${rule}`).join('\n');
  return textOf(owners) === textOf(before);
}
