import type { AcceptedItem, DataCategory, EventId, ItemType, Outcome, ProjectId } from '@garrison/protocol';
import type { IssueSighting, RelationalChange, RowsByTable, TableName } from '../../store/index.ts';
import type { ProjectRules } from '../stages.ts';

/** A kind of telemetry: which items it takes and what becomes of them. Pure. */
export interface Signal {
  readonly name: string;
  readonly items: readonly ItemType[];
  /**
   * The table whose rows are unique by (project, event id): a repeated id is a duplicate. It has the columns `project_id`, `event_id` and
   * `received_at`.
   */
  readonly uniqueIn?: TableName;
  /** What must be loaded before `process`. */
  needs?(item: AcceptedItem): readonly Need[];
  process(item: AcceptedItem, context: ProjectContext, loaded: Loaded): Produced;
}

/** What is known of the project and the place of an item. */
export interface ProjectContext {
  readonly rules: ProjectRules;
  /** The same for the same record, however often it is processed: what an item without an id gets its id from. */
  readonly idSeed: string;
  /** Of an item that was counted in an issue before: the first grouping hash that was decided then, 32 hex digits. It must be used again. */
  readonly decidedHash?: string | undefined;
}

/** Everything that is stored or counted because of one item. */
export interface Produced {
  readonly rows: RowsByTable;
  /** At most one issue sees this item; when its hash is discarded, rows and blobs are not stored and every ending is `filtered`. */
  readonly sighting?: IssueSighting | undefined;
  readonly relational?: readonly RelationalChange[];
  readonly blobs?: readonly BlobWrite[];
  /** In the units of each category: what was accepted, or why not. */
  readonly endings: readonly ItemEnding[];
  /** Of items that are unique by event id: the one that the payload gives. */
  readonly eventId?: EventId;
  /** The item could not be read: it is kept, so that a person can look at it. */
  readonly deadLetter?: { readonly reason: string; readonly detail: string };
}

export interface ItemEnding {
  readonly category: DataCategory;
  readonly quantity: number;
  readonly outcome: Outcome;
  /** Empty for `accepted`. */
  readonly reason: string;
}

export interface BlobWrite {
  /** Made of the content: the same bytes may be written again. */
  readonly key: string;
  readonly bytes: Uint8Array;
}

/** Kinds of things that can be loaded, and what is loaded; each file that asks for a kind adds it here by declaration merging. */
// The kinds are added elsewhere.
// oxlint-disable-next-line typescript/no-empty-object-type
export interface NeedKinds {}

export interface Need<Kind extends keyof NeedKinds = keyof NeedKinds> {
  readonly kind: Kind;
  readonly projectId: ProjectId;
  readonly key: string;
}

export interface Loaded {
  /** Undefined: there is no such thing. */
  get<Kind extends keyof NeedKinds>(need: Need<Kind>): NeedKinds[Kind] | undefined;
}

/** Loads one kind of need. */
export interface Loader<Kind extends keyof NeedKinds> {
  /** It reads what batches store: it must wait until the batch before is stored. */
  readonly readsStoredRows: boolean;
  /** Found things, in any order. */
  load(
    needs: readonly Need<Kind>[],
  ): Promise<readonly { readonly need: Need<Kind>; readonly found: NeedKinds[Kind] }[]>;
}

export type Loaders = { readonly [Kind in keyof NeedKinds]: Loader<Kind> };
