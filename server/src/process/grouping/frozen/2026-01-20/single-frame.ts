import { type FrameFields, isUrl } from '../2023-01-11/frame.ts';

/** A lone frame without function at a URL: an inline script, of which every page has one. */
export function isPoorAtUrl(frame: FrameFields): boolean {
  return frame.function === undefined && isUrl(frame.absPath, { file: true });
}
