import { promisify } from 'node:util';
import { gunzip } from 'node:zlib';
import {
  type CompiledMap,
  compileSourceMap,
  decodeMap,
  encodeMap,
  type Loaders,
  MalformedMap,
  type Need,
  openMap,
  type SourceFile,
} from './process/index.ts';
import { type ArtifactFile, filesByDebugId } from './query/index.ts';
import type { BlobStore, Selects } from './store/index.ts';

interface SourceFileDeps {
  readonly db: Selects;
  readonly blobs: BlobStore;
  /** Changes when anything was uploaded. */
  readonly version: () => Promise<number>;
}

type SourceNeed = Need<'source_file'>;

/** Bytes of compiled maps that are kept in memory. */
const KEPT_BYTES_MAX = 128 * 2 ** 20;
/** The smallest answer costs something, too. */
const ENTRY_BYTES = 1024;
const inflate = promisify(gunzip);

/**
 * Finds what was uploaded for debug ids. A map is compiled once and kept, compiled, in the blob store; what was used last stays in
 * memory. Also that nothing is there is remembered, until something is uploaded.
 */
export function createSourceLoader(deps: SourceFileDeps): Loaders['source_file'] {
  const kept = new Map<string, { readonly file: SourceFile; readonly bytes: number }>();
  let keptBytes = 0;
  let version: number | undefined;

  const remember = (key: string, file: SourceFile, bytes: number): void => {
    kept.set(key, { file, bytes });
    keptBytes += bytes;
    for (const [oldest, entry] of kept) {
      if (keptBytes <= KEPT_BYTES_MAX || oldest === key) break;
      kept.delete(oldest);
      keptBytes -= entry.bytes;
    }
  };

  return {
    readsStoredRows: false,
    async load(needs) {
      const now = await deps.version();
      if (now !== version) {
        kept.clear();
        keptBytes = 0;
        version = now;
      }
      const missing = needs.filter((need) => !kept.has(keyOf(need)));
      const files = missing.length === 0 ? [] : await filesOf(deps.db, missing);
      for (const need of missing) {
        const { file, bytes } = await open(need, files, deps.blobs);
        remember(keyOf(need), file, bytes);
      }
      return needs.flatMap((need) => {
        const key = keyOf(need);
        const entry = kept.get(key);
        if (entry === undefined) return [];
        // Moved to the end: what is used stays longest.
        kept.delete(key);
        kept.set(key, entry);
        return [{ need, found: entry.file }];
      });
    },
  };
}

function keyOf({ projectId, key }: SourceNeed): string {
  return `${projectId} ${key}`;
}

function filesOf(db: Selects, needs: readonly SourceNeed[]): Promise<readonly ArtifactFile[]> {
  const projectIds = [...new Set(needs.map(({ projectId }) => projectId))];
  return filesByDebugId(db, projectIds, [...new Set(needs.map(({ key }) => key))]);
}

async function open(
  need: SourceNeed,
  files: readonly ArtifactFile[],
  blobs: BlobStore,
): Promise<{ file: SourceFile; bytes: number }> {
  const own = files.filter(({ projectId, debugId }) => projectId === need.projectId && debugId === need.key);
  const map = own.find(({ type }) => type === 'source_map');
  const minified = own.find(({ type }) => type === 'minified_source');
  if (map !== undefined) return openMapFile(map, blobs);
  if (minified === undefined) {
    const detail = 'No file with this debug id was uploaded to the project';
    return { file: { problem: 'missing_source', detail }, bytes: ENTRY_BYTES };
  }
  const text = await readText(minified, blobs);
  const inline = inlineMapOf(text);
  if (inline !== undefined) return compiled(inline, minified.url);
  const detail = 'The file was uploaded without its source map';
  return { file: { problem: 'missing_sourcemap', detail, text }, bytes: text.length * 2 };
}

async function openMapFile(map: ArtifactFile, blobs: BlobStore): Promise<{ file: SourceFile; bytes: number }> {
  const key = `maps/${map.id}`;
  const known = await blobs.get(key);
  const parts = known === undefined ? undefined : decodeMap(known);
  if (known !== undefined && parts !== undefined) return mapped(openMap(parts), map.url, known.length);
  const { file, bytes, encoded } = await compiled(await readText(map, blobs), map.url);
  if (encoded !== undefined) await blobs.put(key, encoded);
  return { file, bytes };
}

async function compiled(text: string, url: string): Promise<{ file: SourceFile; bytes: number; encoded?: Uint8Array }> {
  try {
    const parts = compileSourceMap(text, url);
    const encoded = encodeMap(parts);
    return { ...mapped(openMap(parts), url, encoded.length), encoded };
  } catch (error) {
    if (!(error instanceof MalformedMap)) throw error;
    return { file: { problem: 'malformed_sourcemap', detail: error.message }, bytes: ENTRY_BYTES };
  }
}

function mapped(map: CompiledMap, mapUrl: string, bytes: number): { file: SourceFile; bytes: number } {
  return { file: { map, mapUrl }, bytes: bytes + ENTRY_BYTES };
}

async function readText(file: ArtifactFile, blobs: BlobStore): Promise<string> {
  const bytes = await blobs.get(file.blobKey);
  return bytes === undefined ? '' : (await inflate(bytes)).toString('utf8');
}

const INLINE = /\/[/*][#@]\s*sourceMappingURL=data:application\/json[^,]*;base64,([A-Za-z0-9+/=]+)/g;

/** The last one counts, as in browsers. */
function inlineMapOf(text: string): string | undefined {
  const encoded = [...text.matchAll(INLINE)].at(-1)?.[1];
  return encoded === undefined ? undefined : Buffer.from(encoded, 'base64').toString('utf8');
}
