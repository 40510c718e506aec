import type { ExceptionValue } from '../../../data/shapes.ts';

export interface ChainLink {
  readonly exception: ExceptionValue;
  /** The place in the event, for its remarks. */
  readonly index: number;
  /** 1 for what was raised last; each cause is one deeper. */
  readonly depth: number;
  readonly main: boolean;
  /** The first cause of all. */
  readonly root: boolean;
  readonly relation: 'caused by' | 'contains';
}

function depthOf(exception: ExceptionValue, byId: ReadonlyMap<number, ExceptionValue>): number {
  let depth = 1;
  let at: ExceptionValue | undefined = exception;
  // Bounded, because the parents may form a loop.
  while (depth <= byId.size) {
    const parent: number | null | undefined = at?.mechanism?.parent_id;
    if (parent === null || parent === undefined) return depth;
    at = byId.get(parent);
    depth += 1;
  }
  return depth;
}

/** Exceptions as they are read: what was raised last, then its causes. On the wire the oldest comes first. */
export function chainOf(values: readonly ExceptionValue[]): ChainLink[] {
  const byId = new Map(
    values.flatMap((value) => {
      const id = value.mechanism?.exception_id;
      return id === null || id === undefined ? [] : [[id, value] as const];
    }),
  );
  return values
    .map((exception, index) => ({ exception, index }))
    .toReversed()
    .map(({ exception, index }, i) => ({
      exception,
      index,
      depth: byId.size > 1 ? depthOf(exception, byId) : i + 1,
      main: i === 0,
      root: index === 0 && values.length > 1,
      relation: (exception.mechanism?.source ?? '').startsWith('errors[') ? 'contains' : 'caused by',
    }));
}
