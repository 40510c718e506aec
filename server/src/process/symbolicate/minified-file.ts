import type { CompiledMap } from './compiled-map.ts';
import { type FindFunction, functionScopes, lineStarts } from './function-scopes.ts';

/** Why a frame is not mapped. Sentry's names. */
export type SymbolicationProblem =
  | 'missing_source'
  | 'missing_sourcemap'
  | 'malformed_sourcemap'
  | 'invalid_location'
  | 'missing_source_content';

/** What was found for one file of a build. */
export interface MinifiedFile {
  /** The map's address, for people. */
  readonly mapUrl: string;
  readonly map: CompiledMap;
  /** A source that the map names but does not carry, when it was uploaded apart. */
  readonly looseSource?: (source: string) => string | undefined;
}

/** A file without a usable map. `text`: the minified source, when that much was found. */
export interface UnmappedFile {
  readonly problem: SymbolicationProblem;
  readonly detail?: string;
  readonly text?: string;
}

/** What can be found of one file. */
export type SourceFile = MinifiedFile | UnmappedFile;

/** An original source, cut into lines and functions when first asked for. */
export interface OriginalSource {
  line(index: number): string | undefined;
  readonly functionAt: FindFunction;
}

export function originalSource(text: string, filename: string): OriginalSource {
  const starts = lineStarts(text);
  let functionAt: FindFunction | undefined;
  return {
    line(index) {
      const start = starts[index];
      if (start === undefined) return undefined;
      return text.slice(start, starts[index + 1] ?? text.length).replace(/\r?\n$/, '');
    },
    functionAt(line, column) {
      functionAt ??= functionScopes(text, filename);
      return functionAt(line, column);
    },
  };
}
