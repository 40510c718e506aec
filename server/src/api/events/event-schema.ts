import { isJsonObject, type IssueId } from '@garrison/protocol';
import { Type, type Static } from 'typebox';
import type { EventSummary } from '../../query/index.ts';
import { isoDate } from '../http/dates.ts';
import { Anything, Nullable, NullableAnything, NullableInteger, NullableString } from '../http/schema.ts';
import { UserReport } from '../user-reports/user-report-schema.ts';

const Tag = Type.Object({ key: Type.String(), value: Type.String(), query: Type.Optional(Type.String()) });
/** Parts of the identity that are known; the rest is null. */
const EventUser = Nullable(
  Type.Object({
    id: NullableString,
    email: NullableString,
    username: NullableString,
    ip_address: NullableString,
    name: NullableString,
    geo: NullableAnything,
    data: NullableAnything,
  }),
);

/** An event as lists show it: the narrow row, nothing of the payload. */
export const EventListItem = Type.Object({
  id: Type.String(),
  'event.type': Type.String(),
  groupID: NullableString,
  eventID: Type.String(),
  projectID: Type.String(),
  message: Type.String(),
  title: Type.String(),
  location: NullableString,
  culprit: NullableString,
  user: EventUser,
  tags: Type.Array(Tag),
  platform: NullableString,
  dateCreated: Type.String(),
  crashFile: NullableString,
  metadata: Anything,
});

export function eventListItem(event: EventSummary, issueId: IssueId | null): Static<typeof EventListItem> {
  return {
    id: event.eventId,
    'event.type': event.type,
    groupID: issueId === null ? null : String(issueId),
    eventID: event.eventId,
    projectID: String(event.projectId),
    message: event.title,
    title: event.title,
    location: null,
    culprit: event.culprit === '' ? null : event.culprit,
    user: userOfIdentity(event.user),
    tags: tagsOf(event),
    platform: event.platform,
    dateCreated: isoDate(event.timestamp),
    crashFile: null,
    metadata: { title: event.title },
  };
}

/** The event's own tags, and what Sentry shows as tags though it is a field; by name. */
export function tagsOf(event: EventSummary): Static<typeof Tag>[] {
  const fields: Record<string, string> = {
    level: event.level,
    environment: event.environment,
    release: event.release,
    dist: event.dist,
    transaction: event.transaction,
    user: event.user,
  };
  const all = { ...event.tags };
  for (const [key, value] of Object.entries(fields)) if (value !== '') all[key] = value;
  return Object.entries(all)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([key, value]) => ({ key, value }));
}

const NO_USER = { id: null, email: null, username: null, ip_address: null, name: null, geo: null, data: null };

/** `id:7`, `email:…`, `username:…`, `ip:…`: what the narrow row keeps of the user. */
function userOfIdentity(identity: string): Static<typeof EventUser> {
  const [, kind, value] = /^(id|email|username|ip):(.*)$/s.exec(identity) ?? [];
  if (kind === undefined || value === undefined) return null;
  return { ...NO_USER, [kind === 'ip' ? 'ip_address' : kind]: value };
}

/** The whole user, from the payload. */
export function userOfPayload(value: unknown): Static<typeof EventUser> {
  if (!isJsonObject(value)) return null;
  const text = (name: string) => {
    const part = value[name];
    return typeof part === 'string' || typeof part === 'number' ? String(part) : null;
  };
  return {
    id: text('id'),
    email: text('email'),
    username: text('username'),
    ip_address: text('ip_address'),
    name: text('name'),
    geo: isJsonObject(value['geo']) ? value['geo'] : null,
    data: isJsonObject(value['data']) ? value['data'] : null,
  };
}

/** An event with its payload, as lists give it with `full`. */
export const FullEvent = Type.Object({
  id: Type.String(),
  groupID: NullableString,
  eventID: Type.String(),
  projectID: Type.String(),
  message: NullableString,
  title: Type.String(),
  location: NullableString,
  culprit: NullableString,
  user: EventUser,
  tags: Type.Array(Tag),
  platform: Type.String(),
  type: Type.String(),
  dateReceived: NullableString,
  dateCreated: Type.String(),
  contexts: NullableAnything,
  context: NullableAnything,
  size: NullableInteger,
  entries: Type.Array(Type.Object({ type: Type.String(), data: Type.Unknown() })),
  dist: NullableString,
  sdk: Nullable(Type.Object({ name: NullableString, version: NullableString })),
  packages: Anything,
  metadata: Anything,
  errors: Type.Array(Type.Object({ type: Type.String(), message: Type.String(), data: Anything })),
  occurrence: Type.Null(),
  _meta: Anything,
  crashFile: NullableString,
  fingerprints: Type.Array(Type.String()),
  groupingConfig: Type.Object({ id: Type.String(), enhancements: Type.String() }),
  release: NullableAnything,
  userReport: Nullable(UserReport),
  sdkUpdates: Type.Array(Anything),
  resolvedWith: Type.Array(Type.String()),
});
export const EventDetail = Type.Object({
  ...FullEvent.properties,
  nextEventID: NullableString,
  previousEventID: NullableString,
});
