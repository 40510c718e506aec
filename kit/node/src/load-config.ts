import { createRequire } from 'node:module';
import { pathToFileURL } from 'node:url';
import { configFile } from './config-file.ts';
import { reportProblem } from './kit-state.ts';
import type { SentryServiceConfig } from './service-config.ts';

/**
 * The default export of the configuration file: a `SentryServiceConfig`, in which everything is optional. A `.ts` file needs a
 * Node that strips types (22.18 on).
 */
export async function loadConfig(): Promise<Partial<SentryServiceConfig>> {
  const file = configFile(process.cwd());
  if (file === undefined) return {};
  try {
    return configOf(await import(pathToFileURL(file).href));
  } catch (error) {
    return reportUnloadable(file, error);
  }
}

/** For CommonJS: an ES module as configuration needs a Node that can require it (20.19, 22.12 on). */
export function requireConfig(): Partial<SentryServiceConfig> {
  const file = configFile(process.cwd());
  if (file === undefined) return {};
  try {
    return configOf(createRequire(file)(file));
  } catch (error) {
    return reportUnloadable(file, error);
  }
}

function configOf(loaded: unknown): Partial<SentryServiceConfig> {
  if (typeof loaded !== 'object' || loaded === null) return {};
  const exported: unknown = 'default' in loaded ? loaded.default : loaded;
  return typeof exported === 'object' && exported !== null ? exported : {};
}

function reportUnloadable(file: string, error: unknown): Partial<SentryServiceConfig> {
  reportProblem({
    code: 'config-file',
    message: `${file} could not be loaded (${error instanceof Error ? error.message : String(error)}); the environment alone configures Sentry.`,
    fix: file.endsWith('.ts') ? 'On Node before 22.18 write garrison.config.mjs.' : 'Correct the file.',
  });
  return {};
}
