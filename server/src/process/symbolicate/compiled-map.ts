/**
 * A source map in the form that look-ups need: numbers in one typed array, texts beside them. It is written to disk once and read
 * back without parsing, so that a map of 50 MB costs its parse only once.
 */
export interface CompiledMap {
  /** Resolved against the map's own address. */
  readonly sources: readonly string[];
  /** `line` and `column` count from 0. Undefined: nothing of the sources is mapped to that place. */
  lookup(line: number, column: number): OriginalPosition | undefined;
  /** The text of a source; undefined when the map does not carry it. */
  sourceText(source: number): string | undefined;
}

/** Lines and columns count from 0. */
export interface OriginalPosition {
  readonly source: number;
  readonly line: number;
  readonly column: number;
  /** The name that the token had in the source. */
  readonly name: string | undefined;
}

/** The parts of a compiled map, as they are written and read. */
export interface MapParts {
  readonly sources: readonly string[];
  readonly names: readonly string[];
  /** Per generated line the first token, and the number of all tokens at the end. */
  readonly lines: Uint32Array;
  /** `TOKEN` numbers each, in the order of the generated code; −1: none. */
  readonly tokens: Int32Array;
  readonly contents: readonly (string | null)[];
}

/** Generated column, source, line, column, name. */
export const TOKEN = 5;
const MAGIC = 'GSM1';
const HEAD_BYTES = 12;

export function openMap(parts: MapParts): CompiledMap {
  const { sources, names, lines, tokens, contents } = parts;
  return {
    sources,
    lookup(line, column) {
      const first = lines[line];
      const end = lines[line + 1];
      if (first === undefined || end === undefined) return undefined;
      const at = lastUpTo(tokens, column, { first, end });
      if (at < first) return undefined;
      const [source = -1, originalLine = 0, originalColumn = 0, name = -1] = tokens.subarray(at * TOKEN + 1);
      if (source < 0) return undefined;
      return { source, line: originalLine, column: originalColumn, name: names[name] };
    },
    sourceText: (source) => contents[source] ?? undefined,
  };
}

/** The last token whose generated column is not after `column`; `first - 1` when there is none. */
function lastUpTo(tokens: Int32Array, column: number, range: { first: number; end: number }): number {
  let low = range.first;
  let high = range.end;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((tokens[middle * TOKEN] ?? 0) <= column) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}

/** Magic, the header's length, the tokens' count; then the header as JSON (padded to 4 bytes), line starts, tokens, contents as JSON. */
export function encodeMap({ sources, names, lines, tokens, contents }: MapParts): Buffer {
  const json = Buffer.from(JSON.stringify({ sources, names, lines: lines.length }));
  const header = Buffer.concat([json, Buffer.alloc(-json.length & 3, ' ')]);
  const head = Buffer.alloc(HEAD_BYTES);
  head.write(MAGIC, 'latin1');
  head.writeUInt32LE(header.length, 4);
  head.writeUInt32LE(tokens.length, 8);
  const numbers = [lines, tokens].map((array) => Buffer.from(array.buffer, array.byteOffset, array.byteLength));
  return Buffer.concat([head, header, ...numbers, Buffer.from(JSON.stringify(contents))]);
}

/** Undefined: the bytes are not of this version; the map is compiled again. */
export function decodeMap(bytes: Uint8Array): MapParts | undefined {
  // Typed arrays need an aligned start.
  const buffer =
    bytes.byteOffset % 4 === 0 ? Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length) : Buffer.from(bytes);
  if (buffer.length < HEAD_BYTES || buffer.toString('latin1', 0, 4) !== MAGIC) return undefined;
  const headerEnd = HEAD_BYTES + buffer.readUInt32LE(4);
  const header = JSON.parse(buffer.toString('utf8', HEAD_BYTES, headerEnd)) as {
    readonly sources: string[];
    readonly names: string[];
    readonly lines: number;
  };
  const linesEnd = headerEnd + 4 * header.lines;
  const tokensEnd = linesEnd + 4 * buffer.readUInt32LE(8);
  if (tokensEnd > buffer.length) return undefined;
  const { sources, names } = header;
  let contents: (string | null)[] | undefined;
  return {
    sources,
    names,
    lines: new Uint32Array(buffer.buffer, buffer.byteOffset + headerEnd, header.lines),
    tokens: new Int32Array(buffer.buffer, buffer.byteOffset + linesEnd, (tokensEnd - linesEnd) / 4),
    /** Most of the bytes: read when the first text is asked for. */
    get contents() {
      contents ??= JSON.parse(buffer.toString('utf8', tokensEnd)) as (string | null)[];
      return contents;
    },
  };
}
