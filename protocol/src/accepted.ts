import type { OrganizationId, ProjectId, EventId } from './ids.ts';
import type { ItemType } from './item-type.ts';
import type { OutcomeRecord } from './outcome.ts';

/** What ingest hands over for processing: one envelope item, understood only as far as its headers. */
export interface AcceptedItem {
  readonly kind: 'item';
  readonly organizationId: OrganizationId;
  readonly projectId: ProjectId;
  readonly keyId: number;
  readonly type: ItemType;
  /** 32 lower-case hex digits from the envelope header; null when the envelope had none. */
  readonly eventId: EventId | null;
  /** Milliseconds since the epoch. */
  readonly receivedAt: number;
  readonly sentAt: number | null;
  /** `sentry_client` of the auth, e.g. `sentry.javascript.node/11.12.0`. */
  readonly client: string | null;
  /** The peer's address, through trusted proxies only; what `{{auto}}` stands for. */
  readonly remoteAddress: string | null;
  readonly userAgent: string | null;
  /** How many spans, logs or metrics a container holds, as the client says; null when it does not. */
  readonly itemCount: number | null;
  /** The trace header of the envelope, e.g. `{trace_id, public_key, sample_rate, …}`; null when it had none. */
  readonly trace: Readonly<Record<string, string>> | null;
  /** Headers of the item that have no field of their own. */
  readonly headers: Readonly<Record<string, unknown>>;
  /** Of attachments. */
  readonly filename?: string;
  readonly contentType?: string;
  readonly attachmentType?: string;
  readonly payload: Uint8Array;
}

export interface AcceptedOutcome {
  readonly kind: 'outcome';
  readonly record: OutcomeRecord;
}

export type AcceptedRecord = AcceptedItem | AcceptedOutcome;
