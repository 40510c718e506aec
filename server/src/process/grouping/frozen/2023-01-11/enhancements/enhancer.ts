import { familyOf } from '../family.ts';
import type { FrameFields } from '../frame.ts';
import type { CompiledRule, FieldTest, Subject } from './compile.ts';
import { indexByFamily } from './rule-index.ts';

/** What the matchers of `error.*` see. */
export interface ExceptionFields {
  readonly type: string | undefined;
  readonly value: string | undefined;
  readonly mechanism: string | undefined;
}

/** What of a frame never changes while rules run; made once per distinct frame and kept. */
export interface FrameFacts {
  readonly fields: FrameFields;
  /** Rules whose matchers on this frame's own fields all hold, by index and in no order; those without such a matcher are tried always. */
  readonly modifiers: readonly number[];
  readonly updaters: readonly number[];
  /** What matchers that look at a neighbour found here; filled when first asked. */
  readonly answers: Map<FieldTest, boolean>;
}

/** A frame while rules run. `inApp` and `category` change. */
export interface RuledFrame {
  readonly facts: FrameFacts;
  inApp: boolean;
  category: string | undefined;
  /** The rule that last changed `inApp`. */
  inAppRule: CompiledRule | undefined;
}

/** What the second pass says of each frame: undefined leaves it as it is. */
export interface Verdict {
  readonly group: (boolean | undefined)[];
  readonly groupRules: (CompiledRule | undefined)[];
  minFrames: number;
  minFramesRule: CompiledRule | undefined;
  maxFrames: number;
  maxFramesRule: CompiledRule | undefined;
}

export interface Enhancer {
  facts(fields: FrameFields): FrameFacts;
  /** First pass: sets `inApp` and `category`. */
  modify(frames: readonly RuledFrame[], exception: ExceptionFields): void;
  /** Second pass: which frames count for grouping. */
  judge(frames: readonly RuledFrame[], exception: ExceptionFields): Verdict;
}

/** Applies rules in order; later ones win. Made once, used for every event of a project. */
export function createEnhancer(rules: readonly CompiledRule[]): Enhancer {
  const free = rules.filter(({ selective }) => !selective);
  const always = {
    modifiers: free.filter(({ modifies }) => modifies),
    updaters: free.filter(({ updates }) => updates),
  };
  const byFamily = indexByFamily(rules.filter(({ selective }) => selective));

  return {
    facts(fields) {
      const subject = subjectOf(fields);
      const candidates = byFamily[familyOf(fields.platform)](subject).filter(({ ownTests }) =>
        ownTests.every((test) => test(subject)),
      );
      return {
        fields,
        modifiers: candidates.filter(({ modifies }) => modifies).map(({ index }) => index),
        updaters: candidates.filter(({ updates }) => updates).map(({ index }) => index),
        answers: new Map(),
      };
    },
    modify(frames, exception) {
      const categories = categoriesOf(frames);
      const pass = { rules, always: always.modifiers, frames, exception, categories, kind: 'modifiers' } as const;
      eachMatch(pass, (rule, matches) => {
        modifyFrames(rule, { matches, frames });
        if (rule.category !== undefined) categories.add(rule.category);
      });
    },
    judge(frames, exception) {
      const verdict: Verdict = {
        group: [],
        groupRules: [],
        minFrames: 0,
        minFramesRule: undefined,
        maxFrames: 0,
        maxFramesRule: undefined,
      };
      const categories = categoriesOf(frames);
      const pass = { rules, always: always.updaters, frames, exception, categories, kind: 'updaters' } as const;
      eachMatch(pass, (rule, matches) => updateVerdict(verdict, rule, { matches, count: frames.length }));
      return verdict;
    },
  };
}

function categoriesOf(frames: readonly RuledFrame[]): Set<string> {
  const categories = new Set<string>();
  for (const { category } of frames) if (category !== undefined) categories.add(category);
  return categories;
}

function modifyFrames(
  rule: CompiledRule,
  { matches, frames }: { matches: readonly number[]; frames: readonly RuledFrame[] },
): void {
  if (rule.category !== undefined) {
    for (const index of matches) {
      const frame = frames[index];
      if (frame !== undefined) frame.category = rule.category;
    }
  }
  applyRanges(rule.app, { matches, count: frames.length }, (index, value) => {
    const frame = frames[index];
    if (frame === undefined || frame.inApp === value) return;
    frame.inApp = value;
    frame.inAppRule = rule;
  });
}

function updateVerdict(
  verdict: Verdict,
  rule: CompiledRule,
  matched: { matches: readonly number[]; count: number },
): void {
  applyRanges(rule.group, matched, (index, value) => {
    if (verdict.group[index] === value) return;
    verdict.group[index] = value;
    verdict.groupRules[index] = rule;
  });
  if (rule.minFrames !== undefined) {
    verdict.minFrames = rule.minFrames;
    verdict.minFramesRule = rule;
  }
  if (rule.maxFrames !== undefined) {
    verdict.maxFrames = rule.maxFrames;
    verdict.maxFramesRule = rule;
  }
}

