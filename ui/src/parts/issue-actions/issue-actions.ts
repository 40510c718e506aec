import { useQueryClient } from '@tanstack/react-query';
import { useOrg } from '../../app/filters.ts';
import { type Question, useAsk } from '../../app/confirm.tsx';
import { useToasts } from '../../app/toasts.tsx';
import {
  deleteIssues,
  fetchIssueHashes,
  type IssueFilter,
  type Merged,
  mergeIssues,
  unmergeHashes,
  updateIssues,
} from '../../data/issues.ts';
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

/** What a menu of actions is for. */
export interface ActionProps {
  readonly issues: readonly ActionTarget[];
  readonly matching?: Matching | undefined;
}

export interface IssueActions {
  /** `done` says what happened, e.g. “Resolved”; the toast adds to which issues, and offers to undo it. */
  apply(issues: readonly ActionTarget[], change: IssueChange, done: string): Promise<void>;
  merge(issues: readonly ActionTarget[]): Promise<void>;
  remove(issues: readonly ActionTarget[]): Promise<void>;
}

function questionFor({ filter, count }: Matching, done: string): Question {
  const what =
    filter.query === '' ? 'every issue of these projects, environments and period' : `what “${filter.query}” finds`;
  return {
    title: `Change ${formatExact(count)} issues?`,
    text: `“${done.replace(/:$/, '')}” applies to ${what}, also on other pages of the list. It cannot be undone in one step.`,
    yes: `Change ${formatExact(count)} issues`,
  };
}

/** Does what changes issues; true when it went well. Then the lists are loaded again, else the person is told why not. */
function useAttempt(): (failed: string, act: () => Promise<unknown>) => Promise<boolean> {
  const org = useOrg();
  const client = useQueryClient();
  const toasts = useToasts();
  return async (failed, act) => {
    try {
      await act();
    } catch (error) {
      toasts.failed(failed, error);
      return false;
    }
    // Not awaited: the person is told what happened before the lists are loaded again.
    for (const key of ['issues', 'issue', 'issue-counts', 'event-counts']) {
      void client.invalidateQueries({ queryKey: [key, org] });
    }
    return true;
  };
}

/** Merging, and taking it back: the events of each issue that was merged then become an issue of their own. */
function useMerge(): IssueActions['merge'] {
  const org = useOrg();
  const toasts = useToasts();
  const attempt = useAttempt();
  return async (issues) => {
    let merged: Merged | undefined;
    const hashes = new Map<string, readonly string[]>();
    const isDone = await attempt('The issues were not merged', async () => {
      for (const { id } of issues)
        hashes.set(
          id,
          (await fetchIssueHashes(org, id)).map((hash) => hash.id),
        );
      merged = await mergeIssues(
        org,
        issues.map(({ id }) => id),
      );
    });
    if (!isDone || merged === undefined) return;
    const { parent, children } = merged;
    const into = issues.find(({ id }) => id === parent)?.shortId ?? 'one issue';
    toasts.done(`Merged ${countOf(issues)} into ${into}`, async () => {
      const created: string[] = [];
      const isBack = await attempt('The merge could not be undone', async () => {
        for (const child of children) {
          created.push((await unmergeHashes(org, parent, hashes.get(child) ?? [])).shortId);
        }
      });
      return isBack && `The events of the others are in new issues: ${created.join(', ')}`;
    });
  };
}

/** With `matching`, an action changes all issues that the filter finds, and asks first, because it cannot be undone in one step. */
export function useIssueActions(matching?: Matching): IssueActions {
  const org = useOrg();
  const ask = useAsk();
  const toasts = useToasts();
  const attempt = useAttempt();
  const merge = useMerge();
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
      const back = () =>
        attempt('That could not be undone', () =>
          Promise.all(groupReversals(issues, change).map(([group, body]) => updateIssues(org, group, body))),
        );
      if (await attempt('Nothing was changed', () => updateIssues(org, ids, change))) {
        toasts.done(`${done} ${countOf(issues)}`, back);
      }
    },
    merge,
    async remove(issues) {
      const choice = matching?.filter ?? issues.map(({ id }) => id);
      if (await attempt('Nothing was deleted', () => deleteIssues(org, choice))) {
        toasts.done(`Deleted ${countOf(issues, matching)}`);
      }
    },
  };
}

/** What the Resolve button and the key `e` do: reopen when all are resolved, else resolve. */
export function useResolve(issues: readonly ActionTarget[], matching?: Matching) {
  const actions = useIssueActions(matching);
  const isResolved = issues.length > 0 && issues.every(({ status }) => status === 'resolved');
  return {
    isResolved,
    label: isResolved ? 'Reopen' : 'Resolve',
    run: () =>
      isResolved
        ? actions.apply(issues, { status: 'unresolved' }, 'Reopened')
        : actions.apply(issues, { status: 'resolved', statusDetails: {} }, 'Resolved'),
  };
}

/** What the Archive button and the key `s` do instead of their menu when all are archived. */
export function useUnarchive(issues: readonly ActionTarget[], matching?: Matching) {
  const actions = useIssueActions(matching);
  return {
    archived: issues.length > 0 && issues.every(({ status }) => status === 'ignored'),
    unarchive: () => actions.apply(issues, { status: 'unresolved' }, 'Unarchived'),
  };
}
