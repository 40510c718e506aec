/** A part of a list by its offset: for lists that are short, or sorted again for each request. */
export interface Page {
  readonly limit: number;
  readonly offset: number;
}

/** Reads one row more than asked for to know whether there is a next page. */
export function toPage<Row>(rows: readonly Row[], page: Page): { rows: readonly Row[]; hasMore: boolean } {
  return { rows: rows.slice(0, page.limit), hasMore: rows.length > page.limit };
}

/** The row that a page follows or precedes: the value that the list is ordered by, and the id of the row. */
export interface Position<Id = bigint> {
  readonly value: number;
  readonly id: Id;
  readonly side: 'after' | 'before';
}

/** A slice of an ordered list by position: rows that are added or removed meanwhile do not move others to another page. */
export interface PositionPage<Id = bigint> {
  readonly limit: number;
  /** Absent: from the start. */
  readonly position?: Position<Id> | undefined;
}

export interface PositionResult<Row> {
  /** In the order of the list. */
  readonly rows: readonly Row[];
  readonly hasPrevious: boolean;
  readonly hasNext: boolean;
}

/** Of a list by id, newest first: the ids that the page begins after, and the order in which they are read. */
export function idsPast({ position }: PositionPage): {
  readonly operator: '<' | '>';
  readonly id: number;
  readonly order: 'asc' | 'desc';
} {
  if (position?.side === 'before') return { operator: '>', id: Number(position.id), order: 'asc' };
  return { operator: '<', id: position === undefined ? Number.MAX_SAFE_INTEGER : Number(position.id), order: 'desc' };
}

/** `rows`: up to one more than the limit, in the direction in which they were read (away from the position). */
export function toPositionPage<Row>(rows: readonly Row[], page: PositionPage<unknown>): PositionResult<Row> {
  const kept = rows.slice(0, page.limit);
  const isLonger = rows.length > page.limit;
  if (page.position?.side === 'before') return { rows: kept.toReversed(), hasPrevious: isLonger, hasNext: true };
  return { rows: kept, hasPrevious: page.position !== undefined, hasNext: isLonger };
}
