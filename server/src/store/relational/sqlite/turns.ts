/** One at a time, in the order of asking. */
export interface Turns {
  /** Resolves when it is the caller's turn; the function that it gives ends the turn. */
  take(): Promise<() => void>;
}

export function createTurns(): Turns {
  let last: Promise<void> = Promise.resolve();
  return {
    async take() {
      const before = last;
      const { promise, resolve } = Promise.withResolvers<void>();
      last = promise;
      await before;
      return resolve;
    },
  };
}
