import { asText, type SentryEvent } from '@garrison/protocol';
import { mainException } from '../../crash-frame.ts';
import { searchFacts } from './search-facts.ts';
import type { EventRows, GroupedEvent } from '../../stages.ts';
import { userIdentity } from '../../user-identity.ts';

const SEARCH_TEXT_MAX = 4096;

/** What the event store and the issue store each keep of an event. */
export function toRows(grouped: GroupedEvent): EventRows {
  const { event, item, grouping, title, culprit, metadata } = grouped;
  const timestamp = Math.round(event.timestamp * 1000);
  const release = event.release ?? '';
  const environment = event.environment ?? '';
  const handled = handledOf(event);
  const user = userIdentity({ ...event.user, ip: event.user?.ip_address });
  return {
    row: {
      organizationId: item.organizationId,
      projectId: item.projectId,
      hashId: hashIdOf(grouping.hashes[0] ?? ''),
      eventId: event.event_id,
      timestamp,
      receivedAt: item.receivedAt,
      level: event.level,
      platform: event.platform,
      type: event.type,
      environment,
      release,
      dist: event.dist ?? '',
      service: serviceOf(event),
      transaction: event.transaction ?? '',
      title,
      culprit,
      message: searchText(event, title),
      user,
      traceId: asText(event.contexts?.['trace']?.['trace_id']) ?? '',
      spanId: asText(event.contexts?.['trace']?.['span_id']) ?? '',
      sdkName: event.sdk?.name ?? '',
      sdkVersion: event.sdk?.version ?? '',
      handled,
      tags: eventTags(event, handled),
      ...searchFacts(event),
      payload: JSON.stringify(event),
    },
    sighting: {
      organizationId: item.organizationId,
      projectId: item.projectId,
      hashes: grouping.hashes,
      secondaryHashes: grouping.secondaryHashes,
      receivedAt: item.receivedAt,
      eventId: event.event_id,
      timestamp,
      title,
      culprit,
      type: event.type,
      metadata,
      level: event.level,
      platform: event.platform,
      logger: event.logger ?? null,
      release,
      environment,
      isUnhandled: handled === 0,
      user,
    },
  };
}

/** The first 64 bits of the deciding hash. */
function hashIdOf(hash: string): bigint {
  return BigInt(`0x${hash.slice(0, 16) || '0'}`);
}

/** Read from `handled` of the mechanism only, not from its type, which SDKs rename. -1: unknown. */
function handledOf(event: SentryEvent): -1 | 0 | 1 {
  let handled: -1 | 0 | 1 = -1;
  for (const exception of event.exception?.values ?? []) {
    if (exception.mechanism?.handled === false) return 0;
    if (exception.mechanism?.handled === true) handled = 1;
  }
  return handled;
}

function serviceOf(event: SentryEvent): string {
  const tag = event.tags.find(([key]) => key === 'service')?.[1];
  return tag ?? event.server_name ?? '';
}

function searchText(event: SentryEvent, title: string): string {
  const parts = [title];
  const message = event.logentry?.formatted;
  if (message !== undefined && message !== title) parts.push(message);
  for (const { value } of event.exception?.values ?? []) {
    if (value !== undefined && !title.endsWith(value)) parts.push(value);
  }
  return parts.join('\n').slice(0, SEARCH_TEXT_MAX).toWellFormed();
}

/** The event's tags, and those that Sentry derives; what has a column of its own (level, release, user, …) is not repeated. */
export function eventTags(event: SentryEvent, handled = handledOf(event)): EventRows['row']['tags'] {
  const tags = [...event.tags];
  const add = (key: string, value: string | undefined): void => {
    if (value !== undefined && value !== '' && !event.tags.some(([known]) => known === key)) {
      tags.push([key, value.slice(0, 200).toWellFormed()]);
    }
  };
  add('handled', handled === -1 ? undefined : handled === 1 ? 'yes' : 'no');
  add('mechanism', mainException(event)?.mechanism?.type);
  add('logger', event.logger);
  add('server_name', event.server_name);
  add('url', event.request?.url);
  for (const name of ['browser', 'os', 'runtime', 'device'] as const) addContext(event.contexts?.[name], name, add);
  return tags;
}

type Add = (key: string, value: string | undefined) => void;

function addContext(context: Record<string, unknown> | undefined, name: string, add: Add): void {
  if (context === undefined) return;
  if (name === 'device') return add('device.family', asText(context?.['family']) ?? '');
  const product = asText(context?.['name']) ?? '';
  const version = asText(context?.['version']) ?? '';
  add(name, version === '' ? product : `${product} ${version}`.trim());
  add(`${name}.name`, product);
}
