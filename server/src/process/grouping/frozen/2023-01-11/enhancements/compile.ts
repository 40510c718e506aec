import { FAMILIES, type Family, familyOf } from '../family.ts';
import { compileGlob } from '../glob.ts';
import type { ExceptionField, Matcher, Offset, Rule } from './rule.ts';

export interface Subject {
  readonly platform: string;
  readonly function: string | undefined;
  readonly module: string | undefined;
  /** Lower case, `/` between folders; where it does not begin with `/`, once more with it. None when missing. */
  readonly package: readonly string[];
  readonly path: readonly string[];
}

/** A matcher on fields that never change while rules run; negation is inside. */
export type FieldTest = (subject: Subject) => boolean;

interface State {
  readonly inApp: boolean;
  readonly category: string | undefined;
}

/** Fields with few distinct values before those with many. */
const FIXED_FIELDS = ['package', 'module', 'path', 'function'] as const;
export type FixedField = (typeof FIXED_FIELDS)[number];

export interface CompiledRule {
  readonly index: number;
  readonly text: string;
  readonly modifies: boolean;
  readonly updates: boolean;
  readonly families: readonly Family[];
  /** The name that the frame's function must have, when a matcher gives it in full. */
  readonly functionName: string | undefined;
  /** On the frame's own fixed fields, beyond its family. */
  readonly ownTests: readonly FieldTest[];
  /** What the first of them looks at: fields that many frames share come first. */
  readonly leadField: FixedField | undefined;
  /** Something about the frame's own fixed fields is asked, so most frames can be ruled out before. */
  readonly selective: boolean;
  readonly neighbourTests: readonly { readonly offset: Offset; readonly test: FieldTest }[];
  /** On what earlier rules may have set. */
  readonly stateTests: readonly {
    readonly offset: Offset;
    readonly negated: boolean;
    readonly holds: (state: State) => boolean;
  }[];
  readonly exceptionTests: readonly {
    readonly field: ExceptionField;
    readonly glob: (value: string) => boolean;
    readonly negated: boolean;
  }[];
  /** Categories without which the rule cannot match: lets whole traces skip it. */
  readonly needs: readonly string[];
  readonly category: string | undefined;
  readonly app: RangeValues | undefined;
  readonly group: RangeValues | undefined;
  readonly minFrames: number | undefined;
  readonly maxFrames: number | undefined;
  readonly hints: {
    readonly ignored: string;
    readonly unignored: string;
    readonly inApp: string;
    readonly outOfApp: string;
  };
}

/** The value that the last action of each range writes: frames after (`^`), the frame, frames before (`v`). */
interface RangeValues {
  readonly up: boolean | undefined;
  readonly self: boolean | undefined;
  readonly down: boolean | undefined;
}

const never = (): boolean => false;

/** Compiles rules to be applied after others, which may be shared. */
export function compileRules(rules: readonly Rule[], after: readonly CompiledRule[] = []): CompiledRule[] {
  return [...after, ...rules.map((rule, index) => compileRule(rule, after.length + index))];
}

