/** A source's address in a map, as people know the file. */
export interface SourcePath {
  readonly filename: string;
  readonly absPath: string;
  /** False for what is not the application's own code; undefined: the path says nothing of it. */
  readonly inApp: false | undefined;
}

const BUNDLER_SCHEME = /^(?:webpack|webpack-internal|turbopack|rspack|vite|rollup|ng|parcel):\/\/(?:[^/]*)\//;
const NOT_IN_APP =
  /(?:^|\/)(?:node_modules|~|bower_components)\/|^(?:\.\/)?(?:webpack|rspack)\/|^\(webpack\)|^external |^node:/;

/**
 * `webpack:///./src/a.ts?1f2e` → `./src/a.ts`; `turbopack:///[project]/src/a.ts` → `src/a.ts`; `https://host/src/a.ts` → `/src/a.ts`;
 * `../../src/a.ts` (relative to a build folder) → `src/a.ts`.
 */
export function cleanSourcePath(source: string): SourcePath {
  const bundled = BUNDLER_SCHEME.test(source);
  const path = bundled ? ofBundler(source) : ofAddress(source);
  const inApp = NOT_IN_APP.test(path) || NOT_IN_APP.test(source) ? false : undefined;
  return { filename: path, absPath: source, inApp };
}

function ofBundler(source: string): string {
  return source
    .replace(BUNDLER_SCHEME, '')
    .replace(/^\[project\]\//, '')
    .replace(/ \[[^\]]*\](?: \([a-z]+\))?$/, '')
    .replace(/\?[\w=&-]*$/, '')
    .replace(/^(?:\.\.\/)+/, '');
}

function ofAddress(source: string): string {
  return source
    .replace(/^(?:https?|app|file|capacitor|ionic):\/\/[^/]*/i, '')
    .replace(/^~/, '')
    .replace(/[?#].*$/s, '')
    .replace(/^(?:\.\.\/)+/, '');
}
