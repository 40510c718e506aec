/** `id`: 32 or 16 hex digits. `text` that is absent is the empty text. */
export type FieldType = 'text' | 'number' | 'duration' | 'size' | 'date' | 'boolean' | 'id';

/** A name that searches and queries may use, and its expression in the event store. */
export interface Field {
  readonly type: FieldType;
  /**
   * An expression over the table. Text: '' when absent; number, duration (milliseconds), size (bytes) and boolean: NULL when absent;
   * id: the number, UUID or 0; date: a DateTime64.
   */
  readonly sql: string;
  /** Of an id: how many hex digits; default 32. */
  readonly digits?: 16;
  /** How an answer shows it, where that is not `sql`. */
  readonly shown?: string;
  /** Of a number: Sentry's name, as `millisecond`. */
  readonly unit?: string;
  /** `sql` is an array of texts: a condition is true when it is for one of them. */
  readonly isList?: true;
  /** How a text is compared, where it is not by equality and wildcards only. */
  readonly match?: 'contains' | 'release' | 'version';
  /** The only values there are. */
  readonly values?: readonly string[];
}
