export { createGrouping, type Grouping, type GroupingOptions } from './create-grouping.ts';
export type { GroupingComponent, GroupingInfo, GroupingResult, GroupingVariant, RuleProblem } from './types.ts';
