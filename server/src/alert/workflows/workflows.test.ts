import { describe, expect, test } from 'vitest';
import type { ChangedIssue, Condition } from './condition.ts';
import { actionsFor, faultsOf, type Workflow } from './evaluate-workflow.ts';

const DAY = 86_400_000;
const issue: ChangedIssue = {
  kind: 'new',
  at: 10 * DAY,
  isNewPriorityHigh: true,
  level: 'error',
  priority: 'high',
  category: 'error',
  firstSeenAt: 9 * DAY,
  timesSeen: 5,
  assignee: { type: 'team', id: 3 },
};
const when = (type: string): Condition => ({ type, comparison: true });
const workflow = (filters: readonly Condition[], change: Partial<Workflow<string>> = {}): Workflow<string> => ({
  enabled: true,
  environment: null,
  triggers: { logicType: 'any-short', conditions: [when('first_seen_event'), when('regression_event')] },
  actionFilters: [{ logicType: 'all', conditions: filters, actions: ['tell'] }],
  ...change,
});
const fires = (given: Workflow<string>, of: Partial<ChangedIssue> = {}, environment = 'production'): boolean =>
  actionsFor(given, { ...issue, ...of }, environment).length > 0;

describe('triggers', () => {
  test.each([
    ['new', true],
    ['regressed', true],
    ['resolved', false],
    ['assigned', false],
  ])('a change of the kind %s starts it: %s', (kind, expected) => {
    expect(fires(workflow([]), { kind })).toBe(expected);
  });

  test('a disabled workflow, another environment, and no trigger at all start nothing', () => {
    expect(fires(workflow([], { enabled: false }))).toBe(false);
    expect(fires(workflow([], { environment: 'staging' }))).toBe(false);
    expect(fires(workflow([], { environment: 'production' }))).toBe(true);
    expect(fires(workflow([], { triggers: { logicType: 'any-short', conditions: [] } }))).toBe(false);
  });
});

test.each<[string, unknown, boolean]>([
  ['level', { match: 'gte', level: 40 }, true],
  ['level', { match: 'eq', level: 50 }, false],
  ['level', { match: 'lte', level: 40 }, true],
  ['issue_category', { value: 1 }, true],
  ['issue_category', { value: 1, include: false }, false],
  ['issue_occurrences', { value: 5 }, true],
  ['issue_occurrences', { value: 6 }, false],
  ['age_comparison', { comparisonType: 'older', value: 2, time: 'day' }, false],
  ['age_comparison', { comparisonType: 'newer', value: 2, time: 'day' }, true],
  ['assigned_to', { targetType: 'Team', targetIdentifier: '3' }, true],
  ['assigned_to', { targetType: 'Member', targetIdentifier: 3 }, false],
  ['assigned_to', { targetType: 'Unassigned' }, false],
  ['issue_priority_equals', 50, false],
  ['issue_priority_greater_or_equal', 50, true],
])('the filter %s with %j holds: %s', (type, comparison, expected) => {
  const condition = { type, comparison };
  expect(faultsOf(workflow([condition]))).toEqual([]);
  expect(fires(workflow([condition]))).toBe(expected);
  expect(fires(workflow([{ ...condition, conditionResult: false }]))).toBe(!expected);
});

test('what cannot be evaluated is named with its place', () => {
  const wrong = workflow(
    [
      { type: 'tagged_event', comparison: {} },
      { type: 'level', comparison: { match: 'x' } },
      { type: 'issue_occurrences', comparison: 5 },
    ],
    { triggers: { logicType: 'any-short', conditions: [when('every_event')] } },
  );
  expect(faultsOf(wrong)).toEqual([
    { path: 'triggers.conditions[0]', message: expect.stringContaining('“every_event” is not evaluated here') },
    { path: 'actionFilters[0].conditions[0]', message: expect.stringContaining('“tagged_event” is not evaluated') },
    { path: 'actionFilters[0].conditions[1]', message: 'match: expected one of eq, gte, lte' },
    { path: 'actionFilters[0].conditions[2]', message: 'expected an object' },
  ]);
  expect(fires(wrong)).toBe(false);
});

test('groups: all, any, none', () => {
  const [yes, no] = [
    { type: 'issue_occurrences', comparison: { value: 1 } },
    { type: 'issue_occurrences', comparison: { value: 9 } },
  ];
  const group = (logicType: 'all' | 'any' | 'none') =>
    fires(workflow([], { actionFilters: [{ logicType, conditions: [yes, no], actions: ['tell'] }] }));
  expect([group('all'), group('any'), group('none')]).toEqual([false, true, false]);
});
