import { ClickHouseError } from '@clickhouse/client';
import { TOO_HEAVY_CODES } from './query-limits.ts';
import { errorMessage } from '../../errors.ts';

/**
 * Codes of conditions that end by themselves: timeout, too many queries, network, memory, no space, too many parts, keeper, table
 * being dropped or read-only. Every other code means that the query or the data is wrong, and would fail again.
 */
const PASSING_CODES = new Set(['159', '202', '209', '210', '241', '243', '252', '279', '999', '242', '236']);

/** Whether the same request may succeed later: the engine restarts, the network fails, the disk is full. */
export function isPassing(error: unknown): boolean {
  return !(error instanceof ClickHouseError) || PASSING_CODES.has(error.code);
}

/** Whether a SELECT needed more rows, bytes, memory or time than its limits allow: the same statement would end the same way. */
export function isTooHeavy(error: unknown): boolean {
  return error instanceof ClickHouseError && TOO_HEAVY_CODES.has(error.code);
}

export function describe(error: unknown): string {
  if (error instanceof ClickHouseError) return `ClickHouse code ${error.code}: ${error.message}`;
  return errorMessage(error);
}
