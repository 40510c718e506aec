/** Whether the work ended well, and within the time. Keeps the process alive until then. Never rejects. */
export function within(timeoutMs: number, work: Promise<unknown>): Promise<boolean> {
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, timeoutMs, false);
    const end = (result: unknown): void => {
      clearTimeout(timer);
      resolve(result !== false);
    };
    void work.then(end, () => end(false));
  });
}
