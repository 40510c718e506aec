export { conformanceText } from './conformance-text.ts';
export { entryText } from './entry-text.ts';
export { runEntry, type EntryOptions, type EntryReport } from './run-entry.ts';
export {
  runConformance,
  type ConformanceLeak,
  type ConformanceOptions,
  type ConformanceReport,
  type ConformanceRow,
} from './run-conformance.ts';
