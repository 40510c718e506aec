/** Counts the bytes that requests keep in memory, over all of them. */
export interface HeldMemory {
  /** For one request, until its `release`. */
  open(): MemoryHold;
  /** How many requests were refused since the last call. */
  takeRefused(): number;
}

/** What one request keeps in memory. */
export interface MemoryHold {
  /**
   * Counts `bytes` more. False when all requests together would keep more than they may: then they are not counted, and the request
   * must end.
   */
  take(bytes: number): boolean;
  /** Stops counting some of the bytes. */
  give(bytes: number): void;
  /** While `work` runs, everything stays counted, even after the request ended. */
  during<Result>(work: () => Promise<Result>): Promise<Result>;
  /** The request ended. */
  release(): void;
}

/**
 * A limit on one body does not bound a thousand connections that each stay just below it, never end, or send few bytes that become
 * many when decompressed. The request that exceeds the total is refused; the others continue.
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
