/** The one model of a span, whatever form it came in: as part of a transaction, in a container, alone, or by OTLP. */
export interface Span {
  /** 32 lower-case hex digits. */
  readonly traceId: string;
  /** 16 lower-case hex digits; of `parentSpanId` none when the span has no parent. */
  readonly spanId: string;
  readonly parentSpanId: string;
  /** The root span of this service's part of the trace: Sentry's segment, or transaction. */
  readonly segmentId: string;
  readonly segmentName: string;
  readonly isSegment: boolean;
  /** Milliseconds since the epoch, with microseconds behind the point. */
  readonly start: number;
  /** Milliseconds, with microseconds behind the point; never negative. */
  readonly duration: number;
  readonly name: string;
  readonly op: string;
  /** Sentry's words: `ok`, `internal_error`, `not_found` …; empty when the span has none. */
  readonly status: string;
  /** `server`, `client`, `producer`, `consumer`, `internal`; empty when unknown. */
  readonly kind: string;
  readonly origin: string;
  readonly platform: string;
  readonly environment: string;
  readonly release: string;
  readonly service: string;
  /** Sentry's user identity, as of events: `id:7`. */
  readonly user: string;
  readonly sdkName: string;
  readonly sdkVersion: string;
  /** How many spans this one stands for: 1 / sample rate. */
  readonly weight: number;
  readonly attributes: SpanAttributes;
  /** What was mended, in words; empty when the span came whole. */
  readonly remarks: readonly string[];
}

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
