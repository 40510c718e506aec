import { compileGlob } from '../glob.ts';
import { LineError, type LineReader, type RuleError, readRules } from '../line-reader.ts';
import type { Action, Matcher, Offset, Rule } from './rule.ts';

const FIELDS: Readonly<Record<string, Matcher['field']>> = {
  module: 'module',
  'stack.module': 'module',
  function: 'function',
  'stack.function': 'function',
  category: 'category',
  path: 'path',
  'stack.abs_path': 'path',
  package: 'package',
  'stack.package': 'package',
  family: 'family',
  app: 'app',
  type: 'type',
  'error.type': 'type',
  value: 'value',
  'error.value': 'value',
  mechanism: 'mechanism',
  'error.mechanism': 'mechanism',
};
const MATCHER_NAMES =
  'path, package, module, function, category, family, app, error.type, error.value or error.mechanism';
const ACTION_NAMES = '+app, -app, +group, -group, category=, min-frames=, max-frames= or invert-stacktrace=';
const BOOLEANS = new Set(['1', 'yes', 'true', '0', 'no', 'false']);
const TRUE = new Set(['1', 'yes', 'true']);
const EXCEPTION_FIELDS = new Set<Matcher['field']>(['type', 'value', 'mechanism']);

/** `[ caller ] | matchers | [ callee ] actions`, one rule a line. */
export function parseEnhancements(source: string): { rules: Rule[]; errors: RuleError[] } {
  return readRules(source, (reader) => {
    const matchers = readMatchers(reader);
    const actions = readActions(reader);
    return { text: describe(matchers, actions), matchers, actions };
  });
}

function readMatchers(reader: LineReader): Matcher[] {
  const matchers: Matcher[] = [];
  const caller = readNeighbour(reader, 'caller');
  if (caller !== undefined) {
    reader.space();
    if (!reader.take('|')) throw reader.expected('`|` after the matcher of the caller');
    reader.space();
    if (reader.sees('[')) throw reader.expected('a matcher of the frame itself (a rule may name one caller only)');
  }
  for (let next = readMatcher(reader, 'self'); next !== undefined; next = readMatcher(reader, 'self'))
    matchers.push(next);
  if (matchers.length === 0) throw reader.expected(`a matcher: ${MATCHER_NAMES}`);
  if (caller !== undefined) matchers.push(caller);
  reader.space();
  if (reader.take('|')) {
    const callee = readNeighbour(reader, 'callee');
    if (callee === undefined) throw reader.expected('`[` before the matcher of the callee');
    matchers.push(callee);
    reader.space();
    if (reader.sees('|')) throw reader.expected('an action (a rule may name one callee only)');
  }
  return matchers;
}

/** `[ matcher ]` */
function readNeighbour(reader: LineReader, offset: Offset): Matcher | undefined {
  reader.space();
  if (!reader.take('[')) return undefined;
  reader.space();
  const start = reader.at;
  const matcher = readMatcher(reader, offset);
  if (matcher === undefined) throw reader.expected(`a matcher: ${MATCHER_NAMES}`);
  if (EXCEPTION_FIELDS.has(matcher.field)) {
    throw new LineError(start, `expected a matcher of a frame; error.${matcher.field} belongs to the exception`);
  }
  reader.space();
  if (!reader.take(']')) throw reader.expected('`]`');
  return matcher;
}

/** Undefined, and nothing read, when something else comes next. */
function readMatcher(reader: LineReader, offset: Offset): Matcher | undefined {
  reader.space();
  const start = reader.at;
  const negated = reader.take('!');
  const name = reader.read(/"([\w.:\- ]+)"/y, 1) ?? reader.read(/[\w.-]+/y);
  const known = name !== undefined && Object.hasOwn(FIELDS, name);
  if (name === undefined || !reader.take(':')) {
    const isAction = !negated && reader.read(/\s*=/y) !== undefined;
    if ((negated || known) && !isAction)
      throw reader.expected(known ? '`:` and a pattern' : `a matcher: ${MATCHER_NAMES}`);
    reader.at = start;
    return undefined;
  }
  const field = known ? FIELDS[name] : undefined;
  if (field === undefined) throw new LineError(start, `expected a matcher: ${MATCHER_NAMES}; found "${name}:"`);
  const pattern = reader.read(/"([^"]+)"/y, 1) ?? reader.read(/\S+/y);
  if (pattern === undefined) throw reader.expected('a pattern');
  const matcher = { field, pattern: pattern.replaceAll('\\\\', '\\'), negated, offset };
  const problem = patternProblem(matcher);
  if (problem !== undefined) throw new LineError(start, problem);
  return matcher;
}

