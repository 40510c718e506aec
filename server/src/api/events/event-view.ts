import type { Static } from 'typebox';
import {
  findIssue,
  findRelease,
  listUserReports,
  readEventParts,
  type EventScope,
  type EventSummary,
} from '../../query/index.ts';
import type { ApiDeps } from '../deps.ts';
import { isoDate } from '../http/dates.ts';
import { userReportView } from '../user-reports/user-report-schema.ts';
import { entriesOf, object } from './event-entries.ts';
import { metaOf } from './event-meta.ts';
import { tagsOf, userOfPayload, type EventDetail } from './event-schema.ts';
import { createShown, type Shown } from './shown.ts';

type Detail = Static<typeof EventDetail>;
type Json = Readonly<Record<string, unknown>>;

/** An event with its payload. `scope`: among which events the next and the previous one are. */
export async function eventDetail(
  deps: ApiDeps,
  event: EventSummary,
  { scope, issueId }: { scope: EventScope; issueId: number | null },
): Promise<Detail> {
  const [{ payload: stored, neighbours }, issue, reports, release] = await Promise.all([
    readEventParts(deps.events, scope, event),
    issueId === null ? undefined : findIssue(deps.db, issueId),
    listUserReports(deps.db, { projectId: event.projectId, eventId: event.eventId }, { limit: 1, offset: 0 }),
    releaseOf(deps, event),
  ]);
  const shown = createShown();
  const payload = stored ?? {};
  if (stored === undefined) shown.lost('payload', 'it is no longer stored');
  const metadata = shown.part('metadata', { title: event.title }, () =>
    issue === undefined ? { title: event.title } : (JSON.parse(issue.metadata) as Json),
  );
  const [report] = reports;
  const parts = partsOf(payload, shown);
  const tags = tagsOf(event);
  const meta = shown.part('_meta', {}, () => metaOf(payload, { entries: parts.entries, tags }));
  return {
    ...parts,
    id: event.eventId,
    groupID: issueId === null ? null : String(issueId),
    eventID: event.eventId,
    projectID: String(event.projectId),
    title: event.title,
    location: text(metadata['filename']),
    culprit: event.culprit === '' ? null : event.culprit,
    tags,
    _meta: meta,
    errors: [...parts.errors, ...shown.errors],
    platform: event.platform,
    type: event.type,
    dateReceived: isoDate(event.receivedAt),
    dateCreated: isoDate(event.timestamp),
    dist: event.dist === '' ? null : event.dist,
    metadata,
    occurrence: null,
    crashFile: null,
    release,
    userReport: report === undefined ? null : userReportView(report),
    sdkUpdates: [],
    resolvedWith: [],
    nextEventID: neighbours.next,
    previousEventID: neighbours.previous,
  };
}

/** What comes out of the payload alone. */
function partsOf(payload: Json, shown: Shown) {
  const sdk = object(payload['sdk']);
  const grouping = object(payload['grouping_config']);
  return {
    message: messageOf(payload),
    user: userOfPayload(payload['user']),
    contexts: object(payload['contexts']) ?? {},
    context: object(payload['extra']) ?? {},
    packages: object(payload['modules']) ?? {},
    size: Buffer.byteLength(JSON.stringify(payload)),
    entries: entriesOf(payload, shown),
    sdk: sdk === undefined ? null : { name: text(sdk['name']), version: text(sdk['version']) },
    errors: shown.part('errors', [], () => errorsOf(payload['errors'])),
    fingerprints: shown.part('fingerprint', [], () => fingerprintOf(payload['fingerprint'])),
    groupingConfig: { id: text(grouping?.['id']) ?? '', enhancements: text(grouping?.['enhancements']) ?? '' },
  };
}

function fingerprintOf(value: unknown): string[] {
  return Array.isArray(value) ? value.map(String) : [];
}

function messageOf(payload: Json): string | null {
  const entry = object(payload['logentry']);
  return text(entry?.['formatted']) ?? text(entry?.['message']);
}

function errorsOf(value: unknown): Detail['errors'] {
  if (!Array.isArray(value)) return [];
  return value.flatMap((entry: unknown) => {
    const error = object(entry);
    if (error === undefined) return [];
    const { type, ...data } = error;
    return [{ type: text(type) ?? 'invalid_data', message: errorMessage(data), data }];
  });
}

function errorMessage(data: Json): string {
  const name = text(data['name']);
  return name === null ? 'A value was discarded' : `The value of ${name} was discarded`;
}

async function releaseOf(deps: ApiDeps, event: EventSummary): Promise<Detail['release']> {
  if (event.release === '') return null;
  const release = await findRelease(deps.db, event.projectId, event.release);
  if (release === undefined) return null;
  return {
    id: release.id,
    version: release.version,
    shortVersion: release.version,
    dateCreated: isoDate(release.first_seen_at),
    dateReleased: null,
    ref: null,
    url: null,
    commitCount: 0,
    deployCount: 0,
    data: {},
    lastCommit: null,
    lastDeploy: null,
    status: 'open',
  };
}

function text(value: unknown): string | null {
  return typeof value === 'string' ? value : null;
}
