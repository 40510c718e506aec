export type { EventRows, GroupedEvent, NormalizedEvent, ProjectSettings } from './stages.ts';
export { createWorker, type Worker, type WorkerDeps } from './worker/worker.ts';
export type { SettingsSource } from './worker/project-cache.ts';
export type { WorkerLogger } from './worker/retry.ts';
export { acceptedItems, SIGNALS } from './signals/all.ts';
export type { Loaded, Loader, Loaders, Need, NeedKinds, Signal } from './signals/signal.ts';
export { toProjectSettings } from './project-settings.ts';
export { createGrouping, type GroupingInfo, type RuleProblem } from './grouping/index.ts';
export type { PiiProblem } from './normalize/index.ts';
export { checkScrubbing, previewScrubbing } from './preview-scrubbing.ts';
export { explainOwners, type ExplainedOwners } from './own/explain-owners.ts';
export { compileSourceMap, MalformedMap } from './symbolicate/compile-source-map.ts';
export { type CompiledMap, decodeMap, encodeMap, openMap } from './symbolicate/compiled-map.ts';
export type { SourceFile } from './symbolicate/minified-file.ts';
export {
  addressesOf,
  inlineMapOf,
  mapReferenceIn,
  mayBeBuilt,
  resolveAddress,
  withoutAsync,
} from './symbolicate/file-address.ts';
export {
  debugIdsOf,
  readReleaseFileKey,
  type ReleaseFile,
  releaseFileKey,
  SOURCE_MAP_PROBLEMS,
  symbolicateEvent,
} from './symbolicate/symbolicate-event.ts';
export { BundleProblem, readBundle } from './symbolicate/read-bundle.ts';
export { titleOf } from './title.ts';
