import type { ProjectId } from '@garrison/protocol';
import type { Kysely } from 'kysely';
import type { Dataset } from '../query/index.ts';
import type { BlobStore, Database, EventStore, Integration, edits } from '../store/index.ts';
import type { LiveHub } from './live/live-hub.ts';

/** All that the API needs of the other rooms; `compose.ts` supplies it. A route declares the part that it uses: `Pick<ApiDeps, …>`. */
export interface ApiDeps {
  readonly db: Kysely<Database>;
  readonly events: EventStore;
  readonly blobs: BlobStore;
  readonly live: LiveHub;
  /** What can be queried besides issues. */
  readonly datasets: readonly Dataset[];
  /** How many days events are stored: the longest period that a query covers. */
  readonly storedDays: number;
  /** Milliseconds since the epoch. */
  readonly now: () => number;
  /** The origin that people and SDKs use, without a trailing slash: part of permalinks, DSNs and `Link` headers. */
  readonly publicUrl: string;
  readonly version: string;
  readonly logger: ApiLogger;
  /** Told after a key or a setting changed that ingest or processing keeps in a cache. */
  onProjectsChanged(): void;
  readonly grouping: Grouping;
  readonly scrubbing: Scrubbing;
  readonly ownership: OwnershipRules;
  /** A stored event with its frames mapped by what is uploaded by now; nothing is stored. `changed`: how many frames. */
  symbolicate(
    projectId: number,
    event: Readonly<Record<string, unknown>>,
  ): Promise<{ readonly event: Readonly<Record<string, unknown>>; readonly changed: number }>;
  readonly alerting: Alerting;
  /** Puts the chunks of an upload together; its files are in the blob store then. `problem`: for the person who uploaded it. */
  assembleBundle(checksum: string, chunkKeys: readonly string[]): Promise<AssembledBundle>;
}

/** Sending alerts. */
export interface Alerting {
  /** Alerts or messages were changed: what is due is looked for at once. */
  wake(): void;
  /** Encrypts what is stored of an integration. */
  seal(secret: Readonly<Record<string, string>>): string;
  /** The kinds of channels, each with what is wrong with a connection, by field. */
  readonly channels: readonly ChannelKind[];
  /** Sends a test message and waits for the answer of the channel. */
  test(
    integration: Integration,
    target: string,
  ): Promise<{ readonly outcome: string; readonly status: number | null; readonly answer: string }>;
}

interface ChannelKind {
  readonly via: string;
  faultsOf(connection: {
    readonly name: string;
    readonly config: Readonly<Record<string, unknown>>;
    readonly secret: Readonly<Record<string, string>>;
  }): Readonly<Record<string, string>>;
}

export interface ApiLogger {
  error(fields: Readonly<Record<string, unknown>>, message: string): void;
}

/** What grouping can be asked about rules and stored events. Undefined: there is no such project. */
export interface Grouping {
  /** What is wrong with rules that a person wrote, with the place of each; nothing is said of rules that are left out. */
  validate(rules: { enhancements?: string; fingerprintingRules?: string }): Promise<readonly GroupingRuleError[]>;
  /** Groups stored events under other rules: the hashes of each in the order of look-up, and the title that a fingerprint rule gives it. */
  regroup(
    projectId: ProjectId,
    rules: { enhancements: string; fingerprintingRules: string },
    events: readonly Readonly<Record<string, unknown>>[],
  ): Promise<readonly { readonly hashes: readonly string[]; readonly title?: string }[] | undefined>;
  /** What an issue shows of a stored event, as processing would say it. */
  metadataOf(
    projectId: ProjectId,
    event: Readonly<Record<string, unknown>>,
  ): Promise<Readonly<Record<string, unknown>> | undefined>;
  /** Why an event was grouped as it was: Sentry's `grouping-info`. */
  explain(projectId: ProjectId, event: Readonly<Record<string, unknown>>): Promise<object | undefined>;
}

/** What ownership rules can be asked. Undefined: there is no such project. */
export interface OwnershipRules {
  /** Which rules match a stored event: the deciding one first, then in falling precedence. */
  explain(
    projectId: ProjectId,
    /** In place of the project's own rules. */
    raw: string | undefined,
    event: Readonly<Record<string, unknown>>,
  ): Promise<{ readonly rules: readonly ExplainedRule[] } | undefined>;
}

interface ExplainedRule {
  readonly rule: string;
  readonly line: number;
  readonly source: 'ownership' | 'codeowners';
  /** Whom it would assign: `#team`, an address, or `none`. */
  readonly owner: string;
  readonly decides: boolean;
  readonly on: 'frame' | 'url' | 'tag';
  readonly text: string;
}

/** What scrubbing can be asked about rules and events. Undefined: there is no such project. */
export interface Scrubbing {
  /** What is wrong with advanced rules (`relayPiiConfig`) that a person wrote. */
  validate(relayPiiConfig: string): Promise<readonly RulePlace[]>;
  /** What would be stored of an event if the project had these options, under Sentry's names. */
  preview(
    projectId: ProjectId,
    options: Readonly<Record<string, unknown>>,
    event: Readonly<Record<string, unknown>>,
  ): Promise<{ readonly errors: readonly RulePlace[]; readonly event: Readonly<Record<string, unknown>> } | undefined>;
}

/** Where a rule cannot be read, and why. Lines and columns count from 1. */
interface RulePlace {
  readonly line: number;
  readonly column: number;
  readonly message: string;
}

/** A line of rules that cannot be read. Lines and columns count from 1. */
export interface GroupingRuleError {
  readonly field: 'enhancements' | 'fingerprintingRules';
  readonly line: number;
  readonly column: number;
  readonly message: string;
}

/** What an uploaded bundle holds, or why it cannot be used. */
export type AssembledBundle =
  | {
      readonly ok: true;
      readonly release: string | null;
      readonly dist: string | null;
      readonly size: number;
      readonly files: readonly edits.NewArtifactFile[];
    }
  | { readonly ok: false; readonly problem: string };
