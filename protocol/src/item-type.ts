import type { DataCategory } from './outcome.ts';

export interface ItemKind {
  readonly category: DataCategory;
  /** Bytes of payload above which the item is refused (the whole envelope with 413). Source: Sentry's published limits. */
  readonly bytesMax: number;
}

const KIB = 1024;
const MIB = 1024 * KIB;

/** Every item type that a Sentry SDK may send. An event may exceed the published 1 MiB: what is too long is trimmed, not refused. */
export const ITEM_KINDS = {
  event: { category: 'error', bytesMax: 20 * MIB },
  feedback: { category: 'feedback', bytesMax: 1 * MIB },
  user_report: { category: 'feedback', bytesMax: 1 * MIB },
  attachment: { category: 'attachment', bytesMax: 40 * MIB },
  session: { category: 'session', bytesMax: 1 * MIB },
  sessions: { category: 'session', bytesMax: 1 * MIB },
  client_report: { category: 'internal', bytesMax: 1 * MIB },
  transaction: { category: 'transaction', bytesMax: 20 * MIB },
  span: { category: 'span', bytesMax: 20 * MIB },
  log: { category: 'log_item', bytesMax: 20 * MIB },
  trace_metric: { category: 'trace_metric', bytesMax: 20 * MIB },
  check_in: { category: 'monitor', bytesMax: 100 * KIB },
  profile: { category: 'profile', bytesMax: 50 * MIB },
  profile_chunk: { category: 'profile_chunk', bytesMax: 50 * MIB },
  profile_chunk_ui: { category: 'profile_chunk_ui', bytesMax: 50 * MIB },
  replay_event: { category: 'replay', bytesMax: 10 * MIB },
  replay_recording: { category: 'replay', bytesMax: 10 * MIB },
  replay_video: { category: 'replay', bytesMax: 10 * MIB },
  statsd: { category: 'metric_bucket', bytesMax: 1 * MIB },
  metric_buckets: { category: 'metric_bucket', bytesMax: 1 * MIB },
  metric_meta: { category: 'metric_bucket', bytesMax: 1 * MIB },
  raw_security: { category: 'security', bytesMax: 1 * MIB },
  nel: { category: 'security', bytesMax: 1 * MIB },
  otel_span: { category: 'span', bytesMax: 1 * MIB },
  otel_log: { category: 'log_item', bytesMax: 1 * MIB },
  otel_traces_data: { category: 'span', bytesMax: 1 * MIB },
} as const satisfies Record<string, ItemKind>;

export type ItemType = keyof typeof ITEM_KINDS;

export function isItemType(type: string): type is ItemType {
  return Object.hasOwn(ITEM_KINDS, type);
}

export function itemKind(type: string): ItemKind | undefined {
  return isItemType(type) ? ITEM_KINDS[type] : undefined;
}
