import { IconAlertTriangle, IconChevronDown, IconChevronRight } from '@tabler/icons-react';
import { useVirtualizer } from '@tanstack/react-virtual';
import { type PointerEvent, useEffect, useEffectEvent, useRef } from 'react';
import { levelClass } from '../../parts/level.tsx';
import { formatTook } from '../../parts/format.ts';
import { SafeText } from '../../parts/safe-text.tsx';
import { hasFailed } from './rows.ts';
import type { Trace } from './trace.ts';
import type { TraceNode } from './trace-node.ts';
import type { TraceView, Zoom } from './use-trace-view.ts';

const ROW = 24;
const INDENT = 12;
/** A deeper span is not moved further to the right: its name must stay readable. */
const INDENTS_MAX = 20;
const NAME_MIN = 160;
const NAME_MAX = 900;

/** A share of the trace → a share of what the zoom shows. */
const within = ({ from, to }: Zoom, share: number): number => (share - from) / (to - from);

function Bar({ node, trace, zoom }: { node: TraceNode; trace: Trace; zoom: Zoom }) {
  const left = within(zoom, node.start / trace.duration);
  const right = within(zoom, node.end / trace.duration);
  if (right < 0 || left > 1) return null;
  const from = Math.max(left, 0);
  const width = Math.min(right, 1) - from;
  const classes = ['span-bar', hasFailed(node) ? 'span-failed' : '', node.isCritical ? 'span-critical' : ''];
  const label = formatTook(node.end - node.start);
  return (
    <>
      <span
        className={classes.join(' ')}
        style={{ left: `${100 * from}%`, width: `max(2px, ${100 * width}%)`, background: colourOf(trace, node) }}
      />
      {node.item.errors.map(({ event_id: id, level, start_timestamp: at }) => (
        <i
          key={id}
          className={`span-error ${levelClass(level)}`}
          style={{
            left: `${100 * Math.min(Math.max(within(zoom, (at * 1000 - trace.startMs) / trace.duration), 0), 1)}%`,
          }}
        />
      ))}
      <TimeLabel from={from} to={from + width} label={label} />
    </>
  );
}

/** Behind the bar, else before it, else over its end. */
function TimeLabel({ from, to, label }: { from: number; to: number; label: string }) {
  if (to <= 0.85)
    return (
      <span className="span-time" style={{ left: `${100 * to}%` }}>
        {label}
      </span>
    );
  if (from > 0.15)
    return (
      <span className="span-time" style={{ right: `${100 * (1 - from)}%` }}>
        {label}
      </span>
    );
  return <span className="span-time span-time-over">{label}</span>;
}

function colourOf({ services }: Trace, { service }: TraceNode): string {
  return `var(--g-series-${services.indexOf(service) % 8})`;
}

interface RowProps {
  readonly node: TraceNode;
  readonly trace: Trace;
  readonly view: TraceView;
  readonly top: number;
}

function Row({ node, trace, view, top }: RowProps) {
  const { folded, fold, select, selected, zoom } = view;
  const isFolded = folded.has(node.id);
  const { item, children, remarks } = node;
  const hasChildren = children.length > 0;
  const startsService = node.parent?.service !== node.service;
  const Chevron = isFolded ? IconChevronRight : IconChevronDown;
  return (
    <div
      id={`span-${node.id}`}
      role="treeitem"
      tabIndex={-1}
      aria-level={node.depth + 1}
      aria-selected={selected === node}
      {...(hasChildren ? { 'aria-expanded': !isFolded } : {})}
      className={selected === node ? 'span-row span-selected' : 'span-row'}
      style={{ transform: `translateY(${top}px)` }}
      onClick={() => select(node)}
      onKeyDown={({ key }) => (key === 'Enter' ? select(node) : undefined)}
    >
      <div className="span-name" style={{ paddingLeft: 4 + Math.min(node.depth, INDENTS_MAX) * INDENT }}>
        {hasChildren ? (
          <button
            type="button"
            tabIndex={-1}
            className="span-fold"
            aria-label={isFolded ? 'Unfold' : 'Fold'}
            onClick={(event) => {
              event.stopPropagation();
              fold(node.id, !isFolded);
            }}
          >
            <Chevron size={14} aria-hidden />
          </button>
        ) : (
          <span className="span-fold" />
        )}
        <span className="service-dot" style={{ background: colourOf(trace, node) }} aria-hidden />
        {startsService ? <strong>{node.service}</strong> : null}
        <span className="muted">{item.op}</span>
        <SafeText text={item.name} className="cut" />
        {isFolded ? <span className="faint">+{children.length}</span> : null}
        {remarks.length > 0 ? (
          <span className="level level-warning level-icon" title={remarks.join('\n')}>
            <IconAlertTriangle size={14} aria-label={remarks.join(' ')} />
          </span>
        ) : null}
      </div>
      <div className="span-track">
        <Bar node={node} trace={trace} zoom={zoom} />
      </div>
    </div>
  );
}

/** The width of the names is a variable of CSS: a drag moves thousands of bars without drawing a row anew. */
function drag(event: PointerEvent<HTMLElement>): void {
  const picture = event.currentTarget.closest<HTMLElement>('.trace-picture');
  if (event.buttons !== 1 || picture === null) return;
  const width = event.clientX - picture.getBoundingClientRect().left;
  picture.style.setProperty('--span-names', `${Math.min(Math.max(width, NAME_MIN), NAME_MAX)}px`);
}

/** Only the rows in sight are in the page, so that 10,000 scroll as easily as ten. */
export function Waterfall({ trace, view }: { trace: Trace; view: TraceView }) {
  const scroller = useRef<HTMLDivElement>(null);
  const { rows, selected } = view;
  const virtual = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => ROW,
    overscan: 20,
  });
  const show = useEffectEvent(() => {
    const index = selected === undefined ? -1 : rows.indexOf(selected);
    if (index >= 0) virtual.scrollToIndex(index, { align: 'auto' });
  });
  const id = selected?.id;
  useEffect(() => show(), [id]);
  return (
    <div className="waterfall">
      <div
        role="separator"
        aria-orientation="vertical"
        aria-label="Width of the names"
        className="span-divider"
        onPointerDown={(event) => event.currentTarget.setPointerCapture(event.pointerId)}
        onPointerMove={drag}
      />
      <div
        ref={scroller}
        className="span-rows"
        role="tree"
        aria-label="Spans"
        tabIndex={0}
        {...(id === undefined ? {} : { 'aria-activedescendant': `span-${id}` })}
      >
        <div style={{ height: virtual.getTotalSize(), position: 'relative' }}>
          {virtual.getVirtualItems().map(({ index, start }) => {
            const node = rows[index];
            return node === undefined ? null : <Row key={node.id} {...{ node, trace, view, top: start }} />;
          })}
        </div>
      </div>
    </div>
  );
}
