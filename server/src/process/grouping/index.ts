export { createGrouping, type Grouping, type GroupingOptions } from './create-grouping.ts';
export { parseEnhancements } from './frozen/2023-01-11/enhancements/parse.ts';
export { parseFingerprintRules } from './frozen/2023-01-11/fingerprint/parse.ts';
export type { GroupingComponent, GroupingInfo, GroupingResult, GroupingVariant, RuleProblem } from './types.ts';
