import type { Frame } from '../../../data/shapes.ts';
import { findRecursion, type Placed } from './recursion.ts';

export type FrameMode = 'app' | 'all';

/** Frames that were removed before the event was stored: how many, and the index of the first frame after them. */
export interface Cut {
  readonly at: number;
  readonly count: number;
}

export type FoldItem =
  | ({ readonly kind: 'frame' } & Placed)
  /** Frames of libraries, or repetitions of the `period` frames before; one row until opened. */
  | { readonly kind: 'fold'; readonly frames: readonly Placed[]; readonly names: string; readonly period?: number }
  | { readonly kind: 'cut'; readonly count: number };

export interface FoldOptions {
  readonly mode: FrameMode;
  readonly newestFirst: boolean;
  readonly cut?: Cut | undefined;
}

const NAMES_MAX = 3;

/** Where a frame comes from, short: its package, module root, or `node`. */
export function originOf(frame: Frame): string {
  const path = frame.filename ?? frame.absPath ?? '';
  const dependency = /node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(path) ?? /site-packages\/([^/]+)/.exec(path);
  if (dependency?.[1] !== undefined) return dependency[1];
  if (path.startsWith('node:') || path.startsWith('internal/')) return 'node';
  return fileName(frame.package) ?? frame.module?.split(/[./:]/)[0] ?? 'library';
}

/** The last part of a path of either kind. */
export function fileName(path: string | null | undefined): string | undefined {
  return path?.split(/[\\/]/).at(-1) || undefined;
}

function foldOf(frames: readonly Placed[]): FoldItem {
  const names = [...new Set(frames.map(({ frame }) => originOf(frame)))];
  const more = names.length > NAMES_MAX ? ', …' : '';
  return { kind: 'fold', frames, names: names.slice(0, NAMES_MAX).join(', ') + more };
}

class Folding {
  readonly items: FoldItem[] = [];
  readonly #frames: readonly Frame[];
  readonly #options: FoldOptions;
  readonly #anyOurs: boolean;
  #run: Placed[] = [];

  constructor(frames: readonly Frame[], options: FoldOptions) {
    this.#frames = frames;
    this.#options = options;
    this.#anyOurs = frames.some(({ inApp }) => inApp);
  }

  /** A row for a frame of ours; frames of others wait, to become one row together. */
  add(entry: Placed): void {
    if (!this.#isShown(entry)) {
      this.#run.push(entry);
      return;
    }
    this.flush();
    this.items.push({ kind: 'frame', ...entry });
  }

  addRepeated(entries: readonly Placed[], period: number): void {
    if (!entries.some((entry) => this.#isShown(entry))) {
      this.#run.push(...entries);
      return;
    }
    this.flush();
    this.items.push({ kind: 'fold', frames: entries, names: '', period });
  }

  flush(): void {
    const [only] = this.#run;
    if (this.#run.length === 1 && only !== undefined && this.#anyOurs) this.items.push({ kind: 'frame', ...only });
    else if (this.#run.length > 0) this.items.push(foldOf(this.#run));
    this.#run = [];
  }

  #isShown({ frame, index }: Placed): boolean {
    const isNewest = index === this.#frames.length - 1;
    return this.#options.mode === 'all' || frame.inApp || (!this.#anyOurs && isNewest);
  }
}

/**
 * Frames in reading order. In `app` mode every run of others' frames is one counted row; a single frame between two of ours stays, and so
 * does the newest frame of a trace that has none of ours. Recursion is one row in both modes. `index` is the place in the event.
 */
export function foldFrames(frames: readonly Frame[], options: FoldOptions): FoldItem[] {
  const { newestFirst, cut } = options;
  const all = frames.map((frame, index) => ({ frame, index }));
  const parts = cut === undefined ? [all] : [all.slice(0, cut.at), all.slice(cut.at)];
  const folding = new Folding(frames, options);
  for (const [i, part] of (newestFirst ? parts.toReversed() : parts).entries()) {
    if (i > 0 && cut !== undefined) {
      folding.flush();
      folding.items.push({ kind: 'cut', count: cut.count });
    }
    for (const stretch of findRecursion(newestFirst ? part.toReversed() : part)) {
      if (stretch.kind === 'frame') folding.add(stretch.entry);
      else folding.addRepeated(stretch.entries, stretch.period);
    }
  }
  folding.flush();
  return folding.items;
}

/** The frame to open: the newest of ours, else the newest. */
export function openedFrame(frames: readonly Frame[]): number {
  const ours = frames.findLastIndex(({ inApp }) => inApp);
  return ours === -1 ? frames.length - 1 : ours;
}
