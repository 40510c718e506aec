import type { DebugImage, Frame } from '../../../data/shapes.ts';

/** Addresses are 64 bits wide, which a number does not hold: `0x7ff…` as text becomes a bigint. */
function address(text: unknown): bigint | undefined {
  if (typeof text === 'number' && Number.isSafeInteger(text) && text >= 0) return BigInt(text);
  return typeof text === 'string' && /^(?:0x[0-9a-f]{1,16}|\d{1,20})$/i.test(text) ? BigInt(text) : undefined;
}

/** The binary that was loaded where the frame's instruction is. */
export function imageOf(frame: Frame, images: readonly DebugImage[]): DebugImage | undefined {
  const at = address(frame.instructionAddr);
  if (at === undefined) return undefined;
  return images.find(({ image_addr: start, image_size: size }) => {
    const from = address(start);
    const length = address(size);
    return from !== undefined && length !== undefined && at >= from && at < from + length;
  });
}
