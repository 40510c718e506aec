/** What a payload says, and whether its strings may be ill-formed (only an escape can make them so). */
interface ReadJson {
  readonly value: unknown;
  readonly mayBeIllFormed: boolean;
}

const ILL_FORMED = /\\u(?:d[89a-f]|0000)/i;
// oxlint-disable-next-line no-control-regex -- raw control characters are what is looked for
const CONTROL = /[\u0000-\u001f]/g;

/**
 * The one parse of a payload; undefined when it is not JSON.
 * Invalid UTF-8 becomes U+FFFD here. V8 parses without recursion, so depth cannot overflow the stack: the walk bounds it.
 */
export function readJson(payload: Uint8Array): ReadJson | undefined {
  const text = Buffer.from(payload.buffer, payload.byteOffset, payload.byteLength).toString('utf8');
  const value = tryParse(text) ?? tryParse(text.replace(CONTROL, ' '));
  return value === undefined ? undefined : { value, mayBeIllFormed: text.includes('\\u') && ILL_FORMED.test(text) };
}

function tryParse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    // Not JSON is an answer here, not an accident: the caller makes an outcome of it.
    return undefined;
  }
}
