import type { Issue, IssueOwner, Selects } from '../../store/index.ts';

/** The rows by which changes of issues are evaluated. */
export interface AlertRows {
  readonly issues: readonly Issue[];
  readonly workflows: readonly WorkflowWithProjects[];
  readonly teams: readonly TeamRow[];
  readonly members: readonly { readonly team_id: number; readonly user_id: number; readonly email: string }[];
  /** The first team of each project. */
  readonly firstTeams: ReadonlyMap<number, number>;
  readonly emails: ReadonlyMap<number, string>;
}

export interface WorkflowWithProjects {
  readonly id: number;
  readonly organization_id: number;
  readonly enabled: number;
  readonly environment: string | null;
  readonly frequency: number;
  readonly triggers: string;
  readonly action_filters: string;
  readonly tier: string | null;
  readonly response: string | null;
  /** Those of the enabled detectors that it is connected to. */
  readonly projects: ReadonlySet<number>;
}

interface TeamRow {
  readonly id: number;
  readonly slug: string;
  readonly hours: string | null;
  readonly channels: string | null;
}

/** Everything of these organisations that routes alerts, and these issues. */
export async function readAlertRows(
  db: Selects,
  { organizations, issues }: { organizations: readonly number[]; issues: readonly number[] },
): Promise<AlertRows> {
  const [workflows, teams, members, firstTeams, found] = await Promise.all([
    workflowsOf(db, organizations),
    teamsOf(db, organizations),
    membersOf(db, organizations),
    firstTeamsOf(db, organizations),
    issues.length === 0 ? [] : db.selectFrom('issues').selectAll().where('id', 'in', issues).execute(),
  ]);
  const emails = new Map(members.map(({ user_id: id, email }) => [id, email]));
  return {
    issues: found,
    workflows,
    teams,
    members: members.flatMap(({ team_id: teamId, ...member }) =>
      teamId === null ? [] : [{ ...member, team_id: teamId }],
    ),
    firstTeams,
    emails,
  };
}

async function workflowsOf(db: Selects, organizations: readonly number[]): Promise<WorkflowWithProjects[]> {
  const rows = await db.selectFrom('workflows').selectAll().where('organization_id', 'in', organizations).execute();
  const links = await db
    .selectFrom('workflow_detectors as link')
    .innerJoin('detectors', 'detectors.id', 'link.detector_id')
    .innerJoin('projects', 'projects.id', 'detectors.project_id')
    .select(['link.workflow_id', 'detectors.project_id'])
    .where('projects.organization_id', 'in', organizations)
    .where('detectors.enabled', '=', 1)
    .where('detectors.type', 'in', ['error', 'issue_stream'])
    .execute();
  const projects = Map.groupBy(links, (link) => link.workflow_id);
  const all = rows.some((row) => row.all_projects === 1)
    ? await streamProjects(db, organizations)
    : new Map<number, Set<number>>();
  return rows.map((row) => ({
    ...row,
    projects:
      row.all_projects === 1
        ? (all.get(row.organization_id) ?? new Set())
        : new Set((projects.get(row.id) ?? []).map((link) => link.project_id)),
  }));
}

/** The projects of each organisation whose detector of the issue stream is enabled. */
async function streamProjects(db: Selects, organizations: readonly number[]): Promise<Map<number, Set<number>>> {
  const rows = await db
    .selectFrom('detectors')
    .innerJoin('projects', 'projects.id', 'detectors.project_id')
    .select(['projects.id', 'projects.organization_id'])
    .where('projects.organization_id', 'in', organizations)
    .where('detectors.type', '=', 'issue_stream')
    .where('detectors.enabled', '=', 1)
    .execute();
  const groups = Map.groupBy(rows, (row) => row.organization_id);
  return new Map([...groups].map(([id, projects]) => [id, new Set(projects.map((project) => project.id))]));
}

function teamsOf(db: Selects, organizations: readonly number[]): Promise<TeamRow[]> {
  return db
    .selectFrom('teams')
    .leftJoin('team_alerting as alerting', 'alerting.team_id', 'teams.id')
    .select(['teams.id', 'teams.slug', 'alerting.hours', 'alerting.channels'])
    .where('teams.organization_id', 'in', organizations)
    .execute();
}

function membersOf(db: Selects, organizations: readonly number[]) {
  return db
    .selectFrom('organization_members as member')
    .innerJoin('users', 'users.id', 'member.user_id')
    .leftJoin('team_members', 'team_members.user_id', 'users.id')
    .select(['team_members.team_id', 'users.id as user_id', 'users.email'])
    .where('member.organization_id', 'in', organizations)
    .where('users.is_active', '=', 1)
    .execute();
}

/** In the order of the project's answer in the API. */
async function firstTeamsOf(db: Selects, organizations: readonly number[]): Promise<Map<number, number>> {
  const rows = await db
    .selectFrom('project_teams as link')
    .innerJoin('teams', 'teams.id', 'link.team_id')
    .select(['link.project_id', 'teams.id'])
    .where('teams.organization_id', 'in', organizations)
    .orderBy('teams.slug', 'desc')
    .execute();
  return new Map(rows.map(({ project_id: projectId, id }) => [projectId, id]));
}

/** The assignee, else the first owner: `team:3`, `user:7`. */
export function ownerOfIssue(issue: Pick<Issue, 'assignee_team_id' | 'assignee_user_id' | 'owners'>): string | null {
  if (issue.assignee_team_id !== null) return `team:${issue.assignee_team_id}`;
  if (issue.assignee_user_id !== null) return `user:${issue.assignee_user_id}`;
  // Written by the issue writer.
  const [first] = JSON.parse(issue.owners) as IssueOwner[];
  return first === undefined ? null : `${first.type}:${first.id}`;
}
