import { IconChevronRight } from '@tabler/icons-react';
import { useState } from 'react';
import type { DebugImage, Stacktrace } from '../../../data/shapes.ts';
import { formatExact, plural } from '../../../parts/format.ts';
import { lengthBefore, type Meta, metaAt } from '../../../parts/remarks.ts';
import { KeyValues, pairsOf } from '../../../parts/value.tsx';
import { type Cut, foldFrames, type FoldItem, openedFrame } from './fold.ts';
import { FrameRow } from './frame-row.tsx';
import { imageOf } from './images.ts';
import type { Placed } from './recursion.ts';
import type { StackView } from './stack-view.ts';

interface RowContext {
  readonly platform: string;
  readonly images: readonly DebugImage[];
  readonly meta: Meta;
}

interface FramesProps extends RowContext {
  readonly stacktrace: Stacktrace | null | undefined;
  readonly view: StackView;
  /** What to say instead of a missing trace. */
  readonly missing?: string;
}

function Row({ entry, opened, context }: { entry: Placed; opened: boolean; context: RowContext }) {
  const { frame, index } = entry;
  return (
    <FrameRow
      frame={frame}
      image={imageOf(frame, context.images)}
      platform={context.platform}
      opened={opened}
      meta={metaAt(context.meta, 'frames', index)}
    />
  );
}

function foldText({ frames, names, period }: Extract<FoldItem, { kind: 'fold' }>): string {
  const count = formatExact(frames.length);
  if (period === undefined) return `${count} more ${plural(frames.length, 'frame')} (${names})`;
  const times = formatExact(frames.length / period);
  const what = period === 1 ? 'The frame above repeats' : `The ${period} frames above repeat`;
  return `${what} ${times} more times (${count} frames)`;
}

function Fold({ item, context }: { item: Extract<FoldItem, { kind: 'fold' }>; context: RowContext }) {
  const [open, setOpen] = useState(false);
  if (open) {
    return item.frames.map((entry) => <Row key={entry.index} entry={entry} opened={false} context={context} />);
  }
  return (
    <li className="frame">
      <button type="button" className="frame-head frame-fold" aria-expanded={false} onClick={() => setOpen(true)}>
        <span className="frame-arrow">
          <IconChevronRight size={14} aria-hidden />
        </span>
        {foldText(item)}
      </button>
    </li>
  );
}

/** What the SDK or the size limit removed. The server keeps both ends of a list of frames that is too long. */
function cutOf(stacktrace: Stacktrace, meta: Meta): Cut | undefined {
  const kept = stacktrace.frames?.length ?? 0;
  const [from, to] = stacktrace.framesOmitted ?? [];
  if (from !== undefined && to !== undefined) return { at: Math.min(from, kept), count: to - from };
  const before = lengthBefore(metaAt(meta, 'frames'));
  return before === undefined || before <= kept ? undefined : { at: Math.ceil(kept / 2), count: before - kept };
}

function Registers({ stacktrace }: { stacktrace: Stacktrace }) {
  const pairs = pairsOf(stacktrace.registers);
  if (pairs.length === 0) return null;
  return (
    <details className="part registers">
      <summary>Registers · {pairs.length}</summary>
      <KeyValues pairs={pairs} />
    </details>
  );
}

const MISSING =
  'No stack trace was sent with this exception. Capture an Error object, or set the SDK option attachStacktrace.';

export function Frames({ stacktrace, view, missing = MISSING, ...context }: FramesProps) {
  const frames = stacktrace?.frames ?? [];
  if (stacktrace === null || stacktrace === undefined || frames.length === 0) {
    return <p className="stack-empty muted">{missing}</p>;
  }
  const opened = openedFrame(frames);
  const cut = cutOf(stacktrace, context.meta);
  return (
    <>
      <ol className="frames">
        {foldFrames(frames, { ...view, cut }).map((item) => {
          if (item.kind === 'cut') {
            return (
              <li key="cut" className="frame frame-cut">
                {formatExact(item.count)} {plural(item.count, 'frame')} removed: the stack trace was too long
              </li>
            );
          }
          if (item.kind === 'fold') return <Fold key={`fold-${item.frames[0]?.index}`} item={item} context={context} />;
          return <Row key={item.index} entry={item} opened={item.index === opened} context={context} />;
        })}
      </ol>
      <Registers stacktrace={stacktrace} />
    </>
  );
}
