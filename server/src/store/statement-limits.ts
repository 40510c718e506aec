/** SQLite takes 32,766 parameters in one statement, PostgreSQL 65,535. */
const IDS_PER_STATEMENT = 10_000;
/** Rows of up to twenty columns. */
export const ROWS_PER_STATEMENT = 1000;

/** ClickHouse takes 128 KiB in one parameter: a number has up to 20 digits, an event id 38 characters with its quotes. */
export const VALUES_PER_PARAMETER = 3000;

/** The values in parts of which each fits into one statement. */
export function* inStatements<Value>(values: readonly Value[], size = IDS_PER_STATEMENT): Generator<readonly Value[]> {
  for (let at = 0; at < values.length; at += size) yield values.slice(at, at + size);
}
