import { existsSync, readFileSync, statSync } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { SOURCE_FILE } from './source.ts';

/** What is built from sources, or not the service's own. A folder with such a name is looked at when it is named itself. */
const NOT_SOURCES = new Set(['node_modules', 'dist', 'build', 'out', 'coverage', 'vendor']);

export interface FoundSources {
  readonly files: readonly string[];
  /** Folders that were left out, other than `node_modules` and those whose name begins with a dot. */
  readonly skipped: readonly string[];
}

/** The source files below the paths, in a steady order. */
export async function findSources(paths: readonly string[]): Promise<FoundSources> {
  const files: string[] = [];
  const skipped: string[] = [];
  const walk = async (folder: string): Promise<void> => {
    const entries = await readdir(folder, { withFileTypes: true });
    for (const entry of entries.toSorted((a, b) => (a.name < b.name ? -1 : 1))) {
      const path = join(folder, entry.name);
      if (entry.isFile() && isSource(path)) files.push(path);
      if (!entry.isDirectory() || entry.name.startsWith('.')) continue;
      if (!NOT_SOURCES.has(entry.name)) await walk(path);
      else if (entry.name !== 'node_modules') skipped.push(path);
    }
  };
  for (const path of paths) {
    if (statSync(path).isDirectory()) await walk(path);
    else files.push(path);
  }
  return { files: [...new Set(files)], skipped };
}

function isSource(path: string): boolean {
  return SOURCE_FILE.test(path) && !/\.d\.[cm]?ts$/.test(path);
}

/** The manifest of the package that a file belongs to. */
function manifestOf(path: string): { readonly name?: string; readonly dependencies?: Record<string, string> } {
  for (let folder = path; folder !== dirname(folder); folder = dirname(folder)) {
    const manifest = join(folder, 'package.json');
    if (existsSync(manifest)) return JSON.parse(readFileSync(manifest, 'utf8')) as ReturnType<typeof manifestOf>;
  }
  return {};
}

/** The organisation's own package when the service depends on one, as `garrison init` calls it, else `@garrison/node`. */
export function kitOf(path: string): string {
  const names = Object.keys(manifestOf(path).dependencies ?? {});
  return names.find((name) => /^@[^/]+\/sentry-config$/.test(name)) ?? '@garrison/node';
}

export function serviceNameOf(path: string): string | undefined {
  const { name } = manifestOf(dirname(path));
  return name === undefined ? undefined : basename(name);
}
