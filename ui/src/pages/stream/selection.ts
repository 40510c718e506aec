import { useCallback, useState } from 'react';
import type { IssueFilter } from '../../data/issues.ts';
import type { Issue } from '../../data/shapes.ts';
import type { Matching } from '../../parts/issue-actions/issue-actions.ts';

export interface Selection {
  readonly ids: ReadonlySet<string>;
  readonly has: (id: string) => boolean;
  readonly toggle: (id: string) => void;
  readonly set: (ids: readonly string[]) => void;
  /** Set when all that the filter finds is meant, not only what is on screen. */
  readonly matching: Matching | undefined;
  /** Offered when all on screen is selected and there is more. */
  readonly more: Matching | undefined;
  readonly selectMatching: () => void;
}

interface Listed {
  readonly issues: readonly Issue[];
  readonly filter: IssueFilter;
  readonly hits: number | undefined;
}

/** Ids that left the list are no longer selected: an action never reaches what is not shown, unless all that match were chosen. */
export function useSelection({ issues, filter, hits }: Listed): Selection {
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set());
  const [wide, setWide] = useState<string>();
  const ids = new Set(issues.map(({ id }) => id).filter((id) => chosen.has(id)));
  const toggle = useCallback((id: string) => {
    setWide(undefined);
    setChosen((before) => {
      const after = new Set(before);
      if (!after.delete(id)) after.add(id);
      return after;
    });
  }, []);
  const key = JSON.stringify(filter);
  const all = issues.length > 0 && ids.size === issues.length;
  const more = all && hits !== undefined && hits > issues.length ? { filter, count: hits } : undefined;
  return {
    ids,
    toggle,
    has: (id) => ids.has(id),
    set: (next) => {
      setWide(undefined);
      setChosen(new Set(next));
    },
    matching: wide === key ? more : undefined,
    more: wide === key ? undefined : more,
    selectMatching: () => setWide(key),
  };
}
