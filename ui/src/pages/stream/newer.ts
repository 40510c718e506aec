import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import { useCommands } from '../../app/commands.tsx';
import { useLiveChanges } from '../../app/live.tsx';
import type { Page } from '../../data/http.ts';
import { fetchIssues, type IssueListParams, issueListQuery } from '../../data/issues.ts';
import type { Issue } from '../../data/shapes.ts';

/** The list is loaded at most once in this time, however many changes arrive. */
const LOOK_MS = 2000;

/** Rows keep their place and take their new figures from `fresh`. */
export function patchRows(shown: readonly Issue[], fresh: readonly Issue[]): readonly Issue[] {
  const byId = new Map(fresh.map((issue) => [issue.id, issue]));
  return shown.map((issue) => byId.get(issue.id) ?? issue);
}

export function countNewer(shown: readonly Issue[], fresh: readonly Issue[]): number {
  const known = new Set(shown.map(({ id }) => id));
  return fresh.filter(({ id }) => !known.has(id)).length;
}

export interface Newer {
  readonly count: number;
  readonly show: () => void;
}

/**
 * No row moves while a person reads: after a change the same list is loaded in the background. Counts of rows on screen change in
 * place; issues that are not on screen are only counted until the person asks for them.
 */
export function useNewer(org: string, params: IssueListParams, shown: Page<Issue> | undefined): Newer {
  const client = useQueryClient();
  const key = issueListQuery(org, params).queryKey;
  const keyText = JSON.stringify(key);
  const [waiting, setWaiting] = useState<{ key: string; page: Page<Issue> }>();
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const latest = useRef({ keyText });
  useEffect(() => {
    latest.current = { keyText };
  });
  useEffect(() => () => clearTimeout(timer.current), [keyText]);

  const look = async () => {
    timer.current = undefined;
    const page = await fetchIssues(org, params);
    if (latest.current.keyText !== keyText) return;
    client.setQueryData(key, (before) =>
      before === undefined ? before : { ...before, items: patchRows(before.items, page.items) },
    );
    setWaiting({ key: keyText, page });
  };
  useLiveChanges(() => {
    if (shown === undefined || timer.current !== undefined) return;
    // When loading fails, the live dot shows it; the next change loads again.
    timer.current = setTimeout(() => void look().catch(() => undefined), LOOK_MS);
  });

  const page = waiting?.key === keyText ? waiting.page : undefined;
  const count = page === undefined || shown === undefined ? 0 : countNewer(shown.items, page.items);
  const show = () => {
    if (page === undefined || count === 0) return;
    client.setQueryData(key, page);
    void client.invalidateQueries({ queryKey: ['issue-counts', org] });
    void client.invalidateQueries({ queryKey: ['event-counts', org] });
    setWaiting(undefined);
  };
  useCommands([{ id: 'newer', label: 'Show newer issues', group: 'Issues', key: '.', run: show }]);
  return { count, show };
}
