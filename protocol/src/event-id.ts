const HEX_32 = /^[0-9a-f]{32}$/i;
const DASHED = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;

/**
 * An event id as we store it: 32 lower-case hex digits. Accepts both forms of the wire, 32 digits or 36 characters with dashes;
 * anything else is null.
 */
export function normalizeEventId(value: unknown): string | null {
  if (typeof value !== 'string') return null;
  if (HEX_32.test(value)) return value.toLowerCase();
  return DASHED.test(value) ? value.replaceAll('-', '').toLowerCase() : null;
}
