import type { FrameFields } from '../2023-01-11/frame.ts';

/** A single frame without a function is too little to group by, at a URL or not. */
export function isPoorWithoutFunction(frame: FrameFields): boolean {
  return frame.function === undefined;
}
