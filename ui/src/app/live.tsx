import { createContext, type ReactNode, use, useEffect, useEffectEvent, useMemo, useState } from 'react';
import { type LiveChange, type LiveState, useLive } from '../data/live.ts';
import { useOrg, usePageFilters, usePageSearch } from './filters.ts';

type Listener = (changes: readonly LiveChange[] | undefined) => void;

interface Live {
  readonly state: LiveState;
  readonly paused: boolean;
  readonly setPaused: (paused: boolean) => void;
  readonly subscribe: (listener: Listener) => () => void;
}

const LiveContext = createContext<Live | undefined>(undefined);

interface Channel {
  readonly tell: Listener;
  readonly subscribe: (listener: Listener) => () => void;
}

function createChannel(): Channel {
  const listeners = new Set<Listener>();
  return {
    tell(changes: readonly LiveChange[] | undefined) {
      for (const listener of listeners) listener(changes);
    },
    subscribe(listener: Listener) {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
  };
}

/** One stream per page, under the filters that the page has, shared by everything on it. */
export function LiveProvider({ children }: { children: ReactNode }) {
  const org = useOrg();
  const search = usePageSearch();
  const filters = usePageFilters();
  const [paused, setPaused] = useState(false);
  const [channel] = useState(createChannel);
  const state = useLive({
    org,
    project: filters.includes('project') ? (search.project ?? []) : [],
    environment: filters.includes('environment') ? (search.environment ?? []) : [],
    paused,
    onChanges: channel.tell,
  });
  const live = useMemo(() => ({ state, paused, setPaused, subscribe: channel.subscribe }), [state, paused, channel]);
  return <LiveContext value={live}>{children}</LiveContext>;
}

export function useLiveState(): Live {
  const live = use(LiveContext);
  if (live === undefined) throw new Error('There is no LiveProvider above.');
  return live;
}

/** `listener` gets undefined after a gap, when anything may have changed. */
export function useLiveChanges(listener: Listener): void {
  const { subscribe } = useLiveState();
  const tell = useEffectEvent(listener);
  useEffect(() => subscribe((changes) => tell(changes)), [subscribe]);
}
