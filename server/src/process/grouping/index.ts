export type { GroupingComponent, GroupingInfo, GroupingResult, GroupingVariant } from './types.ts';
