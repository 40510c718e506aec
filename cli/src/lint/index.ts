export { lintFiles, type LintReport } from './lint-files.ts';
export { lintReportText } from './lint-text.ts';
