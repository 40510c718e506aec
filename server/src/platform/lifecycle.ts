/** Closes what was opened, in reverse order: dependants first. */
export interface Lifecycle {
  /** Call this directly after the thing was created. */
  onClose(close: () => Promise<void> | void): void;
  /** Closes everything, also when one close fails; then rejects with the first failure. A second call does nothing. */
  close(): Promise<void>;
}

export function createLifecycle(): Lifecycle {
  const closes: (() => Promise<void> | void)[] = [];
  let closing: Promise<void> | undefined;
  const closeAll = async (): Promise<void> => {
    const failures: unknown[] = [];
    for (const close of closes.toReversed()) {
      try {
        await close();
      } catch (error) {
        failures.push(error);
      }
    }
    if (failures.length > 0) throw failures[0];
  };
  return {
    onClose: (close) => void closes.push(close),
    close: () => (closing ??= closeAll()),
  };
}
