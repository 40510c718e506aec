import { IconChevronDown, IconChevronRight } from '@tabler/icons-react';
import { memo, useState } from 'react';
import type { DebugImage, Frame } from '../../../data/shapes.ts';
import { CodeLine, useTokens } from '../../../parts/code.tsx';
import { languageOf } from '../../../parts/highlight.ts';
import { type Meta, metaAt } from '../../../parts/remarks.ts';
import { SafeText } from '../../../parts/safe-text.tsx';
import { type KeyValue, KeyValues, pairsOf } from '../../../parts/value.tsx';
import { fileName } from './fold.ts';

interface FrameRowProps {
  readonly frame: Frame;
  /** Of native code: the binary that the frame is in. */
  readonly image: DebugImage | undefined;
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

function functionName(frame: Frame): string {
  const unknown = frame.instructionAddr ? '(unknown function)' : '(anonymous)';
  // `?` is what some SDKs send for a function without a name.
  return [frame.function, frame.rawFunction].find((name) => name && name !== '?') ?? unknown;
}

function frameLocation(frame: Frame): string {
  const file = frame.filename ?? frame.absPath ?? frame.module;
  if (!file && frame.instructionAddr) {
    return [fileName(frame.package), frame.instructionAddr].filter(Boolean).join(' ');
  }
  const line = frame.lineNo ? `:${frame.lineNo}${frame.colNo ? `:${frame.colNo}` : ''}` : '';
  return (file || '(unknown file)') + line;
}

/** What there is to know of a frame of native code. */
function nativePairs(frame: Frame, image: DebugImage | undefined): KeyValue[] {
  const file = image?.code_file ?? image?.debug_file ?? frame.package;
  const values: Record<string, unknown> = {
    address: frame.instructionAddr,
    'function starts at': frame.symbolAddr,
    image: file,
    'image starts at': image?.image_addr,
    'debug id': image?.debug_id,
    architecture: image?.arch,
    'found by': frame.trust,
    'name in the binary': frame.rawFunction === frame.function ? undefined : frame.rawFunction,
  };
  if (!frame.instructionAddr) return [];
  return pairsOf(values).filter(({ value }) => value !== null && value !== '');
}

function hasDetails({ frame, image }: Pick<FrameRowProps, 'frame' | 'image'>): boolean {
  return (
    (frame.context ?? []).length > 0 ||
    Object.keys(frame.vars ?? {}).length > 0 ||
    (frame.absPath !== frame.filename && Boolean(frame.absPath)) ||
    nativePairs(frame, image).length > 0
  );
}

function FrameBody({ frame, image, platform, meta }: Omit<FrameRowProps, 'opened'>) {
  const native = nativePairs(frame, image);
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
      {native.length > 0 ? (
        <div className="frame-vars">
          <KeyValues pairs={native} />
        </div>
      ) : null}
      {frame.absPath && frame.absPath !== frame.filename ? (
        <div className="frame-path mono faint">{frame.absPath}</div>
      ) : null}
    </div>
  );
}

/** One frame; it opens when there is more to show. */
export const FrameRow = memo(function FrameRow({ frame, image, platform, opened, meta }: FrameRowProps) {
  const [open, setOpen] = useState(opened);
  const more = hasDetails({ frame, image });
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
        <SafeText className="frame-function mono" text={functionName(frame)} />
        <SafeText className="frame-location mono" text={frameLocation(frame)} />
        {frame.inApp ? <span className="chip frame-chip">in app</span> : null}
      </button>
      {open && more ? <FrameBody frame={frame} image={image} platform={platform} meta={meta} /> : null}
    </li>
  );
});
