import type { SpanPlace } from '../../query/index.ts';

/**
 * The way of a request from one span to another: up to the span that both are in, then down. Of it only the ends and the root spans of
 * services, in order. Empty when one of the spans is not known or nothing connects them.
 */
export function pathBetween(
  places: readonly SpanPlace[],
  { from, to }: { readonly from: string; readonly to: string },
): readonly SpanPlace[] {
  const byId = new Map(places.map((place) => [place.spanId, place]));
  const up = ancestors(byId, from);
  const down = ancestors(byId, to);
  const below = new Set(down);
  const meeting = up.find((place) => below.has(place));
  if (meeting === undefined) return [];
  const way = [...up.slice(0, up.indexOf(meeting) + 1), ...down.slice(0, down.indexOf(meeting)).toReversed()];
  return way.filter((place, index) => {
    const isEnd = index === 0 || index === way.length - 1;
    return isEnd || place.isSegment;
  });
}

/** The span itself first, then what it is in, up to the root. */
function ancestors(byId: ReadonlyMap<string, SpanPlace>, spanId: string): SpanPlace[] {
  const found: SpanPlace[] = [];
  const seen = new Set<string>();
  for (let next = byId.get(spanId); next !== undefined && !seen.has(next.spanId); next = byId.get(next.parentSpanId)) {
    seen.add(next.spanId);
    found.push(next);
  }
  return found;
}
