import { createContext, use, useSyncExternalStore } from 'react';
import type { ClockChoice } from './format.ts';

const ClockContext = createContext<ClockChoice>({ utc: false });

/** The one clock of the page: UTC or the browser's zone. */
export const ClockProvider = ClockContext;

export function useClock(): ClockChoice {
  return use(ClockContext);
}

/** All relative times tick together, from one timer that runs only while something shows one. */
interface Ticker {
  readonly now: () => number;
  readonly subscribe: (listener: () => void) => () => void;
}

function createTicker(stepMs: number): Ticker {
  const listeners = new Set<() => void>();
  let timer: ReturnType<typeof setInterval> | undefined;
  let now = Date.now();
  const tick = () => {
    now = Date.now();
    for (const listener of listeners) listener();
  };
  return {
    now: () => now,
    subscribe(listener: () => void) {
      listeners.add(listener);
      if (timer === undefined) {
        now = Date.now();
        timer = setInterval(tick, stepMs);
      }
      return () => {
        listeners.delete(listener);
        if (listeners.size > 0) return;
        clearInterval(timer);
        timer = undefined;
      };
    },
  };
}

const ticker = createTicker(10_000);

export function useNow(): Date {
  return new Date(useSyncExternalStore(ticker.subscribe, ticker.now));
}
