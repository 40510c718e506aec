/** What a payload says, and whether its strings may be ill-formed (only an escape can make them so). */
interface ReadJson {
  readonly value: unknown;
  readonly mayBeIllFormed: boolean;
}

const ILL_FORMED = /\\u(?:d[89a-f]|0000)/i;
// oxlint-disable-next-line no-control-regex -- raw control characters are what is looked for
const CONTROL = /[\u0000-\u001f]/g;
/** Few texts have such a run of digits. Written out, the engine skips through a text without looking at every character. */
const LONG_DIGITS = new RegExp('\\d'.repeat(16));
/** An integer that may be too long for a double. */
const LONG_INTEGER = /[:[,]\s*-?\d{16,}\s*[,\]}]/;
const INTEGER = /^-?\d+$/;

/**
 * The one parse of a payload; undefined when it is not JSON.
 * Invalid UTF-8 becomes U+FFFD here. V8 parses without recursion, so depth cannot overflow the stack: the walk bounds it.
 */
export function readJson(payload: Uint8Array): ReadJson | undefined {
  const text = Buffer.from(payload.buffer, payload.byteOffset, payload.byteLength).toString('utf8');
  const value = tryParse(text) ?? tryParse(withFiniteNumbers(text.replace(CONTROL, ' ')));
  return value === undefined ? undefined : { value, mayBeIllFormed: text.includes('\\u') && ILL_FORMED.test(text) };
}

/**
 * `JSON.parse`, but integers that a double cannot hold (beyond 2⁵³) stay exact, as text: `1234567890123456789` → `"1234567890123456789"`.
 * Only a text that has such a long integer pays for it.
 */
export function parseJson(text: string): unknown {
  const value: unknown = JSON.parse(text);
  return LONG_DIGITS.test(text) && LONG_INTEGER.test(text) ? parseExactly(text, value) : value;
}

type Reviver = (key: string, value: unknown, context: { readonly source?: string }) => unknown;

const keepLongInteger: Reviver = (_key, value, { source }) =>
  typeof value === 'number' && !Number.isSafeInteger(value) && source !== undefined && INTEGER.test(source)
    ? source
    : value;

function parseExactly(text: string, rounded: unknown): unknown {
  try {
    return JSON.parse(text, keepLongInteger as Parameters<typeof JSON.parse>[1]);
  } catch {
    // A reviver is called recursively: nesting of thousands overflows the stack. The walk cuts off what lies so deep.
    return rounded;
  }
}

function tryParse(text: string): unknown {
  try {
    return parseJson(text);
  } catch {
    // Not JSON is an answer here, not an accident: the caller makes an outcome of it.
    return undefined;
  }
}

const NON_FINITE = /-?\bInfinity\b|\bNaN\b/g;

/** Python and others write `NaN` and `Infinity`, which JSON does not know: a number too large for a double stands for them. */
function withFiniteNumbers(text: string): string {
  if (!text.includes('NaN') && !text.includes('Infinity')) return text;
  const parts: string[] = [];
  for (let at = 0; at < text.length;) {
    const quote = text.indexOf('"', at);
    const start = quote < 0 ? text.length : quote;
    parts.push(text.slice(at, start).replace(NON_FINITE, (word) => (word.startsWith('-') ? '-1e999' : '1e999')));
    at = quote < 0 ? text.length : endOfString(text, quote);
    parts.push(text.slice(start, at));
  }
  return parts.join('');
}

/** The place after the closing quote. */
function endOfString(text: string, quote: number): number {
  for (let at = quote + 1; at < text.length; at++) {
    const char = text.charCodeAt(at);
    if (char === 0x5c) at += 1;
    else if (char === 0x22) return at + 1;
  }
  return text.length;
}
