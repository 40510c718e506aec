import { asJsonObject, type JsonObject } from '@garrison/protocol';
import { unzipSync } from 'fflate';
import { errorMessage } from '../../errors.ts';

/** The upload is not an artifact bundle; `message` gives the reason to the person who uploaded it. */
export class BundleProblem extends Error {}

/** A file of a bundle: its entry in the manifest, and its bytes. */
export interface BundleFile {
  /** 32 hex digits; null: it has none. */
  readonly debugId: string | null;
  /** Sentry's names: `source`, `minified_source`, `source_map`, `indexed_ram_bundle`. */
  readonly type: string;
  /** Where the file is on the web, e.g. `~/assets/app.js`. */
  readonly url: string;
  /** What the file, or its server, calls its map. */
  readonly sourceMapRef: string | null;
  readonly bytes: Uint8Array;
}

export interface Bundle {
  readonly release: string | null;
  readonly dist: string | null;
  /** Inflates as it goes: what was given is not held. Throws `BundleProblem`. */
  readonly files: Iterable<BundleFile>;
}

const MAGIC = 'SYSB';
const FILES_MAX = 20_000;
const INFLATED_MAX = 2 * 2 ** 30;
const FILE_MAX = 256 * 2 ** 20;
/** Files are inflated in groups of about so many bytes: more would only cost memory. */
const GROUP_BYTES = 64 * 2 ** 20;
const MANIFEST_MAX = 16 * 2 ** 20;

/**
 * Reads an artifact bundle (a ZIP behind eight bytes of header): the manifest first, then each file that it names.
 * Paths within the ZIP mean nothing beyond the manifest's keys. Throws `BundleProblem`.
 */
export function readBundle(bytes: Uint8Array): Bundle {
  if (Buffer.from(bytes.buffer, bytes.byteOffset, Math.min(4, bytes.length)).toString('latin1') !== MAGIC) {
    throw new BundleProblem('The upload is no artifact bundle: it does not begin with SYSB');
  }
  const manifest = readManifest(bytes);
  const named = new Map(
    Object.entries(asJsonObject(manifest['files']) ?? {}).map(([path, file]) => [path, asJsonObject(file) ?? {}]),
  );
  const sizes = sizesOf(bytes, named);
  return {
    release: textOf(manifest['release']),
    dist: textOf(manifest['dist']),
    files: filesOf(bytes, { named, groups: groupsOf(sizes) }),
  };
}

function* filesOf(
  bytes: Uint8Array,
  { named, groups }: { named: ReadonlyMap<string, JsonObject>; groups: readonly (readonly string[])[] },
): Generator<BundleFile> {
  for (const group of groups) {
    const inflated = inflate(bytes, new Set(group));
    for (const path of group) {
      const content = inflated[path];
      const file = named.get(path);
      if (content !== undefined && file !== undefined) yield fileOf(file, content);
    }
  }
}

function readManifest(bytes: Uint8Array): JsonObject {
  const name = 'manifest.json';
  const found = inflate(bytes, new Set([name]), MANIFEST_MAX)[name];
  if (found === undefined) throw new BundleProblem('The bundle has no manifest.json');
  try {
    return asJsonObject(JSON.parse(Buffer.from(found).toString('utf8'))) ?? {};
  } catch {
    throw new BundleProblem('The manifest.json of the bundle is no JSON');
  }
}

/** Bytes of each named file after inflation, as the ZIP declares them: nothing is inflated yet. */
function sizesOf(bytes: Uint8Array, named: ReadonlyMap<string, JsonObject>): ReadonlyMap<string, number> {
  const sizes = new Map<string, number>();
  let entries = 0;
  let total = 0;
  unzip(bytes, ({ name, originalSize }) => {
    entries += 1;
    if (entries > FILES_MAX) throw new BundleProblem(`The bundle has more than ${FILES_MAX} files`);
    if (originalSize > FILE_MAX) throw new BundleProblem(`${name} is larger than ${FILE_MAX} bytes`);
    total += originalSize;
    if (total > INFLATED_MAX) throw new BundleProblem(`The files of the bundle are larger than ${INFLATED_MAX} bytes`);
    if (named.has(name)) sizes.set(name, originalSize);
    return false;
  });
  return sizes;
}

function groupsOf(sizes: ReadonlyMap<string, number>): string[][] {
  const groups: string[][] = [];
  let room = 0;
  for (const [path, size] of sizes) {
    if (groups.length === 0 || size > room) {
      groups.push([]);
      room = GROUP_BYTES;
    }
    groups.at(-1)?.push(path);
    room -= size;
  }
  return groups;
}

function inflate(bytes: Uint8Array, names: ReadonlySet<string>, max = FILE_MAX): Record<string, Uint8Array> {
  return unzip(bytes, ({ name, originalSize }) => {
    if (!names.has(name)) return false;
    if (originalSize > max) throw new BundleProblem(`${name} is larger than ${max} bytes`);
    return true;
  });
}

/** The output of each entry is bounded by the size that it declares. */
function unzip(
  bytes: Uint8Array,
  filter: (entry: { readonly name: string; readonly originalSize: number }) => boolean,
): Record<string, Uint8Array> {
  try {
    return unzipSync(bytes, { filter });
  } catch (error) {
    if (error instanceof BundleProblem) throw error;
    throw new BundleProblem(`The bundle cannot be unzipped: ${errorMessage(error)}`);
  }
}

function fileOf(file: JsonObject, bytes: Uint8Array): BundleFile {
  const headers = new Map(
    Object.entries(asJsonObject(file['headers']) ?? {}).map(([name, value]) => [name.toLowerCase(), value]),
  );
  return {
    debugId: readDebugId(headers.get('debug-id')),
    type: textOf(file['type']) ?? 'source',
    url: (textOf(file['url']) ?? '').slice(0, 1000),
    sourceMapRef: textOf(headers.get('sourcemap'))?.slice(0, 1000) ?? null,
    bytes,
  };
}

/** A UUID with or without dashes, of native files with an age behind it → 32 hex digits. */
export function readDebugId(value: unknown): string | null {
  if (typeof value !== 'string') return null;
  const hex = value.replaceAll('-', '').toLowerCase().slice(0, 32);
  return /^[0-9a-f]{32}$/.test(hex) ? hex : null;
}

function textOf(value: unknown): string | null {
  return typeof value === 'string' && value !== '' ? value.toWellFormed() : null;
}
