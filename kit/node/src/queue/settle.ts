import { safely } from '../safely.ts';

export type Ending = { readonly value: unknown } | { readonly thrown: unknown };

/** Runs `run` and tells `tell` how it ended, now or when its promise settles; result and error pass through unchanged, whatever `tell` does. */
export function settle<T>(run: () => T, tell: (ending: Ending) => void): T {
  const settled = (ending: Ending): void => safely(() => tell(ending));
  let result: T;
  try {
    result = run();
  } catch (thrown) {
    settled({ thrown });
    throw thrown;
  }
  if (!isThenable(result)) {
    settled({ value: result });
    return result;
  }
  // Not chained, so that the caller gets the promise of the library itself (some have further methods).
  void result.then(
    (value: unknown) => settled({ value }),
    (thrown: unknown) => settled({ thrown }),
  );
  return result;
}

function isThenable(value: unknown): value is PromiseLike<unknown> {
  return typeof value === 'object' && value !== null && 'then' in value && typeof value.then === 'function';
}
