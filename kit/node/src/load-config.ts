import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { reportProblem } from './kit-state.ts';
import type { SentryServiceConfig } from './service-config.ts';

const NAMES = ['garrison.config.mjs', 'garrison.config.js', 'garrison.config.ts'];

/**
 * The default export of `GARRISON_CONFIG`, or of a `garrison.config.*` in the working directory: a `SentryServiceConfig`, in
 * which everything is optional. A `.ts` file needs a Node that strips types (22.18 on).
 */
export async function loadConfig(): Promise<Partial<SentryServiceConfig>> {
  const asked = process.env['GARRISON_CONFIG'];
  const file = asked ? resolve(asked) : NAMES.map((name) => join(process.cwd(), name)).find((path) => existsSync(path));
  if (file === undefined) return {};
  try {
    const loaded = (await import(pathToFileURL(file).href)) as { default?: unknown };
    return isConfig(loaded.default) ? loaded.default : {};
  } catch (error) {
    reportProblem({
      code: 'config-file',
      message: `${file} could not be loaded (${error instanceof Error ? error.message : String(error)}); the environment alone configures Sentry.`,
      fix: file.endsWith('.ts') ? 'On Node before 22.18 write garrison.config.mjs.' : 'Correct the file.',
    });
    return {};
  }
}

function isConfig(value: unknown): value is Partial<SentryServiceConfig> {
  return typeof value === 'object' && value !== null;
}
