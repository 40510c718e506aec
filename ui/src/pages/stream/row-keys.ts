import { useNavigate } from '@tanstack/react-router';
import { useEffect, useEffectEvent, useLayoutEffect, useState } from 'react';
import { type Command, useCommands } from '../../app/commands.tsx';
import { useOrg, usePageSearch } from '../../app/filters.ts';
import type { Issue } from '../../data/shapes.ts';
import { focusIsLost } from '../../parts/focus-back.ts';
import { useResolve, useUnarchive } from '../../parts/issue-actions/issue-actions.ts';
import type { Selection } from './selection.ts';

export interface RowKeys {
  readonly menu: 'assign' | 'archive' | undefined;
  readonly setMenu: (menu: 'assign' | 'archive' | undefined) => void;
  /** What an action is for: the selected issues, else the one with the focus. */
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

/** The row that had the focus when the list was left, so that it has it again when the list comes back. */
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
  // When an action takes the row away, the next one is in its place and gets the focus.
  const heir = found === -1 && last !== -1 ? issues[Math.min(last, issues.length - 1)]?.id : undefined;
  useLayoutEffect(() => {
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

/** When a menu is closed and its button is gone with it, the focus goes back to the row. */
function useFocusAfterMenu(menu: RowKeys['menu'], row: string | undefined): void {
  const back = useEffectEvent(() => {
    if (focusIsLost()) focusRow(row);
  });
  const isOpen = menu !== undefined;
  useEffect(() => {
    if (!isOpen) return;
    // After the menu has given the focus to the button that is gone.
    return () => void requestAnimationFrame(() => requestAnimationFrame(() => back()));
  }, [isOpen]);
}

function moveCommands(moves: ReturnType<typeof useMoves>): Command[] {
  const group = 'Issues';
  const move = (id: string, key: string, step: 1 | -1) => ({
    id,
    label: step === 1 ? 'Next issue' : 'Previous issue',
    group,
    key,
    keyOnly: true,
    repeats: true,
    run: () => moves.move(step),
  });
  const extend = (id: string, key: string, step: 1 | -1) => ({
    id,
    label: `Extend the selection ${step === 1 ? 'down' : 'up'}`,
    group,
    key,
    keyOnly: true,
    repeats: true,
    run: () => moves.extend(step),
  });
  return [
    move('next', 'j', 1),
    move('next-arrow', 'ArrowDown', 1),
    move('previous', 'k', -1),
    move('previous-arrow', 'ArrowUp', -1),
    { id: 'open', label: 'Open the issue', group, key: 'o', keyOnly: true, run: moves.open },
    extend('extend-down', 'Shift+J', 1),
    extend('extend-up', 'Shift+K', -1),
  ];
}

export function useRowKeys(issues: readonly Issue[], selection: Selection): RowKeys {
  const { active, index } = useCursor(issues);
  const [menu, setMenu] = useState<RowKeys['menu']>();
  const isSelection = selection.ids.size > 0;
  const targets = issues.filter(({ id }) => (isSelection ? selection.ids.has(id) : id === active));
  const resolve = useResolve(targets, selection.matching);
  const { archived, unarchive } = useUnarchive(targets, selection.matching);
  const moves = useMoves(issues, index, selection);
  useFocusAfterMenu(menu, active);
  const group = 'Issues';
  const openMenu = (name: 'assign' | 'archive') => targets.length > 0 && setMenu(name);
  useCommands([
    ...moveCommands(moves),
    {
      id: 'select',
      label: 'Select the issue',
      group,
      key: 'x',
      keyOnly: true,
      run: () => active !== undefined && selection.toggle(active),
    },
    {
      id: 'select-all',
      label: 'Select all on this page',
      group,
      key: '$mod+a',
      run: () => selection.set(issues.map(({ id }) => id)),
    },
    { id: 'clear', label: 'Clear the selection', group, key: 'Escape', keyOnly: true, run: () => selection.set([]) },
    { id: 'resolve', label: resolve.label, group, key: 'e', run: () => void resolve.run() },
    { id: 'assign', label: 'Assign', group, key: 'a', run: () => openMenu('assign') },
    {
      id: 'archive',
      label: archived ? 'Unarchive' : 'Archive',
      group,
      key: 's',
      run: () => (archived ? void unarchive() : openMenu('archive')),
    },
  ]);
  return { menu, setMenu, targets };
}
