export { countRows, eventTable } from './event-table.ts';
export { eventSeries, type Series } from './event-series.ts';
export { extraFields } from './extra-fields.ts';
export type { TableScope } from './table-query.ts';
export type { Column } from './columns.ts';
