const QUOTE = 0x22;
const BACKSLASH = 0x5c;
const COMMA = 0x2c;
const COLON = 0x3a;
const OPEN_BRACE = 0x7b;
const CLOSE_BRACE = 0x7d;
const OPEN_BRACKET = 0x5b;
const CLOSE_BRACKET = 0x5d;

/** Longer values are not what anybody peeks for; decoding stays bounded. */
const VALUE_BYTES_MAX = 256;

const decoder = new TextDecoder();
const encoder = new TextEncoder();

/**
 * The string under a top-level `key` of a JSON object, found without parsing it: one linear pass, nothing allocated, any depth.
 * Undefined when the key is absent, its value is not a short string, or the bytes are not an object. It does not validate the rest.
 */
export function peekTopLevelString(json: Uint8Array, key: string): string | undefined {
  const wanted = encoder.encode(key);
  let depth = 0;
  let expectsKey = false;
  for (let at = skipBlank(json, 0); at < json.length; at += 1) {
    const byte = json[at];
    if (byte === QUOTE) {
      const end = endOfString(json, at);
      if (expectsKey && equals(json, { from: at + 1, to: end, wanted })) return stringAfterColon(json, end + 1);
      at = end;
    } else if (byte === OPEN_BRACE || byte === OPEN_BRACKET) {
      depth += 1;
      expectsKey = depth === 1 && byte === OPEN_BRACE;
    } else if (byte === CLOSE_BRACE || byte === CLOSE_BRACKET) {
      depth -= 1;
    } else if (depth === 1 && byte === COMMA) {
      expectsKey = true;
    } else if (depth === 1 && byte === COLON) {
      expectsKey = false;
    }
    if (depth === 0) return undefined;
  }
  return undefined;
}

function stringAfterColon(json: Uint8Array, from: number): string | undefined {
  const colon = skipBlank(json, from);
  if (json[colon] !== COLON) return undefined;
  const start = skipBlank(json, colon + 1);
  if (json[start] !== QUOTE) return undefined;
  const end = endOfString(json, start);
  if (end >= json.length || end - start > VALUE_BYTES_MAX) return undefined;
  try {
    const value: unknown = JSON.parse(decoder.decode(json.subarray(start, end + 1)));
    return typeof value === 'string' ? value : undefined;
  } catch {
    // A control character or a bad escape within the quotes: not a JSON string.
    return undefined;
  }
}

/** Index of the closing quote; the length of the input when there is none. */
function endOfString(json: Uint8Array, start: number): number {
  for (let at = start + 1; at < json.length; at += 1) {
    if (json[at] === QUOTE) return at;
    if (json[at] === BACKSLASH) at += 1;
  }
  return json.length;
}

function equals(json: Uint8Array, range: { from: number; to: number; wanted: Uint8Array }): boolean {
  const { from, to, wanted } = range;
  return to - from === wanted.length && wanted.every((byte, index) => json[from + index] === byte);
}

function skipBlank(json: Uint8Array, from: number): number {
  let at = from;
  while (json[at] === 0x20 || json[at] === 0x0a || json[at] === 0x0d || json[at] === 0x09) at += 1;
  return at;
}
