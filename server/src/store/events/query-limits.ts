import type { ClickHouseSettings } from '@clickhouse/client';

/** What one SELECT may use of the engine. A statement that needs more ends with `query_too_heavy` and is not repeated. */
export interface QueryLimits {
  readonly rowsRead: number;
  readonly bytesRead: number;
  readonly memoryBytes: number;
  readonly seconds: number;
  /** One thread costs the least CPU; wide reads finish sooner with two. */
  readonly threads: number;
}

/** The limits of a statement that names none. */
export const QUERY_LIMITS: QueryLimits = {
  rowsRead: 200_000_000,
  bytesRead: 16 * 2 ** 30,
  memoryBytes: 512 * 2 ** 20,
  seconds: 10,
  threads: 1,
};

/** Code 158: rows, 159: time, 160: estimated time, 241: memory, 307: bytes, 396: rows of the result. */
export const TOO_HEAVY_CODES: ReadonlySet<string> = new Set(['158', '159', '160', '241', '307', '396']);

export function limitSettings(limits: QueryLimits): ClickHouseSettings {
  return {
    max_rows_to_read: String(limits.rowsRead),
    max_bytes_to_read: String(limits.bytesRead),
    max_memory_usage: String(limits.memoryBytes),
    max_execution_time: limits.seconds,
    max_threads: limits.threads,
    read_overflow_mode: 'throw',
    timeout_overflow_mode: 'throw',
  };
}
