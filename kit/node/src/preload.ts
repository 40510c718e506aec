import { isMainThread, parentPort } from 'node:worker_threads';
import { pathToFileURL } from 'node:url';
import { start } from './init-sentry.ts';
import { kitState } from './kit-state.ts';
import { loadConfig, requireConfig } from './load-config.ts';
import { findSdk } from './resolve-sdk.ts';
import type { SentrySdk } from './sdk-types.ts';
import type { SentryServiceConfig } from './service-config.ts';
import { sentryStatus, type SentryStatus } from './status.ts';

/**
 * What `@garrison/node/register` does, for an organisation's own preload with its policy bound in. To be awaited at the top
 * level of a file given to `node --import`. Runs once per thread; worker threads inherit the preload and get their own client.
 */
export async function preload(config: Partial<SentryServiceConfig> = {}): Promise<SentryStatus> {
  if (!enter()) return sentryStatus();
  const merged = { ...config, ...(await loadConfig()) };
  if (!isWanted(merged)) return start(merged, {});
  const files = findSdk();
  // The ES module build, for CommonJS services too: only it registers the loader hooks of majors 8 to 10.
  const sdk = files === undefined ? undefined : ((await import(pathToFileURL(files.esm).href)) as SentrySdk);
  return start(merged, { sdk });
}

/** The same for `require('@garrison/node/register')` as the first line of a CommonJS service. */
export function preloadSync(config: Partial<SentryServiceConfig> = {}): SentryStatus {
  return enter() ? start({ ...config, ...requireConfig() }, {}) : sentryStatus();
}

/** Node's own loader thread runs preloads, too, and has nothing to observe. */
function enter(): boolean {
  const state = kitState();
  if (state.preloaded || (!isMainThread && parentPort === null)) return false;
  state.preloaded = true;
  return true;
}

function isWanted(config: Partial<SentryServiceConfig>): boolean {
  return Boolean(process.env['SENTRY_DSN'] || config.dsn) && process.env['SENTRY_KIT_MODE'] !== 'off';
}
