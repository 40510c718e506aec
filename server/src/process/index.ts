export type { EventRows, GroupedEvent, NormalizedEvent, ProjectSettings } from './stages.ts';
export { createWorker, type Worker, type WorkerDeps } from './worker/worker.ts';
export type { SettingsSource } from './worker/project-cache.ts';
export type { WorkerLogger } from './worker/retry.ts';
export { acceptedItems, SIGNALS } from './signals/all.ts';
export type { Loaders, Need, Signal } from './signals/signal.ts';
export { toProjectSettings } from './project-settings.ts';
export { createGrouping, type GroupingInfo, type RuleProblem } from './grouping/index.ts';
export { titleOf } from './title.ts';
