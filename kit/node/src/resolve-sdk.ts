import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join, resolve } from 'node:path';
import type { SentrySdk } from './sdk-types.ts';

export interface SdkFiles {
  readonly version: string;
  readonly esm: string;
  readonly cjs: string;
}

/** Defined in the CommonJS build of the kit only: a CommonJS service gets the SDK's CommonJS build, an ESM service the other. */
declare const module: unknown;

interface PackageJson {
  readonly version?: string;
  readonly exports?: { readonly '.'?: Record<'import' | 'require', { readonly default?: string } | undefined> };
}

/** Where the application's own code would find a package: its entry file, else the working directory. */
export function applicationRequire(): NodeJS.Require {
  return createRequire(process.argv[1] === undefined ? join(process.cwd(), 'index.js') : resolve(process.argv[1]));
}

/**
 * The application's `@sentry/node`. Not the kit's: with a second copy, even of another patch version, everything captured
 * through the one is lost to the other. Undefined when the application has none.
 */
export function findSdk(): SdkFiles | undefined {
  for (const from of [applicationRequire(), createRequire(join(process.cwd(), 'index.js'))]) {
    try {
      const manifest = from.resolve('@sentry/node/package.json');
      const { version, exports } = JSON.parse(readFileSync(manifest, 'utf8')) as PackageJson;
      const entry = exports?.['.'];
      const esm = entry?.import?.default;
      const cjs = entry?.require?.default;
      if (version === undefined || esm === undefined || cjs === undefined) continue;
      return { version, esm: join(dirname(manifest), esm), cjs: join(dirname(manifest), cjs) };
    } catch {
      // Not to be found from here; the next place is asked, and the caller reports when there is none.
    }
  }
  return undefined;
}

/**
 * Loads it without awaiting. Node can `require` an ES module from 20.19 and 22.12 on; before, an ESM service gets the
 * CommonJS build, which works but for the loader hooks of majors 8 to 10 (the preload has no such limit).
 */
export function loadSdk(): { readonly sdk: SentrySdk; readonly files: SdkFiles } | undefined {
  const files = findSdk();
  if (files === undefined) return undefined;
  const isCommonJs = typeof module === 'object';
  const canRequireEsm = 'require_module' in process.features && process.features.require_module === true;
  const file = isCommonJs || !canRequireEsm ? files.cjs : files.esm;
  return { sdk: createRequire(files.cjs)(file) as SentrySdk, files };
}
