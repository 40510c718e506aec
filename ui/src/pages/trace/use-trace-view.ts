import { useMemo, useState } from 'react';
import { usePageSearch, useSetSearch } from '../../app/filters.ts';
import type { Trace } from './trace.ts';
import type { TraceNode } from './trace-node.ts';
import { type RowFilter, rowsOf } from './rows.ts';

/** A part of the trace in time, as shares of its duration. */
export interface Zoom {
  readonly from: number;
  readonly to: number;
}

const WHOLE: Zoom = { from: 0, to: 1 };
/** A closer look shows nothing more. */
const ZOOM_MIN = 1e-5;

export interface TraceView {
  readonly rows: readonly TraceNode[];
  /** How many spans the filter finds; undefined without a filter. */
  readonly found: number | undefined;
  readonly filter: RowFilter;
  readonly setFilter: (change: Partial<RowFilter>) => void;
  readonly folded: ReadonlySet<string>;
  readonly fold: (id: string, folded: boolean) => void;
  readonly selected: TraceNode | undefined;
  readonly select: (node: TraceNode | undefined) => void;
  readonly zoom: Zoom;
  readonly setZoom: (zoom: Zoom | undefined) => void;
}

/** What of a trace is shown. The selected span stands in the URL, so that a link leads to it. */
export function useTraceView(trace: Trace): TraceView {
  const { span, query = '' } = usePageSearch();
  const setSearch = useSetSearch();
  const [only, setOnly] = useState<RowFilter['only']>();
  const [service, setService] = useState<string>();
  const [folded, setFolded] = useState<ReadonlySet<string>>(new Set());
  const [zoom, setZoom] = useState(WHOLE);
  const filter = useMemo(() => ({ find: query, only, service }), [query, only, service]);
  const { rows, found } = useMemo(() => rowsOf(trace, folded, filter), [trace, folded, filter]);
  const byId = useMemo(() => new Map(trace.nodes.map((node) => [node.id, node])), [trace]);
  return {
    rows,
    found,
    filter,
    setFilter(change) {
      if ('find' in change) setSearch({ query: change.find || undefined }, { replace: true });
      if ('only' in change) setOnly(change.only);
      if ('service' in change) setService(change.service);
    },
    folded,
    fold(id, isFolded) {
      const next = new Set(folded);
      if (isFolded) next.add(id);
      else next.delete(id);
      setFolded(next);
    },
    selected: span === undefined ? undefined : byId.get(span),
    select: (node) => setSearch({ span: node?.id }, { replace: true }),
    zoom,
    setZoom: (next = WHOLE) => setZoom(next.to - next.from < ZOOM_MIN ? zoom : next),
  };
}
