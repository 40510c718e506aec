import type { TSchema } from 'typebox';
import { EventDetail, EventListItem, FullEvent } from '../events/event-schema.ts';
import { ActivitySchema, ActorSchema, IssueBase, IssueDetail, IssueListItem } from '../issues/issue-schema.ts';
import { IssuePut } from '../issues/issue-put.ts';
import { KeySchema } from '../keys/key-schema.ts';
import { MemberSchema } from '../members/member-schema.ts';
import { Avatar, OrganizationSummary } from '../organizations/organization-schema.ts';
import { ProjectBase, ProjectReference, ProjectSummary, TeamReference } from '../projects/project-schema.ts';
import { ProjectDetail } from '../projects/project-view.ts';
import { TeamSchema } from '../teams/team-schema.ts';
import { UserReport } from '../user-reports/user-report-schema.ts';
import { UserSchema } from '../users/user-schema.ts';
import { errorResponses } from './error-responses.ts';

/** Shapes that occur in several answers: the document names them once. */
const NAMED: Readonly<Record<string, TSchema>> = {
  Activity: ActivitySchema,
  Actor: ActorSchema,
  Avatar,
  Event: EventDetail,
  EventSummary: EventListItem,
  FullEvent,
  Issue: IssueListItem,
  IssueBase,
  IssueDetail,
  IssueUpdate: IssuePut,
  Key: KeySchema,
  Member: MemberSchema,
  Organization: OrganizationSummary,
  Project: ProjectSummary,
  ProjectBase,
  ProjectDetail,
  ProjectReference,
  Team: TeamSchema,
  TeamReference,
  User: UserSchema,
  UserReport,
};

/** The same document, with references where a named shape stands. */
export function withNamedSchemas(document: object): object {
  const names = new Map(Object.entries(NAMED).map(([name, schema]) => [JSON.stringify(schema), name]));
  const replace = (value: unknown, isTop: boolean): unknown => {
    if (Array.isArray(value)) return value.map((entry) => replace(entry, false));
    if (typeof value !== 'object' || value === null) return value;
    const name = isTop ? undefined : names.get(JSON.stringify(value));
    if (name !== undefined) return { $ref: `#/components/schemas/${name}` };
    return Object.fromEntries(Object.entries(value).map(([key, entry]) => [key, replace(entry, false)]));
  };
  const schemas = Object.fromEntries(
    Object.entries(NAMED).map(([name, schema]) => [name, replace(JSON.parse(JSON.stringify(schema)), true)]),
  );
  const named = Object.fromEntries(Object.entries(document).map(([key, value]) => [key, replace(value, false)]));
  return {
    ...named,
    components: { ...(named['components'] as object | undefined), schemas, responses: errorResponses() },
  };
}
