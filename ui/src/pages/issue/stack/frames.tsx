import { IconChevronRight } from '@tabler/icons-react';
import { useState } from 'react';
import type { Stacktrace } from '../../../data/shapes.ts';
import { type Meta, metaAt } from '../../../parts/remarks.ts';
import { foldFrames, type FoldItem, openedFrame } from './fold.ts';
import { FrameRow } from './frame-row.tsx';
import type { StackView } from './stack-view.ts';

interface FramesProps {
  readonly stacktrace: Stacktrace | null | undefined;
  readonly platform: string;
  readonly view: StackView;
  readonly meta: Meta;
}

function Fold({
  item,
  ...rest
}: { item: Extract<FoldItem, { kind: 'fold' }> } & Pick<FramesProps, 'platform' | 'meta'>) {
  const [open, setOpen] = useState(false);
  if (open) {
    return item.frames.map(({ frame, index }) => (
      <FrameRow
        key={index}
        frame={frame}
        platform={rest.platform}
        opened={false}
        meta={metaAt(rest.meta, 'frames', index)}
      />
    ));
  }
  const count = item.frames.length;
  return (
    <li className="frame">
      <button type="button" className="frame-head frame-fold" aria-expanded={false} onClick={() => setOpen(true)}>
        <span className="frame-arrow">
          <IconChevronRight size={14} aria-hidden />
        </span>
        {count} more {count === 1 ? 'frame' : 'frames'} ({item.names})
      </button>
    </li>
  );
}

export function Frames({ stacktrace, platform, view, meta }: FramesProps) {
  const frames = stacktrace?.frames ?? [];
  if (frames.length === 0) {
    return (
      <p className="stack-empty muted">
        No stack trace was sent with this exception. Throw and capture an Error object, or set{' '}
        <code>attachStacktrace</code>.
      </p>
    );
  }
  const opened = openedFrame(frames);
  const [from, to] = stacktrace?.framesOmitted ?? [];
  return (
    <ol className="frames">
      {foldFrames(frames, view.mode, view.newestFirst).map((item) =>
        item.kind === 'fold' ? (
          <Fold key={`fold-${item.frames[0]?.index}`} item={item} platform={platform} meta={meta} />
        ) : (
          <FrameRow
            key={item.index}
            frame={item.frame}
            platform={platform}
            opened={item.index === opened}
            meta={metaAt(meta, 'frames', item.index)}
          />
        ),
      )}
      {from !== undefined && to !== undefined ? (
        <li className="stack-empty muted">
          {to - from} frames were left out by the SDK or the size limit (from {from} to {to}).
        </li>
      ) : null}
    </ol>
  );
}
