import type { IssueId } from '@garrison/protocol';
import type { Kysely } from 'kysely';
import { DAY_MS, MINUTE_MS } from '../../durations.ts';
import { findCommit, hashesOfIssues, latestReleases, statsOfIssues } from '../../query/index.ts';
import type { edits, Database, Issue, Organization, StatusDetails } from '../../store/index.ts';
import type { ApiDeps } from '../deps.ts';
import { FieldError } from '../http/api-error.ts';
import type { IssuePutBody } from './issue-put.ts';

type Deps = Pick<ApiDeps, 'db' | 'events'>;

type StatusChange = Pick<edits.IssueEdit, 'status' | 'substatus' | 'statusDetails'>;
type Status = NonNullable<StatusChange['status']>;
type Given = NonNullable<IssuePutBody['statusDetails']>;

/** The users that were seen are kept with the issue. */
const USERS_MAX = 1000;
const ISSUES_PER_QUESTION = 2000;
/** An issue escalates with more events within a day than twice its busiest day of the week before, and than this. */
const ESCALATION_EVENTS_MIN = 10;

const DETAILS = {
  resolved: ['inRelease', 'inNextRelease', 'inCommit'],
  ignored: ['ignoreDuration', 'ignoreCount', 'ignoreWindow', 'ignoreUserCount', 'ignoreUserWindow'],
  unresolved: [],
} as const satisfies Record<Status, readonly (keyof Given)[]>;
const SUBSTATUSES: Readonly<Record<Status, readonly string[]>> = {
  resolved: [],
  ignored: ['archived_until_escalating', 'archived_until_condition_met', 'archived_forever'],
  unresolved: ['new', 'ongoing', 'escalating', 'regressed'],
};

/** The status that the body sets. Values that would have no effect are refused. */
export async function statusChangeOf(
  deps: Deps,
  body: IssuePutBody,
  world: { organization: Organization; issues: readonly Issue[]; now: number },
): Promise<StatusChange> {
  const status = statusOf(body.status);
  const given = givenDetails(body);
  refuseWhatDoesNotFit(status, given, body.substatus);
  switch (status) {
    case undefined:
      return {};
    case 'unresolved':
      return { status, ...(typeof body.substatus === 'string' ? { substatus: body.substatus } : {}) };
    case 'resolved':
      return { status, statusDetails: await resolution(deps.db, given, world) };
    case 'ignored':
      return archive(deps, { given, substatus: body.substatus, ...world });
  }
}

function statusOf(status: IssuePutBody['status']): Status | undefined {
  switch (status) {
    case 'resolvedInNextRelease':
      return 'resolved';
    case 'muted':
      return 'ignored';
    case 'reprocessing':
      throw new FieldError({ status: ['Issues are not reprocessed here.'] });
    case 'resolved':
    case 'unresolved':
    case 'ignored':
    case undefined:
      return status;
  }
}

/** Clients send the details flat as well as nested. */
function givenDetails(body: IssuePutBody): Given {
  const { inNextRelease, inRelease, inCommit, ignoreDuration, ignoreCount } = body;
  const { ignoreWindow, ignoreUserCount, ignoreUserWindow } = body;
  const flat = { inRelease, inCommit, ignoreDuration, ignoreCount, ignoreWindow, ignoreUserCount, ignoreUserWindow };
  const given: Given = {};
  const isNext = inNextRelease === true || body.status === 'resolvedInNextRelease';
  Object.assign(
    given,
    defined({ ignoreDuration: body.snoozeDuration }),
    defined(flat),
    isNext && { inNextRelease: true },
  );
  return defined(Object.assign(given, defined(body.statusDetails ?? {})));
}

/** Without what is not set: undefined, or a flag that is off. */
function defined<Values extends object>(values: Values): Partial<Values> {
  const set = Object.entries(values).filter(([, value]) => value !== undefined && value !== false);
  return Object.fromEntries(set) as Partial<Values>;
}

function refuseWhatDoesNotFit(status: Status | undefined, given: Given, substatus: IssuePutBody['substatus']): void {
  const names = Object.keys(given);
  if (status === undefined) {
    if (names.length > 0 || typeof substatus === 'string') {
      throw new FieldError({ status: ['A substatus and the details of a status need the status itself.'] });
    }
    return;
  }
  const fitting: readonly string[] = DETAILS[status];
  const foreign = names.find((name) => !fitting.includes(name));
  if (foreign !== undefined) refuse(`${foreign} does not go with the status ${status}.`);
  if (typeof substatus === 'string' && !SUBSTATUSES[status].includes(substatus)) {
    throw new FieldError({ substatus: [`${substatus} does not go with the status ${status}.`] });
  }
}

