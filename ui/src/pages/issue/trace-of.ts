import type { EventDetail } from '../../data/shapes.ts';

/** The trace that the event happened in. */
export function traceIdOf({ contexts }: EventDetail): string | undefined {
  const id = contexts?.['trace']?.['trace_id'];
  return typeof id === 'string' && /^[0-9a-f]{32}$/i.test(id) ? id.toLowerCase() : undefined;
}

/** The span that the event happened in. */
export function spanIdOf({ contexts }: EventDetail): string | undefined {
  const id = contexts?.['trace']?.['span_id'];
  return typeof id === 'string' && /^[0-9a-f]{16}$/i.test(id) ? id.toLowerCase() : undefined;
}
