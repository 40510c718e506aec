import { useCommands } from '../../app/commands.tsx';
import { hasFailed } from './rows.ts';
import type { Trace } from './trace.ts';
import type { TraceNode } from './trace-node.ts';
import type { TraceView } from './use-trace-view.ts';

const GROUP = 'Trace';

export function zoomOf(trace: Trace, node: TraceNode): { from: number; to: number } {
  return { from: node.start / trace.duration, to: Math.max(node.end, node.start + 0.001) / trace.duration };
}

export function useTraceKeys(trace: Trace, view: TraceView, focusSearch: () => void): void {
  const { rows, selected, select, folded, fold } = view;
  const at = selected === undefined ? -1 : rows.indexOf(selected);
  const move = (step: number): void => select(rows[Math.min(Math.max(at + step, 0), rows.length - 1)]);
  const moveToFailed = (step: number): void => {
    for (let index = at + step; index >= 0 && index < rows.length; index += step) {
      const node = rows[index];
      if (node !== undefined && hasFailed(node)) return select(node);
    }
  };
  const close = (): void => {
    if (selected === undefined) return;
    if (selected.children.length > 0 && !folded.has(selected.id)) fold(selected.id, true);
    else if (selected.parent !== undefined) select(selected.parent);
  };
  const onSelected = (run: (node: TraceNode) => void) => () => (selected === undefined ? undefined : run(selected));
  const back = (): void => {
    if (selected !== undefined) select(undefined);
    else view.setFilter({ find: '', only: undefined, service: undefined });
  };
  const moves = { group: GROUP, keyOnly: true, repeats: true } as const;
  useCommands([
    { ...moves, id: 'next', label: 'Next span', key: 'j', run: () => move(1) },
    { ...moves, id: 'down', label: 'Next span', key: 'ArrowDown', run: () => move(1) },
    { ...moves, id: 'previous', label: 'Span above', key: 'k', run: () => move(-1) },
    { ...moves, id: 'up', label: 'Span above', key: 'ArrowUp', run: () => move(-1) },
    { ...moves, id: 'fold', label: 'Fold, or to the span above', key: 'h', run: close },
    { ...moves, id: 'unfold', label: 'Unfold', key: 'l', run: onSelected(({ id }) => fold(id, false)) },
    { id: 'next-error', label: 'Next span that failed', group: GROUP, key: 'n', run: () => moveToFailed(1) },
    { id: 'last-error', label: 'Span before that failed', group: GROUP, key: 'Shift+N', run: () => moveToFailed(-1) },
    {
      id: 'zoom',
      label: 'Zoom to the span',
      group: GROUP,
      key: 'w',
      run: onSelected((node) => view.setZoom(zoomOf(trace, node))),
    },
    { id: 'whole', label: 'Show the whole time', group: GROUP, key: '0', run: () => view.setZoom(undefined) },
    {
      id: 'service',
      label: 'Only this service, or all again',
      group: GROUP,
      key: 'v',
      run: onSelected(({ service }) =>
        view.setFilter({ service: view.filter.service === undefined ? service : undefined }),
      ),
    },
    { id: 'find', label: 'Find in the trace', group: GROUP, key: '/', run: focusSearch },
    { id: 'back', label: 'Close the span, or clear the filter', group: GROUP, key: 'Escape', keyOnly: true, run: back },
  ]);
}
