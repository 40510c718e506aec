import type { Field } from './field.ts';
import type { QueryFunction } from './functions.ts';

/** Where a key is looked up that is no field: a map, and an array of `key=value` with an index. */
export interface TagColumn {
  readonly map: string;
  readonly pairs: string;
}

/** One kind of rows that can be searched and counted. */
export interface Dataset {
  /** As the API calls it. */
  readonly name: string;
  readonly table: string;
  readonly timeColumn: string;
  /** Identifies a row; orders rows of the same time. */
  readonly idColumn: string;
  readonly fields: ReadonlyMap<string, Field>;
  /** Keys that Sentry knows and that are not stored, each with the reason. */
  readonly notKept: ReadonlyMap<string, string>;
  readonly tags?: TagColumn;
  readonly functions: ReadonlyMap<string, QueryFunction>;
  /** How `count_if` may compare. */
  readonly comparisons: readonly string[];
  /** What free text is looked for in. */
  readonly text: string;
}
