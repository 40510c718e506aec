import type { Field } from './field.ts';
import type { QueryFunction } from './functions.ts';

/** Where a key that is not a field is looked up. */
export interface TagColumn {
  /** A map from names to texts. */
  readonly map: string;
  /** An array of `key=value` with an index. */
  readonly pairs?: string;
  /** A map from names to numbers; without it numbers are read from the texts. */
  readonly numbers?: string;
}

/** One kind of rows that can be searched and counted. */
export interface Dataset {
  /** As the API calls it. */
  readonly name: string;
  readonly table: string;
  /** Which rows of the table are meant, where not all are. */
  readonly condition?: string;
  readonly timeColumn: string;
  /** Identifies a row; orders rows of the same time. */
  readonly idColumn: string;
  readonly fields: ReadonlyMap<string, Field>;
  /** Keys that Sentry knows and that are not stored, each with the reason. */
  readonly notKept: ReadonlyMap<string, string>;
  readonly tags?: TagColumn;
  readonly functions: ReadonlyMap<string, QueryFunction>;
  /** Functions that count each row as one, where those of `functions` count by the sample rate. */
  readonly plainFunctions?: ReadonlyMap<string, QueryFunction>;
  /** How `count_if` may compare. */
  readonly comparisons: readonly string[];
  /** Whether its rows belong to issues. */
  readonly hasIssues: boolean;
  /** The fields that free text is searched in. */
  readonly text: string;
}
