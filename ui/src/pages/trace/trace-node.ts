import type { SpanItem } from '../../data/traces.ts';

/** A span in its place. Times are milliseconds since the start of the trace. */
export interface TraceNode {
  readonly id: string;
  readonly item: SpanItem;
  readonly service: string;
  readonly status: string;
  readonly kind: string;
  readonly parent: TraceNode | undefined;
  readonly children: TraceNode[];
  readonly depth: number;
  readonly start: number;
  readonly end: number;
  /** Of its duration what none of its children took. */
  self: number;
  /** The trace would have been shorter if this span had been. */
  isCritical: boolean;
  /** What is odd about the span or what it called, in words. */
  remarks: readonly string[];
}
