import type { AcceptedRecord, ItemType, OrganizationId, ProjectId } from '@garrison/protocol';
import type { Clock, Decompress, Logger } from '../platform/index.ts';

/** What ingest needs of a client key. */
export interface IngestKey {
  readonly id: number;
  readonly organizationId: OrganizationId;
  readonly projectId: ProjectId;
  readonly isActive: boolean;
  /** At most `count` error events per `windowSeconds`; null for no limit. */
  readonly rateLimit: { readonly windowSeconds: number; readonly count: number } | null;
}

export interface IngestLimits {
  /** Bytes of one body after decompression; a compressed one may have a fifth of it. */
  readonly envelopeBytesMax: number;
  /** Bytes that all requests together may keep in memory until the log has them. */
  readonly heldBytesMax: number;
}

export interface IngestDeps {
  /**
   * `publicKey` is 32 lower-case hex digits. Called for each request: answer from a cache whose size does not depend on what
   * clients send.
   */
  findKey(publicKey: string): IngestKey | undefined | Promise<IngestKey | undefined>;
  /** Resolves when the records are durable, all of them; rejects when they are not. */
  handover(records: readonly AcceptedRecord[]): Promise<void>;
  /** True from the moment the process is asked to end: nothing new is accepted. */
  isStopping(): boolean;
  /** The types of items that processing takes; others are counted as `unsupported_item`. */
  readonly accepts: ReadonlySet<ItemType>;
  readonly now: Clock;
  readonly decompress: Decompress;
  readonly limits: IngestLimits;
  readonly logger: Logger;
  /** How long outcomes of refused requests are gathered, ms. */
  readonly outcomeIntervalMs?: number;
}
