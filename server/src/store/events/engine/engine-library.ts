import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { AppError } from '../../../errors.ts';

/** Package names that carry the engine, by `process.platform`-`process.arch`. */
const PACKAGES: Readonly<Record<string, string>> = {
  'linux-x64': '@chdb/lib-linux-x64-gnu',
  'linux-arm64': '@chdb/lib-linux-arm64-gnu',
  'darwin-x64': '@chdb/lib-darwin-x64',
  'darwin-arm64': '@chdb/lib-darwin-arm64',
};

/** The library's path. Throws `store_unavailable`, with what to do, when this platform's package is not installed. */
export function findEngineLibrary(platform = `${process.platform}-${process.arch}`): string {
  const name = PACKAGES[platform];
  try {
    if (name !== undefined) return join(dirname(createRequire(import.meta.url).resolve(name)), 'libchdb.so');
  } catch {
    // Reported below: for the operator a missing optional dependency is the same as an unknown platform.
  }
  throw new AppError(
    'store_unavailable',
    `the embedded event store is not installed for ${platform}; set GARRISON_CLICKHOUSE_URL to a ClickHouse server`,
  );
}
