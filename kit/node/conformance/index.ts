export { conformanceText } from './conformance-text.ts';
export {
  runConformance,
  type ConformanceLeak,
  type ConformanceOptions,
  type ConformanceReport,
  type ConformanceRow,
} from './run-conformance.ts';
