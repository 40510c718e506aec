export type { EventRows, GroupedEvent, NormalizedEvent, ProjectSettings } from './stages.ts';
