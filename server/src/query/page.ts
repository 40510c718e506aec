/** A slice of a list. */
export interface Page {
  readonly limit: number;
  readonly offset: number;
}

/** Reads one row more than asked for to know whether there is a next page. */
export function toPage<Row>(rows: readonly Row[], page: Page): { rows: readonly Row[]; hasMore: boolean } {
  return { rows: rows.slice(0, page.limit), hasMore: rows.length > page.limit };
}
