import type { OrganizationId, ProjectId } from './ids.ts';
/** What became of a received item. Source: Sentry's outcome vocabulary (`stats_v2`). */
export const OUTCOMES = [
  'accepted',
  'filtered',
  'rate_limited',
  'invalid',
  'abuse',
  'client_discard',
  'cardinality_limited',
] as const;
export type Outcome = (typeof OUTCOMES)[number];

/**
 * One thing to count: so many units of `category` of this project ended as `outcome` because of `reason`.
 * `quantity` counts items, or bytes for the `*_byte` and `attachment` categories. `at` is milliseconds since the epoch.
 */
export interface OutcomeRecord {
  readonly organizationId: OrganizationId;
  readonly projectId: ProjectId;
  /** 0 when no key was known. */
  readonly keyId: number;
  readonly category: DataCategory;
  readonly outcome: Outcome;
  /** Empty for `accepted`. */
  readonly reason: string;
  readonly quantity: number;
  readonly at: number;
}

/** Sentry's data categories, as they appear in `X-Sentry-Rate-Limits`, client reports and `stats_v2`. */
export const DATA_CATEGORIES = [
  'default',
  'error',
  'transaction',
  'span',
  'security',
  'attachment',
  'attachment_item',
  'session',
  'profile',
  'profile_chunk',
  'profile_chunk_ui',
  'replay',
  'monitor',
  'feedback',
  'metric_bucket',
  'trace_metric',
  'trace_metric_byte',
  'log_item',
  'log_byte',
  'internal',
] as const;
export type DataCategory = (typeof DATA_CATEGORIES)[number];

/** Reasons of our own, beside the ones that clients report. The Stats page has a sentence for each. */
export const OUTCOME_REASONS = {
  unsupportedItem: 'unsupported_item',
  unknownItem: 'unknown_item',
  invalidJson: 'invalid_json',
  invalidEnvelope: 'invalid_envelope',
  invalidEncoding: 'invalid_encoding',
  tooLarge: 'too_large',
  tooManyItems: 'too_many_items',
  duplicate: 'duplicate',
  duplicateItem: 'duplicate_item',
  keyQuota: 'key_quota',
  keyDisabled: 'key_disabled',
  wrongProject: 'wrong_project',
  discardedHash: 'discarded-hash',
  invalidSpan: 'invalid_span',
  invalidLog: 'invalid_log',
  invalidTimestamp: 'invalid_timestamp',
  processing: 'processing_error',
  orphan: 'missing_event',
  unsupportedReport: 'unsupported_report',
  unsupportedMinidump: 'unsupported_minidump',
} as const;