interface Pass {
  readonly rules: readonly CompiledRule[];
  readonly always: readonly CompiledRule[];
  readonly frames: readonly RuledFrame[];
  readonly exception: ExceptionFields;
  /** Categories that some frame has by now. */
  readonly categories: ReadonlySet<string>;
  readonly kind: 'modifiers' | 'updaters';
}

/** Calls `act` for each rule that matches, in order, with the frames it matches (found before it acts). */
function eachMatch(pass: Pass, act: (rule: CompiledRule, matches: readonly number[]) => void): void {
  const { rules, always, frames, kind } = pass;
  const count = frames.length;
  let total = 0;
  for (const frame of frames) total += frame.facts[kind].length;
  // Sorted (rule, frame) pairs, each as one number.
  const pairs = new Float64Array(total);
  let filled = 0;
  for (const [index, frame] of frames.entries()) {
    for (const rule of frame.facts[kind]) pairs[filled++] = rule * count + index;
  }
  pairs.sort();
  let at = 0;
  let next = 0;
  const matches: number[] = [];
  while (at < total || next < always.length) {
    const candidate = at < total ? Math.floor((pairs[at] ?? 0) / count) : Infinity;
    const free = always[next]?.index ?? Infinity;
    matches.length = 0;
    const rule = rules[Math.min(candidate, free)];
    if (rule === undefined) return;
    const applies =
      rule.needs.every((category) => pass.categories.has(category)) && matchesException(rule, pass.exception);
    if (free < candidate) {
      next += 1;
      if (applies)
        for (let index = 0; index < count; index++) if (matchesFrame(rule, frames, index)) matches.push(index);
    } else {
      const end = (candidate + 1) * count;
      for (; at < total && (pairs[at] ?? end) < end; at++) {
        const index = (pairs[at] ?? 0) - candidate * count;
        if (applies && matchesFrame(rule, frames, index)) matches.push(index);
      }
    }
    if (matches.length > 0) act(rule, matches);
  }
}

function matchesException(rule: CompiledRule, exception: ExceptionFields): boolean {
  return rule.exceptionTests.every(({ field, glob, negated }) => glob(exception[field] ?? '<unknown>') !== negated);
}

/** The matchers beyond those on the frame's own fixed fields, which the facts hold already. */
function matchesFrame(rule: CompiledRule, frames: readonly RuledFrame[], index: number): boolean {
  const frame = frames[index];
  if (frame === undefined) return false;
  for (const test of rule.stateTests) {
    const other = test.offset === 'self' ? frame : frames[test.offset === 'caller' ? index - 1 : index + 1];
    if (other === undefined || test.holds(other) === test.negated) return false;
  }
  for (const test of rule.neighbourTests) {
    const other = frames[test.offset === 'caller' ? index - 1 : index + 1];
    if (other === undefined || !answer(other.facts, test.test)) return false;
  }
  return true;
}

function answer({ answers, fields }: FrameFacts, test: FieldTest): boolean {
  const known = answers.get(test);
  if (known !== undefined) return known;
  const holds = test(subjectOf(fields));
  answers.set(test, holds);
  return holds;
}

/** The path of a frame is its abs_path, else its filename. */
function subjectOf(fields: FrameFields): Subject {
  return {
    platform: fields.platform,
    function: fields.function,
    module: fields.module,
    package: pathForms(fields.package),
    path: pathForms(fields.absPath ?? fields.filename),
  };
}

function pathForms(path: string | undefined): readonly string[] {
  if (path === undefined) return [];
  const normal = path.replaceAll('\\', '/').toLowerCase();
  return normal.startsWith('/') ? [normal] : [normal, `/${normal}`];
}

type RangeValues = CompiledRule['app'];

/**
 * What one rule does to all frames, in one sweep: acting for each match in turn, `^` on all frames after it and `v` on all before,
 * leaves each frame with the value written by its last writer. Matches after a frame write last, then the frame itself, then those before.
 */
function applyRanges(
  values: RangeValues,
  { matches, count }: { matches: readonly number[]; count: number },
  write: (index: number, value: boolean) => void,
): void {
  const first = matches[0];
  const last = matches.at(-1);
  if (values === undefined || first === undefined || last === undefined) return;
  const { up, self, down } = values;
  if (up === undefined && down === undefined) {
    if (self !== undefined) for (const index of matches) write(index, self);
    return;
  }
  let at = 0;
  for (let index = 0; index < count; index++) {
    const matched = matches[at] === index;
    if (matched) at += 1;
    const value = (index < last ? down : undefined) ?? (matched ? self : undefined) ?? (index > first ? up : undefined);
    if (value !== undefined) write(index, value);
  }
}
