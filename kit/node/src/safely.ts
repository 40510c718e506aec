import { countDrop } from './kit-state.ts';

/** Runs code that may fail (the service's logger, the SDK, a foreign hook). A failure is counted and not passed on. */
export function safely<T>(run: () => T): T | undefined {
  try {
    return run();
  } catch {
    countDrop('kit_error');
    return undefined;
  }
}

/**
 * Runs `fn` exactly once within `wrap`, which calls into the SDK. What fails in the wrapping is counted, and `fn` ends as it would have
 * ended alone.
 */
export function around<T>(fn: () => T, wrap: (fn: () => T) => T): T {
  const endings: ({ readonly value: T } | { readonly thrown: unknown })[] = [];
  const once = (): T => {
    try {
      const value = fn();
      endings.push({ value });
      return value;
    } catch (thrown) {
      endings.push({ thrown });
      throw thrown;
    }
  };
  try {
    return wrap(once);
  } catch {
    const [ending] = endings;
    if (ending !== undefined && 'thrown' in ending) throw ending.thrown;
    countDrop('kit_error');
    return ending === undefined ? fn() : ending.value;
  }
}
