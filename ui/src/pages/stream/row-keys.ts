import { useNavigate } from '@tanstack/react-router';
import { useEffect, useEffectEvent, useState } from 'react';
import { useCommands } from '../../app/commands.tsx';
import { useOrg, usePageSearch } from '../../app/filters.ts';
import type { Issue } from '../../data/shapes.ts';
import { focusIsLost } from '../../parts/focus-back.ts';
import { useIssueActions } from '../../parts/issue-actions/issue-actions.ts';
import type { Selection } from './selection.ts';

export interface RowKeys {
  readonly menu: 'assign' | 'archive' | undefined;
  readonly setMenu: (menu: 'assign' | 'archive' | undefined) => void;
  /** What an action means now: the selected issues, else the one under the cursor. */
  readonly targets: readonly Issue[];
}

interface Cursor {
  readonly active: string | undefined;
  /** Where it was, for when an action takes the row away. */
  readonly last: number;
}

function focusRow(id: string | undefined): void {
  if (id === undefined) return;
  document.querySelector<HTMLElement>(`[data-issue="${CSS.escape(id)}"] a`)?.focus();
}

/** The row one came from, so that a list one comes back to goes on there. */
let left: string | undefined;

/** The cursor of the list is the browser's focus, so that screen readers and Enter follow it. */
function useCursor(issues: readonly Issue[]): { readonly active: string | undefined; readonly index: number } {
  const [{ active, last }, setCursor] = useState<Cursor>({ active: undefined, last: -1 });
  const follow = useEffectEvent((target: EventTarget | null) => {
    const row = target instanceof Element ? target.closest('[data-issue]') : null;
    // A focus elsewhere, in a menu say, leaves the cursor where it is.
    const id = row?.getAttribute('data-issue');
    if (!id) return;
    left = id;
    setCursor({ active: id, last: issues.findIndex((issue) => issue.id === id) });
  });
  useEffect(() => {
    const onFocus = (event: FocusEvent) => follow(event.target);
    document.addEventListener('focusin', onFocus);
    if (focusIsLost()) focusRow(left);
    return () => document.removeEventListener('focusin', onFocus);
  }, []);
  const found = issues.findIndex(({ id }) => id === active);
  // An action took the row away: the next one stands there now, and gets the focus that the row had.
  const heir = found === -1 && last !== -1 ? issues[Math.min(last, issues.length - 1)]?.id : undefined;
  useEffect(() => {
    if (focusIsLost()) focusRow(heir);
  }, [heir]);
  return { active, index: found === -1 ? Math.min(last, issues.length) - 1 : found };
}

function useMoves(issues: readonly Issue[], index: number, selection: Selection) {
  const org = useOrg();
  const navigate = useNavigate();
  const search = usePageSearch();
  const move = (step: number) => focusRow(issues[Math.min(Math.max(index + step, 0), issues.length - 1)]?.id);
  const extend = (step: number) => {
    const at = issues[index];
    if (at !== undefined && !selection.has(at.id)) selection.toggle(at.id);
    const next = issues[index + step];
    if (next !== undefined && !selection.has(next.id)) selection.toggle(next.id);
    move(step);
  };
  const open = () => {
    const issueId = issues[index]?.id;
    if (issueId !== undefined) {
      void navigate({ to: '/organizations/$org/issues/$issueId/', params: { org, issueId }, search });
    }
  };
  return { move, extend, open };
}

export function useRowKeys(issues: readonly Issue[], selection: Selection): RowKeys {
  const actions = useIssueActions(selection.matching);
  const { active, index } = useCursor(issues);
  const [menu, setMenu] = useState<RowKeys['menu']>();
  const targets =
    selection.ids.size > 0
      ? issues.filter(({ id }) => selection.ids.has(id))
      : issues.filter(({ id }) => id === active);
  const { move, extend, open } = useMoves(issues, index, selection);
  const group = 'Issues';
  useCommands([
    { id: 'next', label: 'Next issue', group, key: 'j', keyOnly: true, run: () => move(1) },
    { id: 'next-arrow', label: 'Next issue', group, key: 'ArrowDown', keyOnly: true, run: () => move(1) },
    { id: 'previous', label: 'Previous issue', group, key: 'k', keyOnly: true, run: () => move(-1) },
    { id: 'previous-arrow', label: 'Previous issue', group, key: 'ArrowUp', keyOnly: true, run: () => move(-1) },
    { id: 'open', label: 'Open the issue', group, key: 'o', keyOnly: true, run: open },
    {
      id: 'select',
      label: 'Select the issue',
      group,
      key: 'x',
      keyOnly: true,
      run: () => active !== undefined && selection.toggle(active),
    },
    {
      id: 'extend-down',
      label: 'Extend the selection down',
      group,
      key: 'Shift+J',
      keyOnly: true,
      run: () => extend(1),
    },
    { id: 'extend-up', label: 'Extend the selection up', group, key: 'Shift+K', keyOnly: true, run: () => extend(-1) },
    {
      id: 'select-all',
      label: 'Select all on this page',
      group,
      key: '$mod+a',
      run: () => selection.set(issues.map(({ id }) => id)),
    },
    { id: 'clear', label: 'Clear the selection', group, key: 'Escape', keyOnly: true, run: () => selection.set([]) },
    {
      id: 'resolve',
      label: 'Resolve',
      group,
      key: 'e',
      run: () => void actions.apply(targets, { status: 'resolved' }, 'Resolved'),
    },
    { id: 'assign', label: 'Assign', group, key: 'a', run: () => targets.length > 0 && setMenu('assign') },
    { id: 'archive', label: 'Archive', group, key: 's', run: () => targets.length > 0 && setMenu('archive') },
  ]);
  return { menu, setMenu, targets };
}