/** Sentry reads such a matcher as one that never holds, so that its rule never applies; saying so is kinder. */
function patternProblem({ field, pattern }: Matcher): string | undefined {
  if (field === 'family') return undefined;
  if (field === 'app') {
    return BOOLEANS.has(pattern) ? undefined : `expected 1, yes, true, 0, no or false after app:; found "${pattern}"`;
  }
  const path = field === 'path' || field === 'package';
  const glob = compileGlob(path ? pattern.replaceAll('\\', '/') : pattern, { path, ignoreCase: false });
  return glob === undefined ? `expected a pattern with all brackets and braces closed; found "${pattern}"` : undefined;
}

function readActions(reader: LineReader): Action[] {
  const actions: Action[] = [];
  for (;;) {
    reader.space();
    if (reader.atEnd() || reader.sees('#')) break;
    actions.push(readFlag(reader) ?? readVariable(reader));
  }
  if (actions.length === 0) throw reader.expected(`an action: ${ACTION_NAMES}`);
  return actions;
}

function readFlag(reader: LineReader): Action | undefined {
  const start = reader.at;
  const range = reader.take('^') ? '^' : reader.take('v') ? 'v' : '';
  const value = reader.take('+') ? true : reader.take('-') ? false : undefined;
  const flag = reader.take('app') ? 'app' : reader.take('group') ? 'group' : undefined;
  if (value !== undefined && flag !== undefined) return { kind: 'flag', flag, value, range };
  reader.at = start;
  return undefined;
}

function readVariable(reader: LineReader): Action {
  const name = reader.read(/category|min-frames|max-frames|invert-stacktrace/y);
  if (name === undefined) throw reader.expected(`an action: ${ACTION_NAMES}`);
  reader.space();
  if (!reader.take('=')) throw reader.expected('`=`');
  reader.space();
  if (name === 'category') {
    const value = reader.read(/[\w.-]+/y);
    if (value === undefined) throw reader.expected('the name of a category');
    return { kind: 'category', value };
  }
  if (name === 'invert-stacktrace') {
    const value = reader.read(/1|yes|true|0|no|false/y);
    if (value === undefined) throw reader.expected('1, yes, true, 0, no or false');
    return { kind: name, value: TRUE.has(value) };
  }
  const digits = reader.read(/\d{1,9}(?!\d)/y);
  if (digits === undefined) throw reader.expected('a number of frames');
  return { kind: name === 'min-frames' ? name : 'max-frames', value: Number(digits) };
}

function describe(matchers: readonly Matcher[], actions: readonly Action[]): string {
  const at = (offset: Offset): readonly string[] =>
    matchers.filter((matcher) => matcher.offset === offset).map(describeMatcher);
  const parts = [
    ...at('caller').map((caller) => `[ ${caller} ] |`),
    ...at('self'),
    ...at('callee').map((callee) => `| [ ${callee} ]`),
    ...actions.map(describeAction),
  ];
  return parts.join(' ');
}

function describeMatcher({ field, pattern, negated }: Matcher): string {
  return `${negated ? '!' : ''}${field}:${/\s/.test(pattern) ? `"${pattern}"` : pattern}`;
}

function describeAction(action: Action): string {
  if (action.kind === 'flag') return `${action.range}${action.value ? '+' : '-'}${action.flag}`;
  return `${action.kind}=${String(typeof action.value === 'boolean' ? Number(action.value) : action.value)}`;
}
