import type { ProjectId } from '@garrison/protocol';
import {
  type Loader,
  type Loaders,
  type Need,
  addressesOf,
  readReleaseFileKey,
  type ReleaseFile,
} from './process/index.ts';
import {
  type ArtifactFile,
  artifactsVersion,
  filesByDebugId,
  filesOfBundle,
  filesOfRelease,
  type ProjectFile,
  releasesWithFiles,
} from './query/index.ts';
import { type Beside, type OpenedFile, openMapFile, openMinified, unmapped } from './open-source-file.ts';
import type { BlobStore, Selects } from './store/index.ts';

interface SourceFileDeps {
  readonly db: Selects;
  readonly blobs: BlobStore;
}

type Kind = 'source_file' | 'release_file';

/** Bytes of compiled maps that are kept in memory. */
const KEPT_BYTES_MAX = 128 * 2 ** 20;
/** Lists of files are small beside the maps. */
const LISTS_MAX = 50;

/**
 * Finds what was uploaded, for debug ids and for files of releases. What was used last stays in memory; also that nothing is there is
 * remembered, until something is uploaded.
 */
export function createSourceLoaders(deps: SourceFileDeps): Pick<Loaders, Kind> {
  const kept = new KeptFiles();
  const lists = new Map<string, readonly ArtifactFile[]>();
  let released: ReadonlySet<string> = new Set();
  let version: number | undefined;

  async function refresh(): Promise<void> {
    const now = await artifactsVersion(deps.db);
    if (now === version) return;
    kept.clear();
    lists.clear();
    released = new Set((await releasesWithFiles(deps.db)).map(({ projectId, release }) => `${projectId} ${release}`));
    version = now;
  }

  async function listOf(key: string, load: () => Promise<readonly ArtifactFile[]>): Promise<readonly ArtifactFile[]> {
    const known = lists.get(key);
    if (known !== undefined) return known;
    const files = await load();
    if (lists.size >= LISTS_MAX) lists.clear();
    lists.set(key, files);
    return files;
  }

  const besideBundle = (bundleId: number): Beside => ({
    blobs: deps.blobs,
    find: async (addresses, types) =>
      firstAt(await listOf(`bundle ${bundleId}`, () => filesOfBundle(deps.db, bundleId)), addresses, types),
  });

  async function openRelease(projectId: ProjectId, { release, dist, path }: ReleaseFile): Promise<OpenedFile> {
    const all = await listOf(`${projectId} ${release}`, () => filesOfRelease(deps.db, projectId, release));
    const own = all.filter((file) => file.dist === dist);
    const find: Beside['find'] = async (addresses, types) => firstAt(own, addresses, types);
    const addresses = addressesOf(path);
    const file = firstAt(own, addresses, ['minified_source', 'source']);
    if (file !== undefined) return openMinified(file, { blobs: deps.blobs, find });
    const elsewhere = firstAt(all, addresses, ['minified_source', 'source']);
    return unmapped({ problem: 'missing_source', detail: whyNot(release, { dist, elsewhere, addresses }) });
  }

  return {
    source_file: loaderOf(kept, async (needs) => {
      await refresh();
      const wanted = needs.filter((need) => !kept.has(need));
      const files = wanted.length === 0 ? [] : await filesOf(deps.db, wanted);
      return (need) => openById(need, files, besideBundle);
    }),
    release_file: loaderOf(kept, async () => {
      await refresh();
      return async (need) => {
        const file = readReleaseFileKey(need.key);
        // Of a release without uploaded files nothing is to be said: its frames may be no built files at all.
        if (!released.has(`${need.projectId} ${file.release}`)) return undefined;
        return openRelease(need.projectId, file);
      };
    }),
  };
}

function loaderOf<Of extends Kind>(
  kept: KeptFiles,
  begin: (needs: readonly Need<Of>[]) => Promise<(need: Need<Of>) => Promise<OpenedFile | undefined>>,
): Loader<Of> {
  return {
    readsStoredRows: false,
    async load(needs) {
      const open = await begin(needs);
      const found = [];
      for (const need of needs) {
        const known = kept.use(need);
        const opened = known ?? (await open(need));
        if (opened === undefined) continue;
        if (known === undefined) kept.add(need, opened);
        found.push({ need, found: opened.file });
      }
      return found;
    },
  };
}

/** What was used last stays longest, within the bytes that are allowed. */
class KeptFiles {
  readonly #files = new Map<string, OpenedFile>();
  #bytes = 0;

  has(need: Need): boolean {
    return this.#files.has(keyOf(need));
  }

  use(need: Need): OpenedFile | undefined {
    const key = keyOf(need);
    const file = this.#files.get(key);
    if (file === undefined) return undefined;
    this.#files.delete(key);
    this.#files.set(key, file);
    return file;
  }

  add(need: Need, file: OpenedFile): void {
    const added = keyOf(need);
    this.#files.set(added, file);
    this.#bytes += file.bytes;
    for (const [oldest, { bytes }] of this.#files) {
      if (this.#bytes <= KEPT_BYTES_MAX || oldest === added) break;
      this.#files.delete(oldest);
      this.#bytes -= bytes;
    }
  }

  clear(): void {
    this.#files.clear();
    this.#bytes = 0;
  }
}

function keyOf({ kind, projectId, key }: Need): string {
  return `${kind} ${projectId} ${key}`;
}

function filesOf(db: Selects, needs: readonly Need<'source_file'>[]): Promise<readonly ProjectFile[]> {
  const projectIds = [...new Set(needs.map(({ projectId }) => projectId))];
  return filesByDebugId(db, projectIds, [...new Set(needs.map(({ key }) => key))]);
}

async function openById(
  need: Need<'source_file'>,
  files: readonly ProjectFile[],
  besideBundle: (bundleId: number) => Beside,
): Promise<OpenedFile> {
  const own = files.filter(({ projectId, debugId }) => projectId === need.projectId && debugId === need.key);
  const map = own.find(({ type }) => type === 'source_map');
  const minified = own.find(({ type }) => type === 'minified_source');
  if (map !== undefined) return openMapFile(map, besideBundle(map.bundleId));
  if (minified !== undefined) return openMinified(minified, besideBundle(minified.bundleId));
  return unmapped({ problem: 'missing_source', detail: 'No file with this debug id was uploaded to the project' });
}

/** Lists are in the order of uploads, the newest first: of several files at one address the newest counts. */
function firstAt(
  files: readonly ArtifactFile[],
  addresses: readonly string[],
  types: readonly string[],
): ArtifactFile | undefined {
  for (const address of addresses) {
    const file = files.find(({ url, type }) => url === address && types.includes(type));
    if (file !== undefined) return file;
  }
  return undefined;
}

function whyNot(
  release: string,
  {
    dist,
    elsewhere,
    addresses,
  }: { dist: string | null; elsewhere: ArtifactFile | undefined; addresses: readonly string[] },
): string {
  if (elsewhere === undefined) {
    return `No file of the release ${release} was uploaded as ${addresses.at(-1) ?? ''}`;
  }
  const named = (name: string | null) => (name === null ? 'without a dist' : `for the dist ${name}`);
  return `The file was uploaded ${named(elsewhere.dist)}; the event came ${named(dist)}`;
}
