import type { RowBinaryWriter } from '../row-binary.ts';

/** Each table's file adds the type of its rows here by declaration merging. */
// The tables are added elsewhere.
// oxlint-disable-next-line typescript/no-empty-object-type
export interface TableRows {}
export type TableName = keyof TableRows;
export type RowsByTable = { readonly [Name in TableName]?: readonly TableRows[Name][] };

/** What differs between one machine and a cluster. */
export interface Deployment {
  /** The engine of a table, e.g. `SummingMergeTree(quantity)`, as this deployment writes it. */
  readonly engine: (name: string) => string;
  /** Follows the name of what is created; empty, or ` ON CLUSTER …`. */
  readonly onCluster: string;
}

/** One ClickHouse as it comes. */
export const SINGLE_NODE: Deployment = { engine: (name) => name, onCluster: '' };

/** One table of the event store: everything that is to be known of it. */
export interface Table<Name extends TableName = TableName> {
  readonly name: Name;
  /** Statements that create the table, its roll-ups and their views; each may be repeated. */
  ddl(deployment: Deployment): readonly string[];
  /** In the order in which `write` writes them. */
  readonly columns: readonly string[];
  /** What retention and periods go by; partitions are its weeks. */
  readonly timeColumn: string;
  /** Rows that are older may be dropped, whatever the retention is. */
  readonly keptDays?: number;
  /** Tables filled by views: retention and erasure apply to them too. */
  readonly rollups?: readonly string[];
  write(writer: RowBinaryWriter, row: TableRows[Name]): void;
  /** What can be erased of it: rows of single hashes (issues), or only those of whole projects. */
  readonly erase: 'by-hash' | 'by-project';
}

/** The columns that let a DELETE write a small patch instead of rewriting parts; summing and aggregating tables cannot have them. */
export const PATCHABLE = 'enable_block_number_column = 1, enable_block_offset_column = 1';
/** What makes a repeated insert count once, in a table and in the views that follow it. */
export const DEDUPLICATED = 'non_replicated_deduplication_window = 1000';

/** Far above what processing lets through: a guard of the store, not a limit of the product. UTF-16 units. */
export const SHORT_MAX = 1024;
export const TEXT_MAX = 32 * 1024;
