/** Crockford's base 32, as in Sentry's short ids: no I, L, O, U. */
const ALPHABET = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';

/** `API-GATEWAY-1`: the project's slug and the number within it. */
export function formatShortId(projectSlug: string, number: number): string {
  let digits = '';
  for (let rest = number; rest > 0; rest = Math.floor(rest / 32)) digits = `${ALPHABET[rest % 32]}${digits}`;
  return `${projectSlug.toUpperCase()}-${digits === '' ? '0' : digits}`;
}

/** Undefined when the text is not a short id. */
export function parseShortId(text: string): { readonly projectSlug: string; readonly number: number } | undefined {
  const [, slug, digits] = /^(.+)-([0-9A-HJKMNP-TV-Za-hjkmnp-tv-z]{1,10})$/.exec(text) ?? [];
  if (slug === undefined || digits === undefined) return undefined;
  let number = 0;
  for (const digit of digits.toUpperCase()) number = number * 32 + ALPHABET.indexOf(digit);
  return { projectSlug: slug.toLowerCase(), number };
}
