import { defineConfig } from 'vitest/config';

/** One runner for every room. `forks`: a native crash or a signal ends one file only. */
export default defineConfig({
  test: {
    include: ['**/*.test.ts', '**/*.test.tsx'],
    exclude: ['**/node_modules/**', '**/dist/**', 'testkit/sdks/**'],
    pool: 'forks',
    maxWorkers: 2,
    testTimeout: 120_000,
    hookTimeout: 120_000,
    reporters: ['default', './tools/counts-reporter.ts'],
  },
});
