import { asJsonObject, type JsonObject } from '@garrison/protocol';
import type { ChangedIssue, ConditionKind } from './condition.ts';
import { DAY_MS, HOUR_MS, MINUTE_MS, WEEK_MS } from '../../durations.ts';

const LEVELS = new Map([
  ['fatal', 50],
  ['error', 40],
  ['warning', 30],
  ['info', 20],
  ['debug', 10],
  ['sample', 0],
]);
const PRIORITIES = new Map([
  ['high', 75],
  ['medium', 50],
  ['low', 25],
]);
const CATEGORIES = new Map([
  ['error', 1],
  ['feedback', 6],
]);
const UNITS_MS = new Map([
  ['minute', MINUTE_MS],
  ['hour', HOUR_MS],
  ['day', DAY_MS],
  ['week', WEEK_MS],
]);

function filter(
  type: string,
  faultOf: (comparison: JsonObject) => string | undefined,
  holds: (comparison: JsonObject, issue: ChangedIssue) => boolean,
): ConditionKind {
  return {
    type,
    faultOf(comparison) {
      const fields = asJsonObject(comparison);
      return fields === undefined ? 'expected an object' : faultOf(fields);
    },
    holds: (comparison, issue) => holds(asJsonObject(comparison) ?? {}, issue),
  };
}

const isOneOf = (name: string, value: unknown, values: readonly unknown[]): string | undefined =>
  values.includes(value) ? undefined : `${name}: expected one of ${values.join(', ')}`;
const isCount = (name: string, value: unknown): string | undefined =>
  typeof value === 'number' && Number.isInteger(value) && value >= 0 ? undefined : `${name}: expected a whole number`;

/** Those that the issue itself can answer. */
export const FILTERS: readonly ConditionKind[] = [
  filter(
    'level',
    ({ match, level }) =>
      isOneOf('match', match, ['eq', 'gte', 'lte']) ?? isOneOf('level', level, [...LEVELS.values()]),
    ({ match, level }, issue) => compare(LEVELS.get(issue.level) ?? 0, match, Number(level)),
  ),
  filter(
    'issue_category',
    ({ value, include }) =>
      isOneOf('value', value, [...CATEGORIES.values()]) ??
      (include === undefined ? undefined : isOneOf('include', include, [true, false])),
    ({ value, include }, { category }) => (CATEGORIES.get(category) === value) === (include !== false),
  ),
  filter(
    'issue_occurrences',
    ({ value }) => isCount('value', value),
    ({ value }, { timesSeen }) => timesSeen >= Number(value),
  ),
  filter(
    'age_comparison',
    ({ comparisonType, value, time }) =>
      isOneOf('comparisonType', comparisonType, ['older', 'newer']) ??
      isCount('value', value) ??
      isOneOf('time', time, [...UNITS_MS.keys()]),
    ({ comparisonType, value, time }, { at, firstSeenAt }) => {
      const limit = Number(value) * (UNITS_MS.get(String(time)) ?? 0);
      return comparisonType === 'older' ? at - firstSeenAt > limit : at - firstSeenAt < limit;
    },
  ),
  filter(
    'assigned_to',
    ({ targetType, targetIdentifier }) =>
      isOneOf('targetType', targetType, ['Unassigned', 'Team', 'Member']) ??
      (targetType === 'Unassigned' || /^\d+$/.test(String(targetIdentifier))
        ? undefined
        : 'targetIdentifier: expected the id of a team or user'),
    ({ targetType, targetIdentifier }, { assignee }) => {
      if (targetType === 'Unassigned') return assignee === null;
      const type = targetType === 'Team' ? 'team' : 'user';
      return assignee?.type === type && String(assignee.id) === String(targetIdentifier);
    },
  ),
  ...(['issue_priority_equals', 'issue_priority_greater_or_equal'] as const).map((type): ConditionKind => ({
    type,
    faultOf: (comparison) => isOneOf('comparison', comparison, [...PRIORITIES.values()]),
    holds: (comparison, { priority }) =>
      compare(PRIORITIES.get(priority) ?? 0, type === 'issue_priority_equals' ? 'eq' : 'gte', Number(comparison)),
  })),
];

function compare(left: number, match: unknown, right: number): boolean {
  if (match === 'gte') return left >= right;
  return match === 'lte' ? left <= right : left === right;
}
