export {
  DATA_CATEGORIES,
  OUTCOMES,
  OUTCOME_REASONS,
  type DataCategory,
  type Outcome,
  type OutcomeRecord,
} from './outcome.ts';
export { ITEM_KINDS, itemKind, type ItemHandling, type ItemKind, type ItemType } from './item-type.ts';
export type { AcceptedItem, AcceptedOutcome, AcceptedRecord } from './accepted.ts';
export type {
  Breadcrumb,
  EventRequest,
  EventUser,
  Exception,
  Frame,
  Level,
  Mechanism,
  SentryEvent,
  Stacktrace,
  Thread,
} from './event.ts';
