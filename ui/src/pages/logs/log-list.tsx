import { useVirtualizer } from '@tanstack/react-virtual';
import { useEffect, useEffectEvent, useRef } from 'react';
import type { LogLine } from '../../data/logs.ts';
import { LogRow } from './log-row.tsx';

const ROW = 24;

interface LogListProps {
  readonly lines: readonly LogLine[];
  /** The line that the others are around. */
  readonly hit: LogLine | undefined;
  readonly open: string | undefined;
  readonly setOpen: (id: string | undefined) => void;
  readonly showContext: (line: LogLine) => void;
  readonly narrow: (term: string) => void;
  readonly onEnd: () => void;
  readonly onScroll: (isAtTop: boolean) => void;
}

/** Only the lines in sight are in the page. */
export function LogList({ lines, hit, open, setOpen, showContext, narrow, onEnd, onScroll }: LogListProps) {
  const scroller = useRef<HTMLDivElement>(null);
  const virtual = useVirtualizer({
    count: lines.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => ROW,
    getItemKey: (index) => lines[index]?.id ?? index,
    overscan: 20,
  });
  const items = virtual.getVirtualItems();
  const last = items.at(-1)?.index ?? 0;
  const end = useEffectEvent(onEnd);
  useEffect(() => {
    if (lines.length > 0 && last >= lines.length - 1) end();
  }, [last, lines.length]);
  const showHit = useEffectEvent(() => {
    const index = lines.findIndex(({ id }) => id === hit?.id);
    if (index >= 0) virtual.scrollToIndex(index, { align: 'center' });
  });
  useEffect(() => showHit(), [hit?.id, lines.length]);
  return (
    <div
      ref={scroller}
      className="panel log-lines"
      onScroll={({ currentTarget }) => onScroll(currentTarget.scrollTop < ROW)}
    >
      <ul aria-label="Log lines" style={{ height: virtual.getTotalSize() }}>
        {items.map(({ index, start, key }) => {
          const line = lines[index];
          if (line === undefined) return null;
          return (
            <li
              key={key}
              data-index={index}
              ref={virtual.measureElement}
              className="log-place"
              style={{ transform: `translateY(${start}px)` }}
            >
              <LogRow
                line={line}
                isOpen={open === line.id}
                isHit={hit?.id === line.id}
                toggle={() => setOpen(open === line.id ? undefined : line.id)}
                showContext={() => showContext(line)}
                narrow={narrow}
              />
            </li>
          );
        })}
      </ul>
    </div>
  );
}