function compileRule(rule: Rule, index: number): CompiledRule {
  const { actions, matchers, text } = rule;
  const own: { field: FixedField; test: FieldTest }[] = [];
  const families: ReadonlySet<Family>[] = [];
  let functionName: string | undefined;
  const neighbourTests: CompiledRule['neighbourTests'][number][] = [];
  const stateTests: CompiledRule['stateTests'][number][] = [];
  const exceptionTests: CompiledRule['exceptionTests'][number][] = [];
  const needs: string[] = [];
  for (const matcher of matchers) {
    const { field, offset, negated, pattern } = matcher;
    if (field === 'type' || field === 'value' || field === 'mechanism') {
      exceptionTests.push({ field, negated, glob: compileGlob(pattern, { path: false, ignoreCase: false }) ?? never });
    } else if (field === 'app' || field === 'category') {
      stateTests.push({ offset, negated, holds: stateTest(field, pattern) });
      if (field === 'category' && !negated && /^[\w.-]+$/.test(pattern)) needs.push(pattern);
    } else if (offset === 'self') {
      if (field === 'family') families.push(familiesOf(matcher));
      else own.push({ field, test: fieldTest(matcher) });
      if (field === 'function' && !negated && !/[*?[\]{}\\]/.test(pattern)) functionName = pattern;
    } else {
      neighbourTests.push({ offset, test: fieldTest(matcher) });
    }
  }
  own.sort((a, b) => FIXED_FIELDS.indexOf(a.field) - FIXED_FIELDS.indexOf(b.field));
  const category = actions.findLast((action) => action.kind === 'category')?.value;
  const app = rangeValues(rule, 'app');
  const group = rangeValues(rule, 'group');
  const minFrames = actions.findLast((action) => action.kind === 'min-frames')?.value;
  const maxFrames = actions.findLast((action) => action.kind === 'max-frames')?.value;
  return {
    index,
    text,
    modifies: app !== undefined || category !== undefined,
    updates: group !== undefined || minFrames !== undefined || maxFrames !== undefined,
    families: FAMILIES.filter((family) => families.every((accepted) => accepted.has(family))),
    functionName,
    ownTests: own.map(({ test }) => test),
    leadField: own[0]?.field,
    selective: own.length > 0 || families.length > 0,
    neighbourTests,
    stateTests,
    exceptionTests,
    needs,
    category: typeof category === 'string' ? category : undefined,
    app,
    group,
    minFrames: typeof minFrames === 'number' ? minFrames : undefined,
    maxFrames: typeof maxFrames === 'number' ? maxFrames : undefined,
    hints: {
      ignored: `ignored by stack trace rule (${text})`,
      unignored: `un-ignored by stack trace rule (${text})`,
      inApp: `marked in-app by stack trace rule (${text})`,
      outOfApp: `marked out of app by stack trace rule (${text})`,
    },
  };
}

function rangeValues({ actions }: Rule, flag: 'app' | 'group'): RangeValues | undefined {
  const value = (range: '' | '^' | 'v'): boolean | undefined => {
    const last = actions.findLast((action) => action.kind === 'flag' && action.flag === flag && action.range === range);
    return last?.kind === 'flag' ? last.value : undefined;
  };
  const values = { up: value('^'), self: value(''), down: value('v') };
  return values.up === undefined && values.self === undefined && values.down === undefined ? undefined : values;
}

function stateTest(field: 'app' | 'category', pattern: string): (state: State) => boolean {
  if (field === 'category') {
    const glob = compileGlob(pattern, { path: false, ignoreCase: false }) ?? never;
    return ({ category }) => category !== undefined && glob(category);
  }
  if (pattern === '1' || pattern === 'yes' || pattern === 'true') return ({ inApp }) => inApp;
  if (pattern === '0' || pattern === 'no' || pattern === 'false') return ({ inApp }) => !inApp;
  return never;
}

function familiesOf({ pattern, negated }: Matcher): ReadonlySet<Family> {
  const named = new Set(pattern.split(','));
  return new Set(FAMILIES.filter((family) => (named.has('all') || named.has(family)) !== negated));
}

function fieldTest(matcher: Matcher): FieldTest {
  const { field, pattern, negated } = matcher;
  if (field === 'family') {
    const families = familiesOf(matcher);
    return ({ platform }) => families.has(familyOf(platform));
  }
  if (field === 'path' || field === 'package') {
    const glob = compileGlob(pattern.replaceAll('\\', '/').toLowerCase(), { path: true, ignoreCase: false }) ?? never;
    return (subject) => subject[field].some(glob) !== negated;
  }
  if (field === 'function' || field === 'module') {
    const glob = compileGlob(pattern, { path: false, ignoreCase: false }) ?? never;
    return (subject) => {
      const value = subject[field];
      return (value !== undefined && glob(value)) !== negated;
    };
  }
  return never;
}
