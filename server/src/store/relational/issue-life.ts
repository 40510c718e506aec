import type { IssueId } from '@garrison/protocol';
import { countTowardsEnd, type ArchiveDetails } from './archive-life.ts';
import { endsResolution, type ReleaseOrder, type ResolutionDetails } from './resolution-life.ts';
import type { IssueChangeKind, IssueSighting } from './issue-writer.ts';

/** What is stored in an issue's `status_details` (JSON), beside what the API shows: how long it stays resolved or archived. */
export interface StatusDetails extends ArchiveDetails, ResolutionDetails {}

/** The columns of an issue that a batch may change. */
export interface IssueState {
  readonly id: IssueId;
  readonly title: string;
  readonly culprit: string;
  readonly type: string;
  readonly metadata: string;
  readonly level: string;
  readonly is_unhandled: number;
  readonly status: string;
  readonly substatus: string | null;
  readonly status_details: string;
  readonly times_seen: number;
  readonly first_seen_at: number;
  readonly last_seen_at: number;
  readonly last_release: string | null;
  readonly resolved_at: number | null;
}

/** The events of one issue in one batch. */
export interface IssueTally {
  readonly issueId: IssueId;
  readonly isNew: boolean;
  count: number;
  firstSeen: number;
  latest: IssueSighting;
  latestRelease: string;
  readonly sightings: IssueSighting[];
}

export interface Advance {
  readonly state: IssueState;
  readonly kind: IssueChangeKind;
  readonly activity?: { readonly type: string; readonly data: Record<string, unknown> };
  /** The event that did it. */
  readonly cause?: IssueSighting;
}

export function tally(sighting: IssueSighting, issue: { id: IssueId; isNew: boolean }): IssueTally {
  return {
    issueId: issue.id,
    isNew: issue.isNew,
    count: 0,
    firstSeen: sighting.timestamp,
    latest: sighting,
    latestRelease: '',
    sightings: [],
  };
}

export function addSighting(to: IssueTally, sighting: IssueSighting): void {
  to.count++;
  to.sightings.push(sighting);
  if (sighting.timestamp < to.firstSeen) to.firstSeen = sighting.timestamp;
  if (sighting.timestamp >= to.latest.timestamp) {
    to.latest = sighting;
    if (sighting.release !== '') to.latestRelease = sighting.release;
  } else if (to.latestRelease === '') {
    to.latestRelease = sighting.release;
  }
}

/** The issue after the batch: counts, texts of the latest event, and whether it comes back. Pure. */
export function advance(issue: IssueState, seen: IssueTally, world: { now: number; releases: ReleaseOrder }): Advance {
  const counted = withCounts(issue, seen);
  if (issue.status === 'resolved') {
    const cause = seen.sightings.find((sighting) => regresses(issue, sighting, world.releases));
    if (cause === undefined) return { state: counted, kind: 'seen' };
    return {
      state: { ...counted, status: 'unresolved', substatus: 'regressed', status_details: '{}', resolved_at: null },
      kind: 'regressed',
      cause,
      activity: { type: 'set_regression', data: { event_id: cause.eventId, version: cause.release } },
    };
  }
  if (issue.status === 'ignored') return endArchive(counted, seen, world.now);
  const [first] = seen.sightings;
  if (!seen.isNew || first === undefined) return { state: counted, kind: 'seen' };
  return { state: counted, kind: 'new', cause: first };
}

function withCounts(issue: IssueState, seen: IssueTally): IssueState {
  const { latest } = seen;
  const counted = {
    ...issue,
    times_seen: issue.times_seen + seen.count,
    first_seen_at: Math.min(issue.first_seen_at, seen.firstSeen),
    last_seen_at: Math.max(issue.last_seen_at, latest.timestamp),
  };
  if (latest.timestamp < issue.last_seen_at) return counted;
  return {
    ...counted,
    title: latest.title,
    culprit: latest.culprit,
    type: latest.type,
    metadata: JSON.stringify(latest.metadata),
    level: latest.level,
    is_unhandled: latest.isUnhandled ? 1 : 0,
    last_release: seen.latestRelease === '' ? issue.last_release : seen.latestRelease,
  };
}

function regresses(issue: IssueState, sighting: IssueSighting, releases: ReleaseOrder): boolean {
  const details = parseDetails(issue.status_details);
  return endsResolution(sighting, { details, resolvedAt: issue.resolved_at ?? 0 }, releases);
}

function endArchive(issue: IssueState, seen: IssueTally, now: number): Advance {
  if (issue.substatus === 'archived_forever') return { state: issue, kind: 'seen' };
  const before = parseDetails(issue.status_details);
  const { sightings } = seen;
  const { details, isOver } = countTowardsEnd(before, { timesSeen: issue.times_seen, sightings, now });
  if (!isOver) return { state: { ...issue, status_details: JSON.stringify(details) }, kind: 'seen' };
  const escalates = details.escalatesAbove !== undefined;
  return {
    state: { ...issue, status: 'unresolved', substatus: escalates ? 'escalating' : 'ongoing', status_details: '{}' },
    kind: 'reopened',
    cause: seen.latest,
    activity: { type: escalates ? 'set_escalating' : 'set_unresolved', data: { event_id: seen.latest.eventId } },
  };
}

/** Written by this server only; an empty object is the common case. */
function parseDetails(text: string): StatusDetails {
  return text === '{}' ? {} : (JSON.parse(text) as StatusDetails);
}

const PRIORITY_OF_LEVEL: Readonly<Record<string, string>> = { fatal: 'high', error: 'high', warning: 'medium' };

export function priorityOf(level: string): string {
  return PRIORITY_OF_LEVEL[level] ?? 'low';
}
