import type { SdkEnvelope } from '../sdk-types.ts';

/** An envelope as it is sent: lines of JSON headers, each item's payload behind its header. */
export function serializeEnvelope([header, items]: SdkEnvelope): Buffer {
  const parts: (string | Uint8Array)[] = [JSON.stringify(header)];
  for (const [itemHeader, payload] of items as readonly (readonly [object, unknown])[]) {
    parts.push('\n', JSON.stringify(itemHeader), '\n', bytesOf(payload));
  }
  return Buffer.concat(parts.map((part) => (typeof part === 'string' ? Buffer.from(part) : part)));
}

function bytesOf(payload: unknown): string | Uint8Array {
  if (typeof payload === 'string' || payload instanceof Uint8Array) return payload;
  return JSON.stringify(payload);
}
