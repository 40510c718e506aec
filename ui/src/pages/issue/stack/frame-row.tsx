import { IconChevronDown, IconChevronRight } from '@tabler/icons-react';
import { memo, useState } from 'react';
import type { Frame } from '../../../data/shapes.ts';
import { CodeLine, useTokens } from '../../../parts/code.tsx';
import { languageOf } from '../../../parts/highlight.ts';
import { type Meta, metaAt } from '../../../parts/remarks.ts';
import { KeyValues, pairsOf } from '../../../parts/value.tsx';

interface FrameRowProps {
  readonly frame: Frame;
  readonly platform: string;
  readonly opened: boolean;
  readonly meta: Meta;
}

function Source({ frame, platform }: { frame: Frame; platform: string }) {
  const context = frame.context ?? [];
  const language = languageOf(frame.filename, frame.platform ?? platform);
  const lines = useTokens(context.map(([, code]) => code ?? '').join('\n'), language);
  return (
    <div className="source" tabIndex={0} role="group" aria-label="Source">
      {context.map(([number], i) => (
        <div key={number} className={number === frame.lineNo ? 'source-line source-hit' : 'source-line'}>
          <span className="source-number">{number}</span>
          <code>
            <CodeLine line={lines[i]} />
          </code>
        </div>
      ))}
    </div>
  );
}

function frameLocation(frame: Frame): string {
  const file = frame.filename ?? frame.absPath ?? frame.module ?? '(unknown file)';
  const line = frame.lineNo ? `:${frame.lineNo}${frame.colNo ? `:${frame.colNo}` : ''}` : '';
  return file + line;
}

function FrameBody({ frame, platform, meta }: Omit<FrameRowProps, 'opened'>) {
  const hasSource = (frame.context ?? []).length > 0;
  const hasVars = Object.keys(frame.vars ?? {}).length > 0;
  return (
    <div className="frame-body">
      {hasSource ? <Source frame={frame} platform={platform} /> : null}
      {hasVars ? (
        <div className="frame-vars">
          <KeyValues pairs={pairsOf(frame.vars, metaAt(meta, 'vars'))} />
        </div>
      ) : null}
      {frame.absPath && frame.absPath !== frame.filename ? (
        <div className="frame-path mono faint">{frame.absPath}</div>
      ) : null}
    </div>
  );
}

/** One frame. What has neither source nor variables has nothing to open. */
export const FrameRow = memo(function FrameRow({ frame, platform, opened, meta }: FrameRowProps) {
  const [open, setOpen] = useState(opened);
  const more =
    (frame.context ?? []).length > 0 ||
    Object.keys(frame.vars ?? {}).length > 0 ||
    (frame.absPath !== frame.filename && Boolean(frame.absPath));
  const Icon = open ? IconChevronDown : IconChevronRight;
  return (
    <li className={frame.inApp ? 'frame frame-ours' : 'frame'}>
      <button
        type="button"
        className="frame-head"
        aria-expanded={more ? open : undefined}
        disabled={!more}
        onClick={() => setOpen(!open)}
      >
        <span className="frame-arrow">{more ? <Icon size={14} aria-hidden /> : null}</span>
        <span className="frame-function mono">{frame.function ?? frame.rawFunction ?? '(anonymous)'}</span>
        <span className="frame-location mono">{frameLocation(frame)}</span>
        {frame.inApp ? <span className="chip frame-chip">in app</span> : null}
      </button>
      {open && more ? <FrameBody frame={frame} platform={platform} meta={meta} /> : null}
    </li>
  );
});
