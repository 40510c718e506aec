import type { UserId, TeamId } from '@garrison/protocol';
import type { Kysely } from 'kysely';
import { findTeam, findUserByEmail, listMemberships } from '../../query/index.ts';
import type { edits, Database, Issue, Organization } from '../../store/index.ts';
import type { ApiDeps } from '../deps.ts';
import { FieldError } from '../http/api-error.ts';
import type { IssuePutBody } from './issue-put.ts';
import { statusChangeOf } from './status-change.ts';

/** Settings that belong to a user: a token without a user has none of them. */
const PERSONAL = ['hasSeen', 'isBookmarked', 'isSubscribed'] as const;
/** Changes of whole issues (merge, delete, discard), which cannot be combined with others. */
const ALONE = ['merge', 'discard'] as const;

/** Values that would have no effect are refused. */
export function refuseWithoutEffect(body: IssuePutBody, userId: UserId | null): void {
  if (body.inbox !== undefined)
    throw new FieldError({ inbox: ['There is no inbox here: resolve, archive or assign.'] });
  const personal = PERSONAL.find((name) => body[name] !== undefined);
  if (personal !== undefined && userId === null)
    throw new FieldError({ [personal]: ['This token belongs to no user.'] });
  const alone = ALONE.find((name) => Boolean(body[name]));
  if (alone !== undefined && Object.values(body).filter((value) => value !== undefined).length > 1) {
    throw new FieldError({ [alone]: ['Nothing else can be changed at the same time.'] });
  }
}

/** The body as an edit of the store. */
export async function editOf(
  deps: Pick<ApiDeps, 'db' | 'events'>,
  body: IssuePutBody,
  world: { organization: Organization; issues: readonly Issue[]; now: number },
): Promise<edits.IssueEdit> {
  const assignee =
    body.assignedTo === undefined ? undefined : await assigneeOf(deps.db, world.organization, body.assignedTo);
  return {
    ...(await statusChangeOf(deps, body, world)),
    ...(assignee === undefined ? {} : { assignee }),
    ...(body.priority === undefined ? {} : { priority: body.priority }),
    ...(body.hasSeen === undefined ? {} : { hasSeen: body.hasSeen }),
    ...(body.isBookmarked === undefined ? {} : { isBookmarked: body.isBookmarked }),
    ...(body.isPublic === undefined ? {} : { isPublic: body.isPublic }),
    ...(body.isSubscribed === undefined ? {} : { isSubscribed: body.isSubscribed }),
  };
}

/** `user:7`, `team:3`, `#team-slug`, an e-mail address, a user's id; empty or null takes the assignee away. */
async function assigneeOf(
  db: Kysely<Database>,
  organization: Organization,
  text: string | null,
): Promise<{ userId: UserId } | { teamId: TeamId } | null> {
  if (text === null || text === '') return null;
  const [, kind, rest = ''] = /^(user:|team:|#)?(.+)$/.exec(text) ?? [];
  if (kind === 'team:' || kind === '#') {
    const team = await findTeam(db, organization.id, rest);
    if (team === undefined) throw new FieldError({ assignedTo: ['There is no such team.'] });
    return { teamId: team.id };
  }
  const userId = /^\d{1,15}$/.test(rest) ? Number(rest) : (await findUserByEmail(db, rest))?.id;
  const isMember =
    userId !== undefined && (await listMemberships(db, userId)).some((row) => row.organization_id === organization.id);
  if (userId === undefined || !isMember) throw new FieldError({ assignedTo: ['There is no such member.'] });
  return { userId };
}
