import { useQueryClient } from '@tanstack/react-query';
import { useOrg } from '../../app/filters.ts';
import { type Question, useAsk } from '../../app/confirm.tsx';
import { useToasts } from '../../app/toasts.tsx';
import { deleteIssues, type IssueFilter, updateIssues } from '../../data/issues.ts';
import type { Issue, IssueChange } from '../../data/shapes.ts';
import { formatExact } from '../format.ts';

/** What an action needs to know of an issue, whichever answer it came from. */
export type ActionTarget = Pick<
  Issue,
  'id' | 'shortId' | 'status' | 'substatus' | 'statusDetails' | 'assignedTo' | 'project'
>;

const MINUTE_MS = 60_000;

/** The API tells until when an issue is archived, and takes for how many minutes. */
function detailsBack({ statusDetails }: ActionTarget, now: number): NonNullable<IssueChange['statusDetails']> {
  const { ignoreUntil, ...rest } = statusDetails;
  if (typeof ignoreUntil !== 'string') return rest;
  const minutes = Math.round((Date.parse(ignoreUntil) - now) / MINUTE_MS);
  return { ...rest, ignoreDuration: Math.max(minutes, 1) };
}

/** The change that leads back to how the issue was. */
export function reverseChange(issue: ActionTarget, change: IssueChange, now = Date.now()): IssueChange {
  const assigned = issue.assignedTo;
  return {
    ...(change.status === undefined
      ? {}
      : {
          status: issue.status,
          ...(issue.substatus === null ? {} : { substatus: issue.substatus }),
          statusDetails: detailsBack(issue, now),
        }),
    ...(change.assignedTo === undefined
      ? {}
      : { assignedTo: assigned === null ? '' : `${assigned.type}:${assigned.id}` }),
  };
}

/** Issues that share a way back go back in one request. */
export function groupReversals(
  issues: readonly ActionTarget[],
  change: IssueChange,
): readonly (readonly [readonly string[], IssueChange])[] {
  const groups = new Map<string, [string[], IssueChange]>();
  for (const issue of issues) {
    const back = reverseChange(issue, change);
    const key = JSON.stringify(back);
    const group = groups.get(key) ?? [[], back];
    group[0].push(issue.id);
    groups.set(key, group);
  }
  return [...groups.values()];
}

export function countOf(issues: readonly ActionTarget[], matching?: Matching): string {
  if (matching !== undefined) return `${formatExact(matching.count)} issues`;
  const [first] = issues;
  return issues.length === 1 && first !== undefined ? first.shortId : `${issues.length} issues`;
}

/** All issues that a filter finds, beyond those on screen. */
export interface Matching {
  readonly filter: IssueFilter;
  /** How many there were when the list was read. */
  readonly count: number;
}

export interface IssueActions {
  /** `done` says what happened, e.g. “Resolved”; the toast adds what to, and offers the way back. */
  apply(issues: readonly ActionTarget[], change: IssueChange, done: string): Promise<void>;
  merge(issues: readonly ActionTarget[]): Promise<void>;
  remove(issues: readonly ActionTarget[]): Promise<void>;
}

function questionFor({ filter, count }: Matching, done: string): Question {
  const what =
    filter.query === '' ? 'every issue of these projects, environments and period' : `what “${filter.query}” finds`;
  return {
    title: `Change ${formatExact(count)} issues?`,
    text: `“${done.replace(/:$/, '')}” reaches ${what}, also beyond this page. It cannot be undone in one step.`,
    yes: `Change ${formatExact(count)} issues`,
  };
}

/** With `matching`, every action reaches all that the filter finds, and asks first: there is no way back from it in one step. */
export function useIssueActions(matching?: Matching): IssueActions {
  const org = useOrg();
  const ask = useAsk();
  const client = useQueryClient();
  const toasts = useToasts();
  const refresh = () => {
    for (const key of ['issues', 'issue', 'issue-counts', 'event-counts']) {
      void client.invalidateQueries({ queryKey: [key, org] });
    }
  };
  const attempt = async (what: string, act: () => Promise<unknown>): Promise<boolean> => {
    try {
      await act();
    } catch (error) {
      toasts.failed(what, error);
      return false;
    }
    // Not waited for: what happened, and the way back, are told before the lists are read again.
    refresh();
    return true;
  };
  return {
    async apply(issues, change, done) {
      if (issues.length === 0) return;
      if (matching !== undefined) {
        if (!(await ask(questionFor(matching, done)))) return;
        if (await attempt('Nothing was changed', () => updateIssues(org, matching.filter, change))) {
          toasts.done(`${done} ${formatExact(matching.count)} issues`);
        }
        return;
      }
      const ids = issues.map(({ id }) => id);
      const back = async () => {
        await attempt('That could not be undone', () =>
          Promise.all(groupReversals(issues, change).map(([group, body]) => updateIssues(org, group, body))),
        );
      };
      if (await attempt('Nothing was changed', () => updateIssues(org, ids, change))) {
        toasts.done(`${done} ${countOf(issues)}`, () => void back());
      }
    },
    async merge(issues) {
      const ids = issues.map(({ id }) => id);
      if (await attempt('The issues were not merged', () => updateIssues(org, ids, { merge: 1 }))) {
        toasts.done(`Merged ${countOf(issues)} into one`);
      }
    },
    async remove(issues) {
      const choice = matching?.filter ?? issues.map(({ id }) => id);
      if (await attempt('Nothing was deleted', () => deleteIssues(org, choice))) {
        toasts.done(`Deleted ${countOf(issues, matching)}`);
      }
    },
  };
}
