import { promisify } from 'node:util';
import { gunzip } from 'node:zlib';
import {
  addressesOf,
  type CompiledMap,
  compileSourceMap,
  decodeMap,
  encodeMap,
  inlineMapOf,
  MalformedMap,
  mapReferenceIn,
  openMap,
  resolveAddress,
  type SourceFile,
} from './process/index.ts';
import type { ArtifactFile } from './query/index.ts';
import type { BlobStore } from './store/index.ts';

/** What was found for a file of a build, and about how many bytes it holds in memory. */
export interface OpenedFile {
  readonly file: SourceFile;
  readonly bytes: number;
}

/** Where files are looked up that belong to the same upload, or the same release. */
export interface Beside {
  readonly blobs: BlobStore;
  /** The file under the first of these addresses that is there. */
  find(addresses: readonly string[], types: readonly string[]): Promise<ArtifactFile | undefined>;
}

/** The smallest answer costs something, too. */
const ENTRY_BYTES = 1024;
const LOOSE_SOURCES_MAX = 500;
const inflate = promisify(gunzip);

/** Where the compiled form of a map lies, beside the map itself. */
export function compiledKey(blobKey: string): string {
  return `${blobKey}.compiled`;
}

export function unmapped(problem: Extract<SourceFile, { problem: string }>): OpenedFile {
  return { file: problem, bytes: ENTRY_BYTES + (problem.text?.length ?? 0) * 2 };
}

/** A built file: its map is the one that it carries, or that its reference leads to. `byDebugId`: the map of the same debug id. */
export async function openMinified(
  minified: ArtifactFile,
  beside: Beside,
  byDebugId?: ArtifactFile,
): Promise<OpenedFile> {
  if (byDebugId !== undefined) return openMapFile(byDebugId, beside);
  const text = await readText(minified, beside.blobs);
  const reference = mapReferenceIn(text) ?? minified.sourceMapRef ?? undefined;
  const inline = reference === undefined ? undefined : inlineMapOf(reference);
  if (inline !== undefined) return withSources(compiled(inline, minified.url), beside);
  const address = reference === undefined ? undefined : resolveAddress(reference, minified.url);
  const map = address === undefined ? undefined : await beside.find(addressesOf(address), ['source_map']);
  if (map !== undefined) return openMapFile(map, beside);
  const detail =
    reference === undefined
      ? 'The file was uploaded without a source map, and names none'
      : `The file names the source map ${reference.slice(0, 200)}, which was not uploaded`;
  return unmapped({ problem: 'missing_sourcemap', detail, text });
}

/** Compiled at the upload; a map from before that, or whose compiled form is gone, is compiled now. */
export async function openMapFile(map: ArtifactFile, beside: Beside): Promise<OpenedFile> {
  const key = compiledKey(map.blobKey);
  const known = await beside.blobs.get(key);
  const parts = known === undefined ? undefined : decodeMap(known);
  if (known !== undefined && parts !== undefined) {
    return withSources(mapped(openMap(parts), map.url, known.length), beside);
  }
  const opened = compiled(await readText(map, beside.blobs), map.url);
  if (opened.encoded !== undefined) await beside.blobs.put(key, opened.encoded);
  return withSources(opened, beside);
}

function compiled(text: string, url: string): OpenedFile & { readonly encoded?: Uint8Array } {
  try {
    const parts = compileSourceMap(text, url);
    const encoded = encodeMap(parts);
    return { ...mapped(openMap(parts), url, encoded.length), encoded };
  } catch (error) {
    if (!(error instanceof MalformedMap)) throw error;
    return unmapped({ problem: 'malformed_sourcemap', detail: error.message });
  }
}

function mapped(map: CompiledMap, mapUrl: string, bytes: number): OpenedFile {
  return { file: { map, mapUrl }, bytes: bytes + ENTRY_BYTES };
}

/** Sources that the map names without their text may have been uploaded on their own. */
async function withSources(opened: OpenedFile, beside: Beside): Promise<OpenedFile> {
  const { file } = opened;
  if ('problem' in file) return opened;
  const texts = new Map<string, string>();
  let bytes = opened.bytes;
  const missing = file.map.sources.filter((_, index) => file.map.sourceText(index) === undefined);
  for (const source of missing.slice(0, LOOSE_SOURCES_MAX)) {
    const found = await beside.find(addressesOf(source), ['source']);
    if (found === undefined) continue;
    const text = await readText(found, beside.blobs);
    texts.set(source, text);
    bytes += text.length * 2;
  }
  if (texts.size === 0) return opened;
  return { file: { ...file, looseSource: (source) => texts.get(source) }, bytes };
}

async function readText(file: ArtifactFile, blobs: BlobStore): Promise<string> {
  const bytes = await blobs.get(file.blobKey);
  return bytes === undefined ? '' : (await inflate(bytes)).toString('utf8');
}
