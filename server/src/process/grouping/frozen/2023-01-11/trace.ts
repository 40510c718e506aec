import type { Frame, Stacktrace } from '@garrison/protocol';

import type { Component, FrameParts } from './component.ts';
import type { Enhancer, ExceptionFields, FrameFacts, RuledFrame, Verdict } from './enhancements/enhancer.ts';
import { familyOf } from './family.ts';
import { type FrameFields, isUrl } from './frame.ts';
import { objects, record } from './hostile.ts';

export type TraceVariant = 'app' | 'system';

/** A distinct frame: everything of it that no event changes. */
export interface KnownFrame {
  readonly facts: FrameFacts;
  readonly parts: FrameParts;
}

export interface TraceRules {
  readonly enhancer: Enhancer;
  known(frame: Frame, eventPlatform: string): KnownFrame;
  /** Is the only frame of a JavaScript stack too poor to group by? */
  isPoorSingleFrame(frame: FrameFields): boolean;
}

export interface PreparedTrace {
  readonly frames: readonly PreparedFrame[];
  readonly verdict: Verdict;
}

interface PreparedFrame extends RuledFrame {
  readonly source: Frame;
  readonly parts: FrameParts;
}

/**
 * Runs the rules over a stack trace; `write` puts `in_app` and `data.category` on its frames.
 * A changed `in_app` leaves the client's value in `data.orig_in_app` (-1 missing, 0, 1), from which a later run starts;
 * categories start from none, so that a stored event is grouped as it was the first time.
 */
export function prepareTrace(
  stacktrace: Stacktrace | undefined,
  options: { platform: string; exception: ExceptionFields; rules: TraceRules; write: boolean },
): PreparedTrace {
  const { platform, exception, rules, write } = options;
  const frames = objects(stacktrace?.frames).map((source): PreparedFrame => {
    const { facts, parts } = rules.known(source, platform);
    return {
      source,
      facts,
      parts,
      inApp: originalInApp(source, record(source.data)) === true,
      category: undefined,
      inAppRule: undefined,
    };
  });
  rules.enhancer.modify(frames, exception);
  if (write) for (const frame of frames) writeBack(frame);
  return { frames, verdict: rules.enhancer.judge(frames, exception) };
}

function originalInApp(frame: Frame, data: Readonly<Record<string, unknown>> | undefined): boolean | undefined {
  const original = data?.['orig_in_app'];
  if (typeof original === 'number') return original === -1 ? undefined : original === 1;
  return typeof frame.in_app === 'boolean' ? frame.in_app : undefined;
}

function writeBack({ source, inApp, category }: PreparedFrame): void {
  const data = record(source.data);
  const original = originalInApp(source, data);
  source.in_app = inApp;
  const changed = (original ?? false) !== inApp;
  const known = data?.['orig_in_app'];
  if (!changed && category === data?.['category'] && known === undefined) return;
  const next: Record<string, unknown> = { ...data };
  if (category === undefined) delete next['category'];
  else next['category'] = category;
  if (changed && known === undefined) next['orig_in_app'] = original === undefined ? -1 : Number(original);
  source.data = next;
}

/** The stack trace of one variant: `app` counts in-app frames only. */
export function traceComponent(trace: PreparedTrace, variant: TraceVariant, rules: TraceRules): Component {
  const { frames, verdict } = trace;
  const contributes: boolean[] = [];
  const hints: (string | null)[] = [];
  for (const [index, frame] of frames.entries()) {
    const [counts, hint] = judgeFrame({ frame, previous: frames[index - 1], verdict, index, variant });
    contributes.push(counts);
    hints.push(hint);
  }
  const [only] = frames;
  if (frames.length === 1 && only !== undefined && contributes[0] === true && isPoor(only, rules)) {
    contributes[0] = verdict.group[0] === true;
    hints[0] = 'ignored single low quality JavaScript frame';
  }
  const count = keepMaxFrames({ contributes, hints, verdict });
  const hint = traceHint({ trace, variant, count });
  const hasText = frames.some(({ parts }, index) => contributes[index] === true && parts.text !== '');
  return {
    id: 'stacktrace',
    contributes: hasText && count >= verdict.minFrames,
    hint,
    values: [],
    trace: { frames, contributes, hints },
  };
}

function isPoor({ facts }: PreparedFrame, rules: TraceRules): boolean {
  return familyOf(facts.fields.platform) === 'javascript' && rules.isPoorSingleFrame(facts.fields);
}

/** The version since 2023-01-11: a lone frame without function that is not at a URL. */
export function isPoorUnlessUrl(frame: FrameFields): boolean {
  return frame.function === undefined && !isUrl(frame.absPath, { file: true });
}

function judgeFrame(options: {
  frame: PreparedFrame;
  previous: PreparedFrame | undefined;
  verdict: Verdict;
  index: number;
  variant: TraceVariant;
}): [boolean, string | null] {
  const { frame, previous, verdict, index, variant } = options;
  if (variant === 'app' && !frame.inApp) return [false, frame.inAppRule?.hints.outOfApp ?? 'non app frame'];
  let { contributes, hint } = frame.parts.component;
  if (previous !== undefined && isRecursion(frame.source, previous.source)) {
    contributes = false;
    hint = 'ignored due to recursion';
  }
  const group = verdict.group[index];
  if (group !== undefined && group !== contributes) {
    const rule = verdict.groupRules[index];
    return [group, (group ? rule?.hints.unignored : rule?.hints.ignored) ?? null];
  }
  const marked = frame.inApp ? frame.inAppRule?.hints.inApp : frame.inAppRule?.hints.outOfApp;
  return [contributes, hint ?? marked ?? null];
}

function isRecursion(a: Frame, b: Frame): boolean {
  return (
    a.abs_path === b.abs_path &&
    a.package === b.package &&
    a.module === b.module &&
    a.filename === b.filename &&
    a.function === b.function &&
    a.lineno === b.lineno &&
    a.colno === b.colno
  );
}

/** `max-frames` keeps the frames nearest to the crash. Returns how many contribute. */
function keepMaxFrames(options: { contributes: boolean[]; hints: (string | null)[]; verdict: Verdict }): number {
  const { contributes, hints, verdict } = options;
  const { maxFrames, maxFramesRule } = verdict;
  let count = 0;
  for (let index = contributes.length - 1; index >= 0; index--) {
    if (contributes[index] !== true) continue;
    if (maxFrames === 0 || count < maxFrames) {
      count += 1;
      continue;
    }
    contributes[index] = false;
    hints[index] =
      `ignored because only ${maxFrames} ${maxFrames === 1 ? 'frame is' : 'frames are'} considered` +
      ` by stack trace rule (${maxFramesRule?.text ?? ''})`;
  }
  return count;
}

function traceHint(options: { trace: PreparedTrace; variant: TraceVariant; count: number }): string | null {
  const { trace, variant, count } = options;
  const { minFrames, minFramesRule } = trace.verdict;
  if (trace.frames.length === 0) return 'no frames';
  if (variant === 'app' && !trace.frames.some(({ inApp }) => inApp)) return 'no in-app frames';
  if (count === 0) return 'no contributing frames';
  if (count >= minFrames) return null;
  return (
    `discarded because the stack trace has ${count} of the ${minFrames} contributing frames asked for` +
    ` by stack trace rule (${minFramesRule?.text ?? ''})`
  );
}
