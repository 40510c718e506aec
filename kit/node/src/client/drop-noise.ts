import { countDrop } from '../kit-state.ts';
import type { SdkClient, SdkEnvelope } from '../sdk-types.ts';

interface SpanContainer {
  items: readonly WireSpan[];
}
interface WireSpan {
  readonly is_segment?: boolean;
  readonly attributes?: Readonly<Record<string, { readonly value?: unknown } | undefined>>;
}

/**
 * What `beforeSendTransaction` does up to major 10: SDK 11 streams spans and has no hook that can drop one. Each carries the
 * name that its segment, the former transaction, has got in the end.
 */
export function filterNoise(client: SdkClient, envelope: SdkEnvelope, isNoise: (segment: string) => boolean): void {
  const items = envelope[1] as [{ type?: string; item_count?: number }, unknown][];
  // Backwards, because an item without a span left goes.
  for (const [index, [header, payload]] of [...items.entries()].toReversed()) {
    if (header.type !== 'span' || !isContainer(payload)) continue;
    const dropped = payload.items.filter((span) => isNoise(segmentOf(span)));
    if (dropped.length === 0) continue;
    client.recordDroppedEvent('before_send', 'span', dropped.length);
    for (const span of dropped) if (span.is_segment === true) countDrop('noise');
    payload.items = payload.items.filter((span) => !dropped.includes(span));
    header.item_count = payload.items.length;
    if (payload.items.length === 0) items.splice(index, 1);
  }
}

function isContainer(payload: unknown): payload is SpanContainer {
  return typeof payload === 'object' && payload !== null && 'items' in payload && Array.isArray(payload.items);
}

function segmentOf({ attributes }: WireSpan): string {
  const name = attributes?.['sentry.segment.name']?.value;
  return typeof name === 'string' ? name : '';
}
