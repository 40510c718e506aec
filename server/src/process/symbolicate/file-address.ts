/**
 * Under which addresses a frame's file may have been uploaded, the most exact first: `https://shop.example/app.js?v=1` is also
 * `https://shop.example/app.js`, `~/app.js?v=1` and `~/app.js`, where `~` stands for any origin.
 */
export function addressesOf(path: string): readonly string[] {
  const whole = withoutAsync(path).replace(/#.*$/s, '');
  const bare = whole.replace(/\?.*$/s, '');
  const local = whole.replace(/^[a-z][\w+.-]*:\/\/[^/]*/i, '').replace(/^~/, '');
  const anywhere = local.startsWith('/') ? local : `/${local}`;
  return [...new Set([whole, bare, `~${anywhere}`, `~${anywhere.replace(/\?.*$/s, '')}`])];
}

/** Browsers mark frames that continue after an `await`. */
export function withoutAsync(path: string): string {
  return path.replace(/^async /, '');
}

const NOT_BUILT =
  /^(?:node:|internal\/|native\b|eval\b|<|\[|blob:|data:|webpack-internal:|(?:chrome|moz|safari(?:-web)?)-extension:)/;

/** Whether a build may have made the file: not what the runtime or an extension brings, nor, of a service, an installed package. */
export function mayBeBuilt(path: string): boolean {
  if (path === '' || NOT_BUILT.test(path)) return false;
  return /^https?:/.test(path) || !path.includes('/node_modules/');
}

/** Where a file's reference leads, such as `app.js.map` in `~/assets/app.js`. Undefined: it is no address. */
export function resolveAddress(reference: string, from: string): string | undefined {
  if (reference.startsWith('~')) return reference;
  const anyOrigin = 'http://any.invalid';
  const base = from.startsWith('~') ? `${anyOrigin}/${from.slice(1).replace(/^\//, '')}` : from;
  if (!URL.canParse(reference, base)) {
    return URL.canParse(reference, `${anyOrigin}/`) ? resolveAddress(reference, `~/${from}`) : undefined;
  }
  const { href } = new URL(reference, base);
  return href.startsWith(`${anyOrigin}/`) ? `~${href.slice(anyOrigin.length)}` : href;
}

const REFERENCE = /\/[/*][#@]\s*sourceMappingURL=(\S+?)(?:\s*\*\/)?\s*$/gm;

/** The reference to a source map in the text of a built file; the last one counts, as in browsers. */
export function mapReferenceIn(text: string): string | undefined {
  return [...text.matchAll(REFERENCE)].at(-1)?.[1];
}

/** The map itself, when the reference carries it. */
export function inlineMapOf(reference: string): string | undefined {
  const [, encoding, data] = /^data:application\/json[^,]*?(;base64)?,(.*)$/s.exec(reference) ?? [];
  if (data === undefined) return undefined;
  return encoding === undefined ? decoded(data) : Buffer.from(data, 'base64').toString('utf8');
}

function decoded(text: string): string | undefined {
  try {
    return decodeURIComponent(text);
  } catch {
    return undefined;
  }
}
