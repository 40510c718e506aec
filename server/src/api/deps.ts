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
  /** The same, with the place of each; nothing is said of rules that are left out. */
  validateGroupingRules(rules: { enhancements?: string; fingerprintingRules?: string }): readonly GroupingRuleError[];
  /** Groups stored events of a project under other rules; undefined when there is no such project. */
  regrouper(projectId: number, rules: { enhancements: string; fingerprintingRules: string }): Regrouper | undefined;
  /** What an issue shows of a stored event, as processing would say it; undefined when there is no such project. */
  metadataOf(
    projectId: number,
    event: Readonly<Record<string, unknown>>,
  ): Readonly<Record<string, unknown>> | undefined;
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

/** A line of rules that cannot be read. Lines and columns count from 1. */
export interface GroupingRuleError {
  readonly field: 'enhancements' | 'fingerprintingRules';
  readonly line: number;
  readonly column: number;
  readonly message: string;
}

/** The hashes of an event in the order of look-up, and the title that a fingerprint rule gives it. */
export type Regrouper = (event: Readonly<Record<string, unknown>>) => {
  readonly hashes: readonly string[];
  readonly title?: string;
};
