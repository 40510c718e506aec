import { decodedMappings, FlattenMap, type SourceMapInput, type TraceMap } from '@jridgewell/trace-mapping';
import { type MapParts, TOKEN } from './compiled-map.ts';
import { errorMessage } from '../../errors.ts';

/** The map cannot be read; `message` says why. */
export class MalformedMap extends Error {}

const TOKENS_MAX = 20_000_000;

/**
 * Reads a source map: plain, indexed (`sections`), or with the `)]}'` line in front that some servers add.
 * `mapUrl` is what its sources are relative to. Throws `MalformedMap`.
 */
export function compileSourceMap(text: string, mapUrl: string): MapParts {
  const map = readMap(text, mapUrl);
  const mappings = decodedMappings(map);
  const count = mappings.reduce((sum, line) => sum + line.length, 0);
  if (count > TOKENS_MAX) throw new MalformedMap(`The map has ${count} segments; at most ${TOKENS_MAX} are read`);
  const lines = new Uint32Array(mappings.length + 1);
  const tokens = new Int32Array(count * TOKEN);
  let at = 0;
  for (const [line, segments] of mappings.entries()) {
    lines[line] = at;
    for (const [column, source = -1, originalLine = -1, originalColumn = -1, name = -1] of segments) {
      tokens.set([column, source, originalLine, originalColumn, name], at * TOKEN);
      at += 1;
    }
  }
  lines[mappings.length] = at;
  return {
    sources: map.resolvedSources.map((source, index) => source || (map.sources[index] ?? '')),
    names: map.names,
    lines,
    tokens,
    contents: map.sources.map((_, index) => map.sourcesContent?.[index] ?? null),
  };
}

function readMap(text: string, mapUrl: string): TraceMap {
  try {
    const json: unknown = JSON.parse(text.startsWith(")]}'") ? text.slice(text.indexOf('\n')) : text);
    if (typeof json !== 'object' || json === null) throw new MalformedMap('The map is not a JSON object');
    if (!('mappings' in json) && !('sections' in json)) {
      throw new MalformedMap('The map has neither mappings nor sections');
    }
    // The library checks the rest of the shape while it reads.
    return FlattenMap(json as SourceMapInput, mapUrl);
  } catch (error) {
    if (error instanceof MalformedMap) throw error;
    throw new MalformedMap(`The map cannot be read: ${errorMessage(error)}`);
  }
}
