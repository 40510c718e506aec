import type { TableRows } from '../../store/index.ts';
/** The one model of a span, whatever form it came in: as part of a transaction, in a container, alone, or by OTLP. */
export interface Span extends Omit<SpanRow, FieldsOfTheRow> {
  /** Milliseconds since the epoch, with microseconds behind the point. */
  readonly start: number;
  readonly attributes: SpanAttributes;
  /** What was mended, in words; empty when the span needed no change. */
  readonly remarks: readonly string[];
}

/** What is known of the item and the project, and how the table keeps time and attributes. */
type FieldsOfTheRow = 'organizationId' | 'projectId' | 'eventId' | 'receivedAt' | 'timestamp' | keyof SpanAttributes;
type SpanRow = TableRows['spans'];

/** Booleans are the texts `true` and `false`; lists and objects their JSON. */
export interface SpanAttributes {
  readonly texts: readonly (readonly [string, string])[];
  readonly numbers: readonly (readonly [string, number])[];
}

/** Why one span of several is not stored. */
export interface SpanProblem {
  readonly reason: 'invalid_span' | 'invalid_timestamp';
  readonly detail: string;
}

/** What was read from one item. A span that cannot be used is left out alone. */
export interface ReadSpans {
  readonly spans: readonly Span[];
  readonly problems: readonly SpanProblem[];
}
