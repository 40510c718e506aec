import type { FrameFields } from '../2023-01-11/frame.ts';

/** A lone frame without function says nothing of where it is from, at a URL or not. */
export function isPoorWithoutFunction(frame: FrameFields): boolean {
  return frame.function === undefined;
}
