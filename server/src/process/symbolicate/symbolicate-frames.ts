import type { Frame } from '@garrison/protocol';
import { type MinifiedFile, originalSource, type OriginalSource, type SymbolicationProblem } from './minified-file.ts';
import type { UnmappedFile } from './minified-file.ts';
import { withoutAsync } from './file-address.ts';
import { cleanSourcePath } from './source-path.ts';

/** What was loaded for the frames of an event: by the frame's `abs_path`. Undefined: the file is nothing that could be mapped. */
export type FileOf = (path: string) => MinifiedFile | UnmappedFile | undefined;

export interface FrameProblem {
  readonly type: SymbolicationProblem;
  /** The frame's file, or the source that is missing. */
  readonly path: string;
  readonly detail?: string;
}

export interface Symbolicated {
  readonly frames: Frame[];
  /** How many frames now show original source. */
  readonly changed: number;
  readonly problems: readonly FrameProblem[];
}

const CONTEXT_LINES = 5;
const LINE_MAX = 512;
/** Bundlers' own names for what wraps a module. */
const UNNAMED = new Set(['', '?', '<anonymous>', '__webpack_require__', 'anonymous']);

/** Frames are in Sentry's order: the outermost call first. Each frame fails alone and then stays as it came. */
export function symbolicateFrames(frames: readonly Frame[], fileOf: FileOf): Symbolicated {
  const problems: FrameProblem[] = [];
  const sources = new Map<string, OriginalSource | undefined>();
  let changed = 0;
  let calledName: string | undefined;
  const done = frames.map((frame) => {
    const callerSays = calledName;
    calledName = undefined;
    const path = frame.abs_path === undefined ? undefined : withoutAsync(frame.abs_path);
    const file = path === undefined || frame.lineno === undefined ? undefined : fileOf(path);
    if (path === undefined || file === undefined) return frame;
    if ('problem' in file) {
      const { problem: type, detail } = file;
      problems.push({ type, path, ...(detail === undefined ? {} : { detail }) });
      return withMinifiedContext(frame, file.text);
    }
    const mapped = mapFrame(frame, file, { sources, callerSays });
    if ('problem' in mapped) {
      problems.push({ type: mapped.problem, path });
      return frame;
    }
    if (mapped.missingSource !== undefined) {
      problems.push({ type: 'missing_source_content', path: mapped.missingSource });
    }
    calledName = mapped.tokenName;
    changed += 1;
    return mapped.frame;
  });
  return { frames: done, changed, problems };
}

interface MappedFrame {
  readonly frame: Frame;
  /** The name of the token at the call: what the callee is called here. */
  readonly tokenName: string | undefined;
  readonly missingSource: string | undefined;
}

interface Surroundings {
  /** Sources that other frames have opened already. */
  readonly sources: Map<string, OriginalSource | undefined>;
  readonly callerSays: string | undefined;
}

function mapFrame(
  frame: Frame,
  file: MinifiedFile,
  { sources, callerSays }: Surroundings,
): MappedFrame | { readonly problem: SymbolicationProblem } {
  const { lineno = 0, colno } = frame;
  if (lineno < 1) return { problem: 'invalid_location' };
  const position = file.map.lookup(lineno - 1, Math.max(0, (colno ?? 1) - 1));
  if (position === undefined) return { problem: 'invalid_location' };
  const name = file.map.sources[position.source] ?? '';
  const { filename, absPath, inApp } = cleanSourcePath(name);
  const key = `${file.mapUrl} ${position.source}`;
  if (!sources.has(key)) {
    const text = file.map.sourceText(position.source) ?? file.looseSource?.(name);
    sources.set(key, text === undefined ? undefined : originalSource(text, filename));
  }
  const source = sources.get(key);
  const scopeName = source?.functionAt(position.line, position.column);
  const functionName = named(scopeName) ?? named(callerSays) ?? (source === undefined ? frame.function : undefined);
  const { module: _, function: rawFunction, ...kept } = frame;
  return {
    tokenName: position.name,
    missingSource: source === undefined ? name : undefined,
    frame: {
      ...kept,
      filename,
      abs_path: absPath,
      lineno: position.line + 1,
      colno: position.column + 1,
      function: functionName ?? '<anonymous>',
      ...(rawFunction === undefined ? {} : { raw_function: rawFunction }),
      ...(inApp === undefined ? {} : { in_app: inApp }),
      ...(source === undefined ? {} : contextOf(source, position.line)),
      data: { ...frame.data, symbolicated: true, sourcemap: file.mapUrl },
    },
  };
}

function named(name: string | undefined): string | undefined {
  return name === undefined || UNNAMED.has(name) ? undefined : name;
}

function contextOf(source: OriginalSource, line: number): Pick<Frame, 'context_line' | 'pre_context' | 'post_context'> {
  const at = (index: number): string[] => {
    const text = source.line(index);
    return text === undefined ? [] : [text.slice(0, LINE_MAX).toWellFormed()];
  };
  const [contextLine] = at(line);
  const before = Array.from({ length: CONTEXT_LINES }, (_, step) => line - CONTEXT_LINES + step);
  return {
    ...(contextLine === undefined ? {} : { context_line: contextLine }),
    pre_context: before.flatMap((index) => (index < 0 ? [] : at(index))),
    post_context: before.flatMap((_, step) => at(line + 1 + step)),
  };
}

/** Of a minified line only what lies around the column is worth showing. */
function withMinifiedContext(frame: Frame, text: string | undefined): Frame {
  if (text === undefined || frame.context_line !== undefined || frame.lineno === undefined) return frame;
  const line = originalSource(text, '').line(frame.lineno - 1);
  if (line === undefined) return frame;
  const start = Math.max(0, (frame.colno ?? 1) - 1 - LINE_MAX / 4);
  return { ...frame, context_line: line.slice(start, start + LINE_MAX / 2).toWellFormed() };
}
