export interface CapturedItem {
  readonly type: string;
  readonly header: Readonly<Record<string, unknown>>;
  readonly payload: Buffer;
  /** The parsed payload; undefined when it is not JSON. */
  readonly json: unknown;
}

/**
 * Reads an envelope, written independently of the product's own parser so that the two check each other.
 * Source: Sentry's envelope grammar (header line, then per item a header line and a payload of `length` bytes or up to the newline).
 */
export function readEnvelope(body: Buffer): { header: Record<string, unknown>; items: CapturedItem[] } {
  const first = line(body, 0);
  const header = parseObject(first.bytes, 'envelope header');
  const items: CapturedItem[] = [];
  let at = first.next;
  while (at < body.length) {
    if (body[at] === 0x0a) {
      at += 1;
      continue;
    }
    const head = line(body, at);
    const itemHeader = parseObject(head.bytes, 'item header');
    const length = itemHeader['length'];
    const payload = typeof length === 'number' ? exactly(body, head.next, length) : line(body, head.next);
    items.push({
      type: String(itemHeader['type']),
      header: itemHeader,
      payload: payload.bytes,
      json: parseJson(payload.bytes),
    });
    at = payload.next;
  }
  return { header, items };
}

function line(body: Buffer, from: number): { bytes: Buffer; next: number } {
  const end = body.indexOf(0x0a, from);
  return end === -1
    ? { bytes: body.subarray(from), next: body.length }
    : { bytes: body.subarray(from, end), next: end + 1 };
}

function exactly(body: Buffer, from: number, length: number): { bytes: Buffer; next: number } {
  if (from + length > body.length) throw new Error(`an item of ${length} bytes ends after the envelope`);
  return { bytes: body.subarray(from, from + length), next: from + length + 1 };
}

function parseObject(bytes: Buffer, what: string): Record<string, unknown> {
  const value = parseJson(bytes);
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    throw new Error(`the ${what} is not an object`);
  return value as Record<string, unknown>;
}

function parseJson(bytes: Buffer): unknown {
  try {
    return JSON.parse(bytes.toString('utf8')) as unknown;
  } catch {
    return undefined;
  }
}
