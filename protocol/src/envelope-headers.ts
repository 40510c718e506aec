/** Parts of header lines that are kept with every item: bounded, since a client may write anything there. */

const TRACE_FIELDS_MAX = 20;
const TRACE_VALUE_LENGTH_MAX = 256;
const HEADERS_LENGTH_MAX = 2048;

/** They have fields of their own, or say only where the item ends; `__proto__` would not become a field. */
const KNOWN_HEADERS = new Set([
  'type',
  'length',
  'item_count',
  'filename',
  'content_type',
  'attachment_type',
  '__proto__',
]);
const NO_HEADERS: Readonly<Record<string, unknown>> = Object.freeze({});

/** Short texts of the trace header, under their names. */
export function boundedTrace(trace: Readonly<Record<string, unknown>>): Readonly<Record<string, string>> {
  const fields: Record<string, string> = {};
  let count = 0;
  for (const [name, value] of Object.entries(trace)) {
    if (typeof value !== 'string' || Math.max(name.length, value.length) > TRACE_VALUE_LENGTH_MAX) continue;
    fields[name] = value;
    count += 1;
    if (count === TRACE_FIELDS_MAX) break;
  }
  return fields;
}

/** The headers of an item that are not fields already, in their order, as long as their JSON stays short together. */
export function otherHeaders(header: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> {
  let others: Record<string, unknown> | undefined;
  let length = 0;
  for (const [name, value] of Object.entries(header)) {
    if (KNOWN_HEADERS.has(name)) continue;
    length += name.length + JSON.stringify(value).length;
    if (length > HEADERS_LENGTH_MAX) break;
    (others ??= {})[name] = value;
  }
  return others ?? NO_HEADERS;
}
