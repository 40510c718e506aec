export interface FakeClock {
  /** Milliseconds since the epoch. */
  now(): number;
  /** Moves time forward and lets every sleeper whose time has come go on, in order. */
  advance(ms: number): Promise<void>;
  /** Resolves once time has moved on by `ms`. */
  sleep(ms: number, signal?: AbortSignal): Promise<void>;
  /** How many wait in `sleep`; lets a test see that a loop has come to rest. */
  sleeping(): number;
}

/** A clock that stands still until the test moves it. Starts at 2026-11-24T12:00:00Z unless told otherwise. */
export function createFakeClock(startMs: number = Date.UTC(2026, 10, 24, 12)): FakeClock {
  let now = startMs;
  let sleepers: { readonly at: number; readonly wake: () => void }[] = [];
  return {
    now: () => now,
    sleeping: () => sleepers.length,
    sleep: (ms, signal) =>
      new Promise((resolve) => {
        if (signal?.aborted === true) return resolve();
        const sleeper = { at: now + ms, wake: resolve };
        sleepers.push(sleeper);
        signal?.addEventListener('abort', () => {
          sleepers = sleepers.filter((other) => other !== sleeper);
          resolve();
        });
      }),
    async advance(ms) {
      const target = now + ms;
      for (;;) {
        const [next] = sleepers.filter((s) => s.at <= target).sort((a, b) => a.at - b.at);
        if (next === undefined) break;
        sleepers = sleepers.filter((s) => s !== next);
        now = next.at;
        next.wake();
        await settled();
      }
      now = target;
      await settled();
    },
  };
}

/** One turn of the event loop: what was woken has run up to its next wait. */
function settled(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}
