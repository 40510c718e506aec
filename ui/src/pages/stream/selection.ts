import { useCallback, useState } from 'react';
import type { Issue } from '../../data/shapes.ts';

export interface Selection {
  readonly ids: ReadonlySet<string>;
  readonly has: (id: string) => boolean;
  readonly toggle: (id: string) => void;
  readonly set: (ids: readonly string[]) => void;
}

/** Ids that left the list are no longer selected: an action never reaches what is not shown. */
export function useSelection(issues: readonly Issue[]): Selection {
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set());
  const ids = new Set(issues.map(({ id }) => id).filter((id) => chosen.has(id)));
  const toggle = useCallback(
    (id: string) =>
      setChosen((before) => {
        const after = new Set(before);
        if (!after.delete(id)) after.add(id);
        return after;
      }),
    [],
  );
  return {
    ids,
    toggle,
    has: (id) => ids.has(id),
    set: (next) => setChosen(new Set(next)),
  };
}
