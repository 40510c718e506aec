import type { Kysely } from 'kysely';
import type { BlobStore, Database, EventStore } from '../store/index.ts';
import type { LiveHub } from './live/live-hub.ts';

/** What the API needs of the rest of the house; `compose.ts` supplies it. */
export interface ApiDeps {
  readonly db: Kysely<Database>;
  readonly events: EventStore;
  readonly blobs: BlobStore;
  readonly live: LiveHub;
  /** Milliseconds since the epoch. */
  readonly now: () => number;
  /** The origin that people and SDKs use, without a trailing slash: part of permalinks, DSNs and `Link` headers. */
  readonly publicUrl: string;
  readonly version: string;
  readonly logger: ApiLogger;
  /** Told after a key or a setting changed that ingest or processing keeps in a cache. */
  onProjectsChanged(): void;
  /** Says what is wrong with rules that a person wrote; undefined when they are fine. */
  checkGroupingRules(rules: { enhancements?: string; fingerprintingRules?: string }): GroupingRulesRemarks;
  /** Why an event was grouped as it was: Sentry's `grouping-info`. */
  explainGrouping(projectId: number, event: Readonly<Record<string, unknown>>): Promise<object | undefined>;
}

export interface ApiLogger {
  error(fields: Readonly<Record<string, unknown>>, message: string): void;
}

/** One remark per bad line, ready to be shown. */
export interface GroupingRulesRemarks {
  readonly groupingEnhancements: readonly string[];
  readonly fingerprintingRules: readonly string[];
}
