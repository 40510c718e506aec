export { ingestScope } from './ingest-scope.ts';
export type { IngestDeps, IngestKey, IngestLimits } from './ingest-deps.ts';
export { createKeyCache, type KeyCache } from './key-cache.ts';
