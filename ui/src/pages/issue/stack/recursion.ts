import type { Frame } from '../../../data/shapes.ts';

/** A frame with its place in the event. */
export interface Placed {
  readonly frame: Frame;
  readonly index: number;
}

/** Frames as they are, or a sequence that repeats what stands right before it. */
export type Stretch =
  | { readonly kind: 'frame'; readonly entry: Placed }
  | { readonly kind: 'repeat'; readonly entries: readonly Placed[]; readonly period: number };

const PERIODS = [1, 2, 3, 4];
/** Two calls of the same line are no recursion yet. */
const TIMES_MIN = 3;

function sameFrame(a: Frame | undefined, b: Frame | undefined): boolean {
  if (a === undefined || b === undefined) return false;
  return (
    a.function === b.function &&
    a.filename === b.filename &&
    a.module === b.module &&
    a.lineNo === b.lineNo &&
    a.colNo === b.colNo &&
    a.instructionAddr === b.instructionAddr
  );
}

/** How many frames from `start` on are repetitions of the `period` frames at `start`; whole repetitions only. */
function repeatedLength(entries: readonly Placed[], start: number, period: number): number {
  let length = 0;
  while (sameFrame(entries[start + period + length]?.frame, entries[start + length]?.frame)) length += 1;
  return length - (length % period);
}

/** Finds recursion: sequences of up to four frames that follow each other three times or more. */
export function findRecursion(entries: readonly Placed[]): Stretch[] {
  const stretches: Stretch[] = [];
  let at = 0;
  while (at < entries.length) {
    const start = at;
    const found = PERIODS.find((period) => {
      return repeatedLength(entries, start, period) >= period * (TIMES_MIN - 1);
    });
    const period = found ?? 1;
    for (const entry of entries.slice(start, start + period)) stretches.push({ kind: 'frame', entry });
    at += period;
    if (found === undefined) continue;
    const repeated = entries.slice(at, at + repeatedLength(entries, start, period));
    stretches.push({ kind: 'repeat', entries: repeated, period });
    at += repeated.length;
  }
  return stretches;
}
