import { Type, type Static } from 'typebox';
import type { Issue, IssueOwner } from '../../store/index.ts';
import { isoDate } from '../http/dates.ts';

/** `type` as in Sentry (`ownershipRule`, `codeowners`), and `firstTeam`: no rule matched. `owner`: `team:3`, `user:7`. */
export const IssueOwnerSchema = Type.Object({ type: Type.String(), owner: Type.String(), date_added: Type.String() });

const TYPES = {
  ownership: 'ownershipRule',
  codeowners: 'codeowners',
  first_team: 'firstTeam',
} as const satisfies Record<IssueOwner['source'], string>;

/** Whom the rules named for the issue's newest event; `isThere` leaves out teams and users that do not exist any more. */
export function issueOwners(issue: Issue, isThere: (owner: IssueOwner) => boolean): Static<typeof IssueOwnerSchema>[] {
  return ownersIn(issue)
    .filter(isThere)
    .map(({ type, id, source, since }) => ({
      type: TYPES[source],
      owner: `${type}:${id}`,
      date_added: isoDate(since),
    }));
}

/** Written by the issue writer. */
export function ownersIn(issue: Issue): IssueOwner[] {
  return JSON.parse(issue.owners) as IssueOwner[];
}
