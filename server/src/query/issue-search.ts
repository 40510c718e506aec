import type { ProjectId } from '@garrison/protocol';
import type { EventStore, Selects } from '../store/index.ts';
import type { SearchContext } from './datasets/issues.ts';
import type { Period } from './period.ts';
import type { SearchNode } from './search/search-tree.ts';

export const ISSUE_SORTS = ['date', 'new', 'freq', 'user'] as const;
type IssueSort = (typeof ISSUE_SORTS)[number];

export interface IssueSearch {
  readonly context: SearchContext;
  readonly projectIds: readonly ProjectId[];
  readonly period: Period;
  readonly environments: readonly string[];
  readonly tree: SearchNode | undefined;
  readonly sort: IssueSort;
}

export interface IssueStores {
  readonly db: Selects;
  readonly events: EventStore;
}
