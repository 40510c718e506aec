import {
  type AcceptedItem,
  type Envelope,
  type EnvelopeItem,
  type EventId,
  isItemType,
  itemKind,
  itemQuantities,
  type ItemType,
  normalizeEventId,
  type Outcome,
  OUTCOME_REASONS,
  parseClientReport,
  peekTopLevelString,
} from '@garrison/protocol';
import type { IngestKey } from './ingest-deps.ts';
import type { Ending } from './outcome-tally.ts';

/** What is true of every item of one request. */
export interface Circumstances {
  readonly key: IngestKey;
  readonly receivedAt: number;
  readonly client: string | null;
  readonly remoteAddress: string | null;
  readonly userAgent: string | null;
  readonly accepts: ReadonlySet<ItemType>;
  /** 0 when one more error event may pass, else the seconds to wait. Asked once, and only when there is an event. */
  takeErrorQuota(): number;
  newEventId(): string;
}

export interface SortedItems {
  readonly items: readonly AcceptedItem[];
  /** Of what goes no further. */
  readonly endings: readonly Ending[];
  /** What the client is told; null when nothing in the envelope has an id. */
  readonly eventId: EventId | null;
  /** Seconds until error events are let in again; 0 when none was turned away. */
  readonly retryAfterSeconds: number;
  /** Every item was turned away by a limit: the answer is 429. */
  readonly allLimited: boolean;
}

/** An error event is made of each, which a key's limit counts. */
const LIMITED: ReadonlySet<string> = new Set<ItemType>(['event', 'raw_security']);

/** Types whose payload is an event with an id of its own. */
const EVENT_LIKE: ReadonlySet<string> = new Set<ItemType>(['event', 'transaction', 'feedback']);

/** Of these an envelope holds one; processing knows them by the envelope's event id, so a second could not be told from the first. */
const ONE_PER_ENVELOPE: ReadonlySet<string> = new Set<ItemType>(['event', 'feedback']);

/** The first item over its type's size: it refuses the whole envelope. */
export function findOversized(items: readonly EnvelopeItem[]): EnvelopeItem | undefined {
  return items.find((item) => item.payload.length > (itemKind(item.type)?.bytesMax ?? Number.POSITIVE_INFINITY));
}

/** Decides over each item of an envelope: handed over, or ended here and counted. */
export function sortItems(envelope: Envelope, circumstances: Circumstances): SortedItems {
  const items: AcceptedItem[] = [];
  const endings: Ending[] = [];
  const eventId = envelope.header.eventId ?? ownEventId(envelope.items, circumstances);
  const hasEvent = envelope.items.some((item) => LIMITED.has(item.type));
  const retryAfterSeconds = hasEvent ? circumstances.takeErrorQuota() : 0;
  const seen = new Set<string>();
  let limited = 0;
  for (const item of envelope.items) {
    const { type } = item;
    // An attachment of an event that was turned away would belong to nothing.
    if (retryAfterSeconds > 0 && (LIMITED.has(type) || type === 'attachment')) {
      limited += 1;
      endings.push(...endingsOf([item], 'rate_limited', OUTCOME_REASONS.keyQuota));
    } else if (!isItemType(type)) {
      endings.push(...endingsOf([item], 'invalid', OUTCOME_REASONS.unknownItem));
    } else if (type === 'client_report') {
      endings.push(...discardedByClient(item));
    } else if (!circumstances.accepts.has(type)) {
      endings.push(...endingsOf([item], 'invalid', OUTCOME_REASONS.unsupportedItem));
    } else if (ONE_PER_ENVELOPE.has(type) && seen.has(type)) {
      endings.push(...endingsOf([item], 'invalid', OUTCOME_REASONS.duplicateItem));
    } else if (type === 'attachment' && eventId === null) {
      endings.push(...endingsOf([item], 'invalid', OUTCOME_REASONS.orphan));
    } else {
      seen.add(type);
      // A request may hold several reports; none has an id.
      const id = type === 'raw_security' ? circumstances.newEventId() : eventId;
      items.push(accepted(item, { type, eventId: id, envelope, circumstances }));
    }
  }
  return { items, endings, eventId, retryAfterSeconds, allLimited: limited > 0 && limited === envelope.items.length };
}

/** The same ending for each of these items, in the units of their categories. */
export function endingsOf(items: readonly EnvelopeItem[], outcome: Outcome, reason: string): readonly Ending[] {
  return items.flatMap((item) => itemQuantities(item).map((quantity) => ({ ...quantity, outcome, reason })));
}

/** Old and hand-written clients leave the envelope's `event_id` out: the event's own, or a new one. Null when nothing here needs one. */
function ownEventId(items: readonly EnvelopeItem[], circumstances: Circumstances): string | null {
  const event = items.find((item) => EVENT_LIKE.has(item.type));
  if (event === undefined) return null;
  return normalizeEventId(peekTopLevelString(event.payload, 'event_id')) ?? circumstances.newEventId();
}

function accepted(
  item: EnvelopeItem,
  context: { type: ItemType; eventId: EventId | null; envelope: Envelope; circumstances: Circumstances },
): AcceptedItem {
  const { type, eventId, envelope, circumstances } = context;
  const { key, receivedAt, remoteAddress, userAgent } = circumstances;
  return {
    kind: 'item',
    organizationId: key.organizationId,
    projectId: key.projectId,
    keyId: key.id,
    type,
    eventId,
    receivedAt,
    sentAt: envelope.header.sentAt,
    client: circumstances.client ?? envelope.header.sdk,
    remoteAddress,
    userAgent,
    itemCount: item.itemCount,
    trace: envelope.header.trace,
    headers: item.headers,
    ...(item.filename !== null && { filename: item.filename }),
    ...(item.contentType !== null && { contentType: item.contentType }),
    ...(item.attachmentType !== null && { attachmentType: item.attachmentType }),
    payload: item.payload,
  };
}

/** A client report is read here and goes no further. Counted at the time of receipt: the client's clock may be anything. */
function discardedByClient(item: EnvelopeItem): readonly Ending[] {
  const discarded = parseClientReport(item.payload);
  return discarded === undefined
    ? endingsOf([item], 'invalid', OUTCOME_REASONS.invalidJson)
    : [
        ...endingsOf([item], 'accepted', ''),
        ...discarded.map((each) => ({ ...each, outcome: 'client_discard' as const })),
      ];
}
