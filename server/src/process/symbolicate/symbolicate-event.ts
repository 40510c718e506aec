import type { AcceptedItem, ProjectId, SentryEvent, Stacktrace } from '@garrison/protocol';
import type { Loaded, Need } from '../signals/signal.ts';
import type { SourceFile } from './minified-file.ts';
import { readDebugId } from './read-bundle.ts';
import { type FrameProblem, symbolicateFrames } from './symbolicate-frames.ts';

declare module '../signals/signal.ts' {
  interface NeedKinds {
    /** What was uploaded for a debug id; the key is its 32 hex digits. */
    source_file: SourceFile;
  }
}

const IDS_MAX = 100;
const ERRORS_MAX = 20;
const DEBUG_ID = /"debug_id"\s*:\s*"([0-9a-fA-F-]{32,45})"/g;

/** The debug ids in the payload, found without parsing it: most events have none. */
export function sourceFilesOf(item: AcceptedItem): readonly Need<'source_file'>[] {
  const bytes = Buffer.from(item.payload.buffer, item.payload.byteOffset, item.payload.byteLength);
  if (!bytes.includes('"debug_meta"')) return [];
  const ids = new Set<string>();
  for (const [, id] of bytes.toString('latin1').matchAll(DEBUG_ID)) {
    const hex = readDebugId(id);
    if (hex !== null && ids.size < IDS_MAX) ids.add(hex);
  }
  return [...ids].map((key) => ({ kind: 'source_file', projectId: item.projectId, key }));
}

/** Maps the frames of a normalised event to their source, in place; the frames as they came stay beside them. Pure but for the event. */
export function symbolicateEvent(event: SentryEvent, projectId: ProjectId, loaded: Loaded): void {
  const idOf = debugIdsOf(event);
  if (idOf.size === 0) return;
  const fileOf = (path: string) => {
    const key = idOf.get(path);
    return key === undefined ? undefined : loaded.get({ kind: 'source_file', projectId, key });
  };
  const problems: FrameProblem[] = [];
  const map = (holder: { stacktrace?: Stacktrace; raw_stacktrace?: Stacktrace }): void => {
    if (holder.stacktrace === undefined) return;
    const result = symbolicateFrames(holder.stacktrace.frames, fileOf);
    problems.push(...result.problems);
    if (result.changed > 0) holder.raw_stacktrace = holder.stacktrace;
    holder.stacktrace = { ...holder.stacktrace, frames: result.frames };
  };
  for (const exception of event.exception?.values ?? []) map(exception);
  for (const thread of event.threads?.values ?? []) map(thread);
  addProblems(event, problems);
}

/** File → debug id, as the SDK says it. */
function debugIdsOf(event: SentryEvent): ReadonlyMap<string, string> {
  const images = event.debug_meta?.['images'];
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