function refuse(text: string): never {
  throw new FieldError({ statusDetails: [text] });
}

async function resolution(
  db: Kysely<Database>,
  given: Given,
  { organization, issues }: { organization: Organization; issues: readonly Issue[] },
): Promise<(issue: Issue) => StatusDetails> {
  const { inRelease, inNextRelease, inCommit } = given;
  if ([inRelease, inNextRelease, inCommit].filter((one) => one !== undefined).length > 1) {
    refuse('inRelease, inNextRelease and inCommit exclude each other.');
  }
  if (inCommit !== undefined) {
    const { repository, commit } = inCommit;
    const found = await findCommit(db, organization.id, inCommit);
    if (found === undefined)
      refuse(`No release has a commit ${commit} of ${repository}: send it with set-commits first.`);
    return () => ({ inCommit: { repository, commit: found } });
  }
  if (inNextRelease === true) {
    const latest = await latestReleases(db, organization.id);
    return ({ project_id }) => {
      const nextAfter = latest.get(project_id);
      return { inNextRelease, ...(nextAfter === undefined ? {} : { nextAfter }) };
    };
  }
  if (inRelease === undefined) return () => ({});
  if (inRelease !== 'latest') return () => ({ inRelease });
  const latest = await latestReleases(db, organization.id);
  const versionOf = (issue: Issue): string =>
    latest.get(issue.project_id) ?? refuse('There is no release yet: the latest cannot be resolved in.');
  for (const issue of issues) versionOf(issue);
  return (issue) => ({ inRelease: versionOf(issue) });
}

async function archive(
  deps: Deps,
  asked: { given: Given; substatus: IssuePutBody['substatus']; issues: readonly Issue[]; now: number },
): Promise<StatusChange> {
  const { given, now } = asked;
  const hasConditions = Object.keys(given).length > 0;
  const substatus = asked.substatus ?? (hasConditions ? 'archived_until_condition_met' : 'archived_until_escalating');
  if (hasConditions !== (substatus === 'archived_until_condition_met')) {
    refuse(
      hasConditions ? `${substatus} has no conditions.` : 'Say until when: a duration, or a count of events or users.',
    );
  }
  const status = 'ignored';
  if (substatus === 'archived_forever') return { status, substatus };
  if (substatus === 'archived_until_escalating') {
    const limits = await escalationLimits(deps, asked);
    return {
      status,
      substatus,
      statusDetails: ({ id }) => ({ escalatesAbove: limits.get(id) ?? ESCALATION_EVENTS_MIN }),
    };
  }
  const { ignoreDuration, ...counts } = given;
  if (counts.ignoreWindow !== undefined && counts.ignoreCount === undefined) refuse('ignoreWindow needs ignoreCount.');
  if (counts.ignoreUserWindow !== undefined && counts.ignoreUserCount === undefined) {
    refuse('ignoreUserWindow needs ignoreUserCount.');
  }
  if ((counts.ignoreUserCount ?? 0) > USERS_MAX) refuse(`ignoreUserCount is at most ${USERS_MAX}.`);
  const until = ignoreDuration === undefined ? {} : { ignoreUntil: now + ignoreDuration * MINUTE_MS };
  return {
    status,
    substatus,
    statusDetails: (issue) => ({ ...until, ...(counts as StatusDetails), timesSeenAtIgnore: issue.times_seen }),
  };
}

/** Events within a day that are more than usual, by issue. */
async function escalationLimits(
  deps: Deps,
  { issues, now }: { issues: readonly Issue[]; now: number },
): Promise<ReadonlyMap<IssueId, number>> {
  const limits = new Map<IssueId, number>();
  const period = { start: now - 7 * DAY_MS, end: now };
  for (let at = 0; at < issues.length; at += ISSUES_PER_QUESTION) {
    const some = issues.slice(at, at + ISSUES_PER_QUESTION);
    const stats = await statsOfIssues(deps.events, {
      organizationId: some[0]?.organization_id ?? 0,
      owners: await hashesOfIssues(
        deps.db,
        some.map(({ id }) => id),
      ),
      environments: [],
      bars: [{ period, intervalMs: DAY_MS }],
    });
    for (const [id, { bars }] of stats) {
      const busiest = Math.max(0, ...(bars[0] ?? []).map(([, events]) => events));
      limits.set(id, Math.max(2 * busiest, ESCALATION_EVENTS_MIN));
    }
  }
  return limits;
}
