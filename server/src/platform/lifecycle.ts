/** Closes what was opened, in reverse order: dependants first. */
export interface Lifecycle {
  /** Register on the line after the making. */
  onClose(close: () => Promise<void> | void): void;
  /** Closes everything, also when one close fails; then rejects with the first failure. Twice is once. */
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
