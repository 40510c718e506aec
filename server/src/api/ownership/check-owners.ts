import { formatOwner, parseOwnership, type Owner, type OwnershipProblem, type OwnershipRule } from '@garrison/topology';
import { findOrganizationById, listMembers, listTeams, teamsOfProjects } from '../../query/index.ts';
import type { Project } from '../../store/index.ts';
import type { ApiDeps } from '../deps.ts';

export type OwnerDeps = Pick<ApiDeps, 'db'>;

interface KnownOwner {
  readonly type: 'team' | 'user';
  readonly id: string;
  /** As it stands in a rule, without `#`. */
  readonly name: string;
}
export interface CheckedRule {
  readonly matcher: OwnershipRule['matcher'];
  /** Those that still exist. */
  readonly owners: KnownOwner[];
}
export interface CheckedOwnership {
  readonly rules: readonly CheckedRule[];
  /** Lines that cannot be read, and owners that cannot own issues of the project. In the order of the text. */
  readonly problems: readonly OwnershipProblem[];
}

/** Reads rules and looks their owners up: a team must have the project, a user must be in one of its teams. */
export async function checkOwnership(deps: OwnerDeps, project: Project, raw: string): Promise<CheckedOwnership> {
  const { rules, problems } = parseOwnership(raw);
  const people = await peopleOf(deps, project);
  const lines = raw.split(/\r?\n/);
  const refused = rules.flatMap(({ owners, line }) =>
    owners.flatMap((owner): OwnershipProblem[] => {
      const message = people.faultOf(owner);
      if (message === undefined) return [];
      return [{ line, column: columnOf(lines[line - 1] ?? '', formatOwner(owner)), message }];
    }),
  );
  return {
    rules: rules.map(({ matcher, owners }) => ({
      matcher,
      owners: owners.flatMap((owner) => people.find(owner) ?? []),
    })),
    problems: [...problems, ...refused].toSorted((a, b) => a.line - b.line || a.column - b.column),
  };
}

interface People {
  find(owner: Owner): KnownOwner | undefined;
  /** Undefined: the owner can own issues of the project. */
  faultOf(owner: Owner): string | undefined;
}

/** Who can own issues of the project. */
export async function peopleOf({ db }: OwnerDeps, project: Project): Promise<People> {
  const organizationId = project.organization_id;
  const [organization, links, teams, members] = await Promise.all([
    findOrganizationById(db, organizationId),
    teamsOfProjects(db, organizationId),
    listTeams(db, organizationId),
    listMembers(db, organizationId),
  ]);
  const ofProject = new Set((links.get(project.id) ?? []).map(({ slug }) => slug));
  const memberOf = (email: string) => members.find(({ user }) => user.email.toLowerCase() === email);
  return {
    find({ type, identifier }) {
      const id = type === 'team' ? teams.find(({ slug }) => slug === identifier)?.id : memberOf(identifier)?.user.id;
      return id === undefined ? undefined : { type, id: String(id), name: identifier };
    },
    faultOf({ type, identifier }) {
      if (type === 'team') {
        if (ofProject.has(identifier)) return undefined;
        return teams.some(({ slug }) => slug === identifier)
          ? `the team #${identifier} does not have the project ${project.slug}: add the project to it first`
          : `there is no team #${identifier}`;
      }
      const member = memberOf(identifier);
      if (member === undefined) return `${identifier} is no member of ${organization?.slug}`;
      return member.teams.some(({ slug }) => ofProject.has(slug))
        ? undefined
        : `${identifier} is in no team that has the project ${project.slug}`;
    },
  };
}

/** Owners are compared in lower case. */
function columnOf(line: string, word: string): number {
  return Math.max(line.toLowerCase().lastIndexOf(word), 0) + 1;
}
