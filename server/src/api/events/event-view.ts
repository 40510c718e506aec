import { asJsonObject, asText, type JsonObject, type ProjectId } from '@garrison/protocol';
import type { Static } from 'typebox';
import {
  findReleases,
  readEventParts,
  readPayloads,
  reportsOfEvents,
  type EventScope,
  type EventSummary,
  type Neighbours,
  type ProjectRelease,
} from '../../query/index.ts';
import type { Issue } from '../../store/index.ts';
import { SOURCE_MAP_PROBLEMS } from '../artifacts/source-map-debug.ts';
import type { ApiDeps } from '../deps.ts';
import { isoDate } from '../http/dates.ts';
import { userReportView } from '../user-reports/user-report-schema.ts';
import { entriesOf } from './event-entries.ts';
import { metaOf } from './event-meta.ts';
import { tagsOf, userOfPayload, type EventDetail, type FullEvent } from './event-schema.ts';
import { createShown, type Shown } from './shown.ts';

type Stores = Pick<ApiDeps, 'db' | 'events'>;
/** What an event is shown with besides its row. */
interface Beside {
  /** Undefined: it is no longer stored. */
  readonly payload: JsonObject | undefined;
  /** Bytes of the payload. */
  readonly size: number;
  readonly issue: Issue | undefined;
  readonly report: Parameters<typeof userReportView>[0] | undefined;
  readonly release: ProjectRelease | undefined;
}

/** An event with its payload. `scope`: among which events the next and the previous one are, unless they are known. */
export async function eventDetail(
  deps: Stores,
  event: EventSummary,
  { issue, ...around }: { issue: Issue | undefined } & ({ scope: EventScope } | { neighbours: Neighbours }),
): Promise<Static<typeof EventDetail>> {
  const [{ payload, size, neighbours }, reports, releases] = await Promise.all([
    readEventParts(deps.events, event, around),
    reportsOfEvents(deps.db, event.projectId, [event.eventId]),
    findReleases(deps.db, event.projectId, [event.release]),
  ]);
  const report = reports.get(event.eventId);
  const release = releases.get(event.release);
  return {
    ...fullEvent(event, { payload, size, issue, report, release }),
    nextEventID: neighbours.next,
    previousEventID: neighbours.previous,
  };
}

/** Events of one project with their payloads, in four statements however many they are. */
export async function fullEvents(
  deps: Stores,
  projectId: ProjectId,
  found: readonly { readonly event: EventSummary; readonly issue: Issue | undefined }[],
): Promise<Static<typeof FullEvent>[]> {
  const events = found.map(({ event }) => event);
  const ids = events.map(({ eventId }) => eventId);
  const versions = events.map(({ release }) => release);
  const [payloads, reports, releases] = await Promise.all([
    readPayloads(deps.events, projectId, events),
    reportsOfEvents(deps.db, projectId, ids),
    findReleases(deps.db, projectId, versions),
  ]);
  return found.map(({ event, issue }) => {
    const stored = payloads.get(event.eventId);
    const report = reports.get(event.eventId);
    const release = releases.get(event.release);
    return fullEvent(event, { payload: stored?.payload, size: stored?.size ?? 0, issue, report, release });
  });
}

function fullEvent(event: EventSummary, beside: Beside): Static<typeof FullEvent> {
  const { issue, report } = beside;
  const shown = createShown();
  const payload = beside.payload ?? {};
  if (beside.payload === undefined) shown.lost('payload', 'it is no longer stored');
  const metadata = shown.part('metadata', { title: event.title }, () =>
    issue === undefined ? { title: event.title } : (JSON.parse(issue.metadata) as JsonObject),
  );
  const parts = partsOf(payload, shown);
  const tags = tagsOf(event);
  const meta = shown.part('_meta', {}, () => metaOf(payload, { entries: parts.entries, tags }));
  return {
    ...parts,
    size: beside.size,
    id: event.eventId,
    groupID: issue === undefined ? null : String(issue.id),
    eventID: event.eventId,
    projectID: String(event.projectId),
    title: event.title,
    location: asText(metadata['filename']) ?? null,
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
    release: beside.release === undefined ? null : releaseView(beside.release),
    userReport: report === undefined ? null : userReportView(report),
    sdkUpdates: [],
    resolvedWith: [],
  };
}

/** What comes out of the payload alone. */
function partsOf(payload: JsonObject, shown: Shown) {
  const sdk = asJsonObject(payload['sdk']);
  const grouping = asJsonObject(payload['grouping_config']);
  return {
    message: messageOf(payload),
    user: userOfPayload(payload['user']),
    contexts: asJsonObject(payload['contexts']) ?? {},
    context: asJsonObject(payload['extra']) ?? {},
    packages: asJsonObject(payload['modules']) ?? {},
    entries: entriesOf(payload, shown),
    sdk: sdk === undefined ? null : { name: asText(sdk['name']) ?? null, version: asText(sdk['version']) ?? null },
    errors: shown.part('errors', [], () => errorsOf(payload['errors'])),
    fingerprints: shown.part('fingerprint', [], () => fingerprintOf(payload['fingerprint'])),
    groupingConfig: { id: asText(grouping?.['id']) ?? '', enhancements: asText(grouping?.['enhancements']) ?? '' },
  };
}

function fingerprintOf(value: unknown): string[] {
  return Array.isArray(value) ? value.map(String) : [];
}

function messageOf(payload: JsonObject): string | null {
  const entry = asJsonObject(payload['logentry']);
  return asText(entry?.['formatted']) ?? asText(entry?.['message']) ?? null;
}

function errorsOf(value: unknown): Static<typeof FullEvent>['errors'] {
  if (!Array.isArray(value)) return [];
  return value.flatMap((entry: unknown) => {
    const error = asJsonObject(entry);
    if (error === undefined) return [];
    const { type, ...data } = error;
    const known = asText(type) ?? 'invalid_data';
    return [{ type: known, message: errorMessage(known, data), data }];
  });
}

function errorMessage(type: string, data: JsonObject): string {
  const ofSourceMap = SOURCE_MAP_PROBLEMS[type];
  if (ofSourceMap !== undefined) {
    return [`The frames of ${asText(data['url']) ?? 'a file'} show built code.`, ofSourceMap, asText(data['value'])]
      .filter((text) => text !== undefined)
      .join(' ');
  }
  const name = asText(data['name']) ?? null;
  return name === null ? 'A value was discarded' : `The value of ${name} was discarded`;
}

function releaseView(release: ProjectRelease): Record<string, unknown> {
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
