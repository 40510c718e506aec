import type { Frame } from '../../../data/shapes.ts';

export type FrameMode = 'app' | 'all';

export type FoldItem =
  | { readonly kind: 'frame'; readonly frame: Frame; readonly index: number }
  | { readonly kind: 'fold'; readonly frames: readonly { frame: Frame; index: number }[]; readonly names: string };

const NAMES_MAX = 3;

/** Where a frame comes from, short: its package, module root, or `node`. */
export function originOf(frame: Frame): string {
  const path = frame.filename ?? frame.absPath ?? '';
  const dependency = /node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(path) ?? /site-packages\/([^/]+)/.exec(path);
  if (dependency?.[1] !== undefined) return dependency[1];
  if (path.startsWith('node:') || path.startsWith('internal/')) return 'node';
  return frame.package ?? frame.module?.split(/[./:]/)[0] ?? 'library';
}

function foldOf(frames: { frame: Frame; index: number }[]): FoldItem {
  const names = [...new Set(frames.map(({ frame }) => originOf(frame)))];
  const more = names.length > NAMES_MAX ? ', …' : '';
  return { kind: 'fold', frames, names: names.slice(0, NAMES_MAX).join(', ') + more };
}

/**
 * Frames in reading order. In `app` mode every run of others' frames is one counted row; a single frame between two of ours stays, and so
 * does the newest frame of a trace that has none of ours. `index` is the place in the event, for its remarks.
 */
export function foldFrames(frames: readonly Frame[], mode: FrameMode, newestFirst: boolean): FoldItem[] {
  const all = frames.map((frame, index) => ({ frame, index }));
  const ordered = newestFirst ? all.toReversed() : all;
  const anyOurs = frames.some(({ inApp }) => inApp);
  const newest = frames.length - 1;
  const items: FoldItem[] = [];
  let run: { frame: Frame; index: number }[] = [];
  const flush = () => {
    const [only] = run;
    if (run.length === 1 && only !== undefined && anyOurs) items.push({ kind: 'frame', ...only });
    else if (run.length > 0) items.push(foldOf(run));
    run = [];
  };
  for (const entry of ordered) {
    const shown = mode === 'all' || entry.frame.inApp || (!anyOurs && entry.index === newest);
    if (shown) {
      flush();
      items.push({ kind: 'frame', ...entry });
    } else run.push(entry);
  }
  flush();
  return items;
}

/** The frame to open: the newest of ours, else the newest. */
export function openedFrame(frames: readonly Frame[]): number {
  const ours = frames.findLastIndex(({ inApp }) => inApp);
  return ours === -1 ? frames.length - 1 : ours;
}
