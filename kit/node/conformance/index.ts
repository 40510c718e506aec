export {
  conformanceText,
  runConformance,
  type ConformanceOptions,
  type ConformanceReport,
  type ConformanceRow,
} from './run-conformance.ts';
