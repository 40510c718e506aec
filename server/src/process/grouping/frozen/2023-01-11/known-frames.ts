import type { Frame } from '@garrison/protocol';

import type { Enhancer } from './enhancements/enhancer.ts';
import { type ContextLineRule, type FrameFields, frameParts, readFrame } from './frame.ts';
import type { KnownFrame } from './trace.ts';

/** Frames repeat from event to event: what is worked out of one is kept for the next. */
const GENERATION_SIZE = 2048;
/** A longer frame is worked out anew each time, so that the cache stays a few megabytes at most. */
const KEY_LENGTH_MAX = 1024;

/** Two generations: when the younger is full it becomes the older, and what was not asked for since is forgotten. */
export function createKnownFrames(enhancer: Enhancer, contextLineRule: ContextLineRule) {
  let younger = new Map<string, KnownFrame>();
  let older = new Map<string, KnownFrame>();
  const workOut = (fields: FrameFields): KnownFrame => ({
    facts: enhancer.facts(fields),
    parts: frameParts(fields, contextLineRule),
  });

  return (frame: Frame, eventPlatform: string): KnownFrame => {
    const fields = readFrame(frame, eventPlatform);
    const key = keyOf(fields);
    if (key.length > KEY_LENGTH_MAX) return workOut(fields);
    const young = younger.get(key);
    if (young !== undefined) return young;
    const found = older.get(key) ?? workOut(fields);
    if (younger.size >= GENERATION_SIZE) {
      older = younger;
      younger = new Map();
    }
    younger.set(key, found);
    return found;
  };
}

/** A missing field is not an empty one; neither occurs inside a field. */
function keyOf(f: FrameFields): string {
  return `${f.platform}\0${f.function}\0${f.rawFunction}\0${f.module}\0${f.package}\0${f.absPath}\0${f.filename}\0${f.contextLine}\0${f.sourcemap}`;
}
