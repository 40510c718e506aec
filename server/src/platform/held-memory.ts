/** Counts the bytes that requests keep in memory, over all of them. */
export interface HeldMemory {
  /** For one request, until its `release`. */
  open(): MemoryHold;
  /** How many requests were refused since the last call. */
  takeRefused(): number;
}

/** What one request keeps in memory. */
export interface MemoryHold {
  /** Counts so many bytes more. False when all requests together would keep more than they may: then they are not counted, and the request must end. */
  take(bytes: number): boolean;
  /** Some of it is not kept any more. */
  give(bytes: number): void;
  /** While `work` runs, everything stays counted, also when the request itself is over. */
  during<Result>(work: () => Promise<Result>): Promise<Result>;
  /** The request is over. */
  release(): void;
}

/**
 * The limit of one body says nothing about a thousand connections that each send just less, that never end, or whose few bytes become many when they
 * are decompressed. Whoever needs the byte too much is refused; the others go on.
 */
export function createHeldMemory(bytesMax: number): HeldMemory {
  let held = 0;
  let refused = 0;

  function open(): MemoryHold {
    let own = 0;
    let works = 0;
    let isOver = false;
    const giveAll = (): void => {
      if (!isOver || works > 0) return;
      held -= own;
      own = 0;
    };
    return {
      take(bytes) {
        if (held + bytes > bytesMax) {
          refused += 1;
          return false;
        }
        held += bytes;
        own += bytes;
        return true;
      },
      give(bytes) {
        const given = Math.min(bytes, own);
        held -= given;
        own -= given;
      },
      async during(work) {
        works += 1;
        try {
          return await work();
        } finally {
          works -= 1;
          giveAll();
        }
      },
      release() {
        isOver = true;
        giveAll();
      },
    };
  }

  return {
    open,
    takeRefused() {
      const count = refused;
      refused = 0;
      return count;
    },
  };
}
