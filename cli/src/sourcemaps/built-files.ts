import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { join, relative } from 'node:path';
import { CommandError } from '../exit.ts';

/** A file that the build wrote, with the map beside it. */
export interface BuiltFile {
  /** From the build folder. */
  readonly path: string;
  readonly map: string;
}

/** One line of the manifest. */
export interface ManifestFile {
  readonly path: string;
  readonly debugId: string;
  readonly sha256: string;
}

const BUILT = /\.(?:[cm]?js|bundle)$/;
const DEBUG_ID = /^\/\/# debugId=([0-9a-f-]{36})\s*$/gm;

/** The built files of a folder, each with its source map. Throws when there is no built file, or when one has no map: its frames could not be mapped. */
export async function builtFiles(folder: string): Promise<BuiltFile[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true }).catch((cause: unknown) => {
    throw new CommandError(`${folder}: the build folder cannot be read. Build first, or name it with --dist.`, {
      cause,
    });
  });
  const all = new Set(
    entries.filter((entry) => entry.isFile()).map((entry) => relative(folder, join(entry.parentPath, entry.name))),
  );
  const built = [...all].filter((path) => BUILT.test(path) && !path.includes('node_modules')).toSorted();
  if (built.length === 0) throw new CommandError(`${folder}: there is no built file in it. Is this the build folder?`);
  const withMaps: BuiltFile[] = [];
  const without: string[] = [];
  for (const path of built) {
    const map = `${path}.map`;
    if (all.has(map)) {
      await checkMap(folder, { path, map });
      withMaps.push({ path, map });
    } else without.push(path);
  }
  if (without.length > 0) {
    const names = `${without.slice(0, 5).join(', ')}${without.length > 5 ? `, and ${without.length - 5} more` : ''}`;
    throw new CommandError(
      `${folder}: ${without.length} built files have no source map beside them (${names}). Let the build write maps.`,
    );
  }
  return withMaps;
}

async function checkMap(folder: string, { path, map }: BuiltFile): Promise<void> {
  const text = await readFile(join(folder, map), 'utf8');
  const read = (): unknown => {
    try {
      return JSON.parse(text);
    } catch (cause) {
      throw new CommandError(`${join(folder, map)} is not JSON. Build again.`, { cause });
    }
  };
  const value = read();
  const file = typeof value === 'object' && value !== null && 'file' in value ? value.file : undefined;
  const name = path.split('/').at(-1);
  if (typeof file === 'string' && file !== '' && file.split('/').at(-1) !== name) {
    throw new CommandError(`${join(folder, map)} says that it belongs to ${file}, not to ${name}. Build again.`);
  }
}

/** What the files are after debug ids were injected into them. */
export async function manifestFiles(folder: string, files: readonly BuiltFile[]): Promise<ManifestFile[]> {
  const lines: ManifestFile[] = [];
  for (const { path } of files) {
    const bytes = await readFile(join(folder, path));
    const debugId = [...bytes.toString('utf8').matchAll(DEBUG_ID)].at(-1)?.[1];
    if (debugId === undefined)
      throw new CommandError(`${join(folder, path)} has no debug id after \`sourcemaps inject\`.`);
    lines.push({ path, debugId, sha256: createHash('sha256').update(bytes).digest('hex') });
  }
  return lines;
}
