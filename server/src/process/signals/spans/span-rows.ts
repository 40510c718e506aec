import { type AcceptedItem, type EventId, OUTCOME_REASONS } from '@garrison/protocol';
import type { RelationalChange, TableRows } from '../../../store/index.ts';
import type { ReadSpans, Span } from '../../spans/span.ts';
import { ACCEPTED, invalid } from '../endings.ts';
import type { ItemEnding, Produced } from '../signal.ts';

/** The rows of what was read, how many spans were stored and how many were not, and the releases that were seen. */
export function toProduced(
  { spans, problems }: ReadSpans,
  item: AcceptedItem,
  more: { readonly endings?: readonly ItemEnding[]; readonly eventId?: EventId } = {},
): Produced {
  const { eventId = '' } = more;
  const endings: ItemEnding[] = [...(more.endings ?? [])];
  if (spans.length > 0) endings.push({ category: 'span', quantity: spans.length, ...ACCEPTED });
  for (const [reason, some] of Map.groupBy(problems, (problem) => problem.reason)) {
    const named = reason === 'invalid_timestamp' ? OUTCOME_REASONS.invalidTimestamp : OUTCOME_REASONS.invalidSpan;
    endings.push({ category: 'span', quantity: some.length, ...invalid(named) });
  }
  return {
    rows: { spans: spans.map((span) => toRow(span, item, span.isSegment ? eventId : '')) },
    relational: releasesOf(spans, item),
    endings,
    ...(eventId === '' ? {} : { eventId }),
  };
}

function toRow(
  { start, attributes, remarks, ...span }: Span,
  item: AcceptedItem,
  eventId: EventId,
): TableRows['spans'] {
  const { organizationId, projectId, receivedAt } = item;
  const mended = remarks.length === 0 ? [] : [['garrison.remarks', remarks.join('; ')] as const];
  return {
    ...span,
    organizationId,
    projectId,
    receivedAt,
    eventId,
    timestamp: start,
    texts: [...attributes.texts, ...mended],
    numbers: attributes.numbers,
  };
}

/** Each release and environment once, at its first time. */
function releasesOf(spans: readonly Span[], { organizationId, projectId }: AcceptedItem): RelationalChange[] {
  const seen = new Map<string, Span>();
  for (const span of spans) {
    const key = `${span.release}\n${span.environment}`;
    if (span.release !== '' && !seen.has(key)) seen.set(key, span);
  }
  return [...seen.values()].map(({ release, environment, start }) => ({
    kind: 'release_seen',
    row: { organizationId, projectId, release, environment, at: Math.floor(start) },
  }));
}
