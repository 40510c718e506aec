import type { Frame } from '@garrison/protocol';

import type { Enhancer } from './enhancements/enhancer.ts';
import { type ContextLineRule, type FrameFields, frameParts, readFrame } from './frame.ts';
import type { KnownFrame } from './trace.ts';

/** Frames repeat from event to event: what is worked out of one is kept for the next. */
const GENERATION_SIZE = 2048;
/** A longer frame is worked out anew each time, so that the cache stays a few megabytes at most. */
const LENGTH_MAX = 1024;
/** Frames that share function and path (other lines of it); beyond these the newest takes the place of the oldest. */
const ALIKE_MAX = 16;

/** By function, then by path; no key has to be put together to look a frame up. */
type Generation = Map<string | undefined, Map<string | undefined, KnownFrame[]>>;

/** Two generations: when the younger is full it becomes the older, and what was not asked for since is forgotten. */
export function createKnownFrames(enhancer: Enhancer, contextLineRule: ContextLineRule) {
  let younger: Generation = new Map();
  let older: Generation = new Map();
  let size = 0;
  const workOut = (fields: FrameFields): KnownFrame => ({
    facts: enhancer.facts(fields),
    parts: frameParts(fields, contextLineRule),
  });

  return (frame: Frame, eventPlatform: string): KnownFrame => {
    const fields = readFrame(frame, eventPlatform);
    const young = find(younger, fields);
    if (young !== undefined) return young;
    if (lengthOf(fields) > LENGTH_MAX) return workOut(fields);
    const found = find(older, fields) ?? workOut(fields);
    if (size >= GENERATION_SIZE) {
      older = younger;
      younger = new Map();
      size = 0;
    }
    keep(younger, found);
    size += 1;
    return found;
  };
}

function pathOf({ absPath, filename, module }: FrameFields): string | undefined {
  return absPath ?? filename ?? module;
}

function find(generation: Generation, fields: FrameFields): KnownFrame | undefined {
  const alike = generation.get(fields.function)?.get(pathOf(fields));
  if (alike === undefined) return undefined;
  for (const known of alike) if (isSame(known.facts.fields, fields)) return known;
  return undefined;
}

function keep(generation: Generation, known: KnownFrame): void {
  const { fields } = known.facts;
  const byPath = generation.get(fields.function) ?? new Map<string | undefined, KnownFrame[]>();
  const alike = byPath.get(pathOf(fields)) ?? [];
  if (alike.length >= ALIKE_MAX) alike.shift();
  alike.push(known);
  byPath.set(pathOf(fields), alike);
  generation.set(fields.function, byPath);
}

function isSame(a: FrameFields, b: FrameFields): boolean {
  return (
    a.contextLine === b.contextLine &&
    a.filename === b.filename &&
    a.module === b.module &&
    a.absPath === b.absPath &&
    a.package === b.package &&
    a.rawFunction === b.rawFunction &&
    a.platform === b.platform &&
    a.sourcemap === b.sourcemap
  );
}

function lengthOf(fields: FrameFields): number {
  let length = 0;
  for (const value of Object.values(fields)) if (typeof value === 'string') length += value.length;
  return length;
}
