/**
 * Rows of the event store. Times are milliseconds since the epoch, ids 32 hex digits without dashes,
 * `hashId` the first 64 bits of the event's first grouping hash (see docs/decisions).
 */
export interface EventRow {
  readonly organizationId: number;
  readonly projectId: number;
  readonly hashId: bigint;
  readonly eventId: string;
  readonly timestamp: number;
  readonly receivedAt: number;
  readonly level: string;
  readonly platform: string;
  readonly type: string;
  readonly environment: string;
  readonly release: string;
  readonly dist: string;
  readonly service: string;
  readonly transaction: string;
  readonly title: string;
  readonly culprit: string;
  /** Free text that search looks through: title, message, exception values. Lower-cased by the engine. */
  readonly message: string;
  /** Sentry's user identity `id:7`, `email:…`, `username:…`, `ip:…`; empty when unknown. */
  readonly user: string;
  readonly traceId: string;
  readonly spanId: string;
  readonly sdkName: string;
  readonly sdkVersion: string;
  readonly handled: -1 | 0 | 1;
  readonly tags: readonly (readonly [string, string])[];
  /** The normalised, scrubbed event as JSON, UTF-8. */
  readonly payload: string;
}

export interface OutcomeRow {
  readonly organizationId: number;
  readonly projectId: number;
  readonly keyId: number;
  readonly category: string;
  readonly outcome: string;
  readonly reason: string;
  readonly quantity: number;
  /** Any time within the hour. */
  readonly at: number;
}

/** A session update or aggregate bucket as it came: counted when release health arrives. */
export interface SessionRow {
  readonly organizationId: number;
  readonly projectId: number;
  readonly kind: 'session' | 'sessions';
  readonly receivedAt: number;
  readonly release: string;
  readonly environment: string;
  readonly payload: string;
}

export interface EventBatch {
  readonly events: readonly EventRow[];
  readonly outcomes: readonly OutcomeRow[];
  readonly sessions: readonly SessionRow[];
}
