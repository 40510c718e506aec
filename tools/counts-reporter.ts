import type { Reporter, SerializedError, TestModule } from 'vitest/node';

/** Closes the run with one plain line, `N passed, N failed`, so that any CI can read it. A file that does not load counts as failed. */
export default class CountsReporter implements Reporter {
  onTestRunEnd(modules: readonly TestModule[], errors: readonly SerializedError[]): void {
    let passed = 0;
    let failed = errors.length;
    let skipped = 0;
    for (const module of modules) {
      const before = failed;
      for (const test of module.children.allTests()) {
        const state = test.result().state;
        if (state === 'passed') passed++;
        else if (state === 'failed') failed++;
        else skipped++;
      }
      if (module.state() === 'failed' && failed === before) failed++;
    }
    // On exit, so that the line comes after the default reporter's summary.
    process.on('exit', () =>
      process.stdout.write(`${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}\n`),
    );
  }
}
