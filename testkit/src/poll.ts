/** Asks until the answer is truthy; rejects after `timeoutMs` with what `describe` says about the last state. */
export async function poll<T>(
  ask: () => T | Promise<T>,
  options: { readonly timeoutMs: number; readonly everyMs?: number; readonly describe: () => string },
): Promise<NonNullable<T>> {
  const deadline = Date.now() + options.timeoutMs;
  for (;;) {
    const value = await ask();
    if (value) return value;
    if (Date.now() > deadline) throw new Error(`not within ${options.timeoutMs} ms: ${options.describe()}`);
    await new Promise((resolve) => setTimeout(resolve, options.everyMs ?? 20));
  }
}
