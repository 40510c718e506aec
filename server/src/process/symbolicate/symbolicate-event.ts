import {
  type AcceptedItem,
  peekTopLevelString,
  type ProjectId,
  type SentryEvent,
  type Stacktrace,
} from '@garrison/protocol';
import type { Loaded, Need } from '../signals/signal.ts';
import { mayBeBuilt, withoutAsync } from './file-address.ts';
import type { SourceFile } from './minified-file.ts';
import { readDebugId } from './read-bundle.ts';
import { type FileOf, type FrameProblem, symbolicateFrames } from './symbolicate-frames.ts';

declare module '../signals/signal.ts' {
  interface NeedKinds {
    /** What was uploaded for a debug id; the key is its 32 hex digits. */
    source_file: SourceFile;
    /** What was uploaded for a file of a release; the key is made by `releaseFileKey`. */
    release_file: SourceFile;
  }
}

/** A file as a frame names it, in the release and dist of its event. */
export interface ReleaseFile {
  readonly release: string;
  readonly dist: string | null;
  readonly path: string;
}

const IDS_MAX = 100;
const PATHS_MAX = 100;
const ERRORS_MAX = 20;
const DEBUG_ID = /^"debug_id"\s*:\s*"([0-9a-fA-F-]{32,45})"/;
/** Bytes in which `DEBUG_ID` is looked for. */
const DEBUG_ID_BYTES = 100;
const PATH = /"(?:abs_path|filename)"\s*:\s*("(?:[^"\\]|\\.){1,2048}")/g;
/** Sentry's names of what keeps a frame as it came. */
export const SOURCE_MAP_PROBLEMS: ReadonlySet<string> = new Set([
  'missing_source',
  'missing_sourcemap',
  'malformed_sourcemap',
  'invalid_location',
  'missing_source_content',
]);

/** What the frames of the payload need, found without parsing it: its debug ids, and with a release its files by their addresses. */
export function sourceFilesOf(item: AcceptedItem): readonly Need<'source_file' | 'release_file'>[] {
  const bytes = Buffer.from(item.payload.buffer, item.payload.byteOffset, item.payload.byteLength);
  if (!bytes.includes('"frames"')) return [];
  const ids = debugIdsIn(bytes);
  const { projectId } = item;
  return [
    ...ids.map((key) => ({ kind: 'source_file' as const, projectId, key })),
    ...releaseFilesIn(bytes, item.payload).map((file) => ({
      kind: 'release_file' as const,
      projectId,
      key: releaseFileKey(file),
    })),
  ];
}

export function releaseFileKey({ release, dist, path }: ReleaseFile): string {
  return JSON.stringify([release, dist, path]);
}

export function readReleaseFileKey(key: string): ReleaseFile {
  // Made by the function above.
  const [release, dist, path] = JSON.parse(key) as [string, string | null, string];
  return { release, dist, path };
}

/** Most payloads have none, so no text is made of the whole payload. */
function debugIdsIn(bytes: Buffer): readonly string[] {
  const ids = new Set<string>();
  const next = (from: number): number => (from === -1 ? -1 : bytes.indexOf('"debug_id"', from));
  for (let at = next(bytes.indexOf('"debug_meta"')); at !== -1 && ids.size < IDS_MAX; at = next(at + 1)) {
    const hex = readDebugId(DEBUG_ID.exec(bytes.toString('latin1', at, at + DEBUG_ID_BYTES))?.[1]);
    if (hex !== null) ids.add(hex);
  }
  return [...ids];
}

function releaseFilesIn(bytes: Buffer, payload: Uint8Array): readonly ReleaseFile[] {
  const release = peekTopLevelString(payload, 'release');
  if (release === undefined || release === '') return [];
  const dist = peekTopLevelString(payload, 'dist') ?? null;
  const paths = new Set<string>();
  for (const [, quoted = '""'] of bytes.toString('utf8').matchAll(PATH)) {
    if (paths.size >= PATHS_MAX) break;
    const path = textOf(quoted);
    const bare = path === undefined ? '' : withoutAsync(path);
    if (mayBeBuilt(bare)) paths.add(bare);
  }
  return [...paths].map((path) => ({ release, dist, path }));
}

function textOf(quoted: string): string | undefined {
  if (!quoted.includes('\\')) return quoted.slice(1, -1);
  try {
    return JSON.parse(quoted) as string;
  } catch {
    return undefined;
  }
}

/** Maps the frames of a normalised event to their source, in place; the frames as they came stay beside them. Gives how many were mapped. */
export function symbolicateEvent(event: SentryEvent, projectId: ProjectId, loaded: Loaded): number {
  const fileOf = fileFinder(event, projectId, loaded);
  const problems: FrameProblem[] = [];
  let changed = 0;
  const map = (holder: { stacktrace?: Stacktrace; raw_stacktrace?: Stacktrace }): void => {
    if (holder.stacktrace === undefined) return;
    const result = symbolicateFrames(holder.stacktrace.frames, fileOf);
    problems.push(...result.problems);
    changed += result.changed;
    if (result.changed > 0) holder.raw_stacktrace ??= holder.stacktrace;
    holder.stacktrace = { ...holder.stacktrace, frames: result.frames };
  };
  for (const exception of event.exception?.values ?? []) map(exception);
  for (const thread of event.threads?.values ?? []) map(thread);
  addProblems(event, problems);
  return changed;
}

/** Finds a file by its debug id; where there is none, or no such file, by its address in the release. */
function fileFinder(event: SentryEvent, projectId: ProjectId, loaded: Loaded): FileOf {
  const idOf = debugIdsOf(event);
  const { release, dist = null } = event;
  return (path) => {
    const id = idOf.get(path);
    const byId = id === undefined ? undefined : loaded.get({ kind: 'source_file', projectId, key: id });
    const isFound = byId !== undefined && !('problem' in byId && byId.problem === 'missing_source');
    if (isFound || release === undefined) return byId;
    const key = releaseFileKey({ release, dist, path });
    return loaded.get({ kind: 'release_file', projectId, key }) ?? byId;
  };
}

/** File → debug id, as the SDK sent it. */
export function debugIdsOf(event: { readonly debug_meta?: unknown }): ReadonlyMap<string, string> {
  const meta = event.debug_meta;
  const images = typeof meta === 'object' && meta !== null && 'images' in meta ? meta.images : undefined;
  const found = new Map<string, string>();
  for (const image of Array.isArray(images) ? images : []) {
    if (typeof image !== 'object' || image === null) continue;
    const { type, code_file: file, debug_id: id } = image as Readonly<Record<string, unknown>>;
    const hex = readDebugId(id);
    if (type === 'sourcemap' && typeof file === 'string' && hex !== null) found.set(file, hex);
  }
  return found;
}

/** Each once, so that the event says why frames are still minified. */
function addProblems(event: SentryEvent, problems: readonly FrameProblem[]): void {
  if (problems.length === 0) return;
  const once = new Map(problems.map((problem) => [`${problem.type} ${problem.path}`, problem]));
  const errors = [...once.values()].slice(0, ERRORS_MAX).map(({ type, path, detail }) => ({
    type,
    url: path,
    ...(detail === undefined ? {} : { value: detail }),
  }));
  event.errors = [...(event.errors ?? []), ...errors];
}
