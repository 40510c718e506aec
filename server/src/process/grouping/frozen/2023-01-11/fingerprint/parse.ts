import { compileGlob } from '../glob.ts';
import { LineError, type LineReader, type RuleError, readRules } from '../line-reader.ts';
import { isGlobField, isPathField } from './match.ts';
import type { FingerprintMatcher, FingerprintRule, MatcherKind } from './rule.ts';

const FIELDS: Readonly<Record<string, readonly [MatcherKind, string]>> = {
  'error.type': ['exception', 'type'],
  type: ['exception', 'type'],
  'error.value': ['exception', 'value'],
  value: ['exception', 'value'],
  message: ['message', 'message'],
  'stack.module': ['frame', 'module'],
  module: ['frame', 'module'],
  'stack.function': ['frame', 'function'],
  function: ['frame', 'function'],
  'stack.abs_path': ['frame', 'path'],
  path: ['frame', 'path'],
  'stack.package': ['frame', 'package'],
  package: ['frame', 'package'],
  app: ['frame', 'app'],
  'thread.id': ['thread', 'id'],
  'thread.name': ['thread', 'name'],
  'thread.state': ['thread', 'state'],
  'thread.crashed': ['thread', 'crashed'],
  'thread.current': ['thread', 'current'],
  logger: ['event', 'logger'],
  level: ['event', 'level'],
  release: ['event', 'release'],
  family: ['event', 'family'],
  sdk: ['event', 'sdk'],
};
const NAMES =
  'error.type, error.value, message, logger, level, tags.NAME, stack.function, stack.module, stack.abs_path, stack.package, app, family, sdk, release or thread.*';

/** `matchers -> value, value title="…"`, one rule a line; `#` starts a comment line. */
export function parseFingerprintRules(source: string): { rules: FingerprintRule[]; errors: RuleError[] } {
  return readRules(source, (reader) => {
    const matchers = readMatchers(reader);
    reader.space();
    if (!reader.take('->')) throw reader.expected('a matcher or `->`');
    const { values, title } = readValues(reader);
    return { text: reader.line.trim(), matchers, values, title };
  });
}

function readMatchers(reader: LineReader): FingerprintMatcher[] {
  const matchers: FingerprintMatcher[] = [];
  const caller = readNeighbour(reader, 'caller');
  if (caller !== undefined) {
    matchers.push(caller);
    reader.space();
    if (!reader.take('|')) throw reader.expected('`|` after the matcher of the caller');
  }
  for (;;) {
    reader.space();
    if (reader.sees('->') || reader.sees('|') || reader.atEnd()) break;
    matchers.push(readMatcher(reader, 'self'));
  }
  if (!matchers.some(({ offset }) => offset === 'self')) throw reader.expected(`a matcher: ${NAMES}`);
  if (reader.take('|')) {
    const callee = readNeighbour(reader, 'callee');
    if (callee === undefined) throw reader.expected('`[` before the matcher of the callee');
    matchers.push(callee);
  }
  return matchers;
}

function readNeighbour(reader: LineReader, offset: 'caller' | 'callee'): FingerprintMatcher | undefined {
  reader.space();
  if (!reader.take('[')) return undefined;
  reader.space();
  const start = reader.at;
  const matcher = readMatcher(reader, offset);
  if (matcher.kind !== 'frame')
    throw new LineError(start, 'expected a matcher of a frame: stack.*, path, module, function, package or app');
  reader.space();
  if (!reader.take(']')) throw reader.expected('`]`');
  return matcher;
}

function readMatcher(reader: LineReader, offset: FingerprintMatcher['offset']): FingerprintMatcher {
  reader.space();
  const start = reader.at;
  const negated = reader.take('!');
  const name = reader.read(/"([^"]+)"/y, 1) ?? reader.read(/[\w.-]+/y);
  if (name === undefined) throw reader.expected(`a matcher: ${NAMES}`);
  const tag = name.startsWith('tags.') && name.length > 'tags.'.length;
  const [kind, field] = tag ? (['event', name] as const) : Object.hasOwn(FIELDS, name) ? (FIELDS[name] ?? []) : [];
  if (kind === undefined || field === undefined) {
    throw new LineError(start, `expected a matcher: ${NAMES}; found "${name}"`);
  }
  if (!reader.take(':')) throw reader.expected('`:` and a pattern');
  const pattern = readText(reader, /[^\s"\]]\S*/y);
  if (pattern === undefined) throw reader.expected('a pattern');
  const broken =
    isGlobField(field) && compileGlob(pattern, { path: isPathField(field), ignoreCase: false }) === undefined;
  if (broken) throw new LineError(start, `expected a pattern with all brackets and braces closed; found "${pattern}"`);
  return { kind, field, pattern, negated, offset };
}

/** Quoted, with `\"` for a quote, or a bare word. */
function readText(reader: LineReader, bare: RegExp): string | undefined {
  if (!reader.sees('"')) return reader.read(bare);
  const quoted = reader.read(/"((?:[^"\\]|\\.)*)"/y, 1);
  if (quoted === undefined) throw reader.expected('a closing quote');
  return quoted.replaceAll('\\"', '"');
}

function readValues(reader: LineReader): { values: string[]; title: string | undefined } {
  const values: string[] = [];
  let title: string | undefined;
  for (;;) {
    reader.space();
    if (reader.atEnd()) break;
    const start = reader.at;
    const attribute = reader.read(/([A-Za-z_][\w.-]*)=(?=")/y, 1);
    if (attribute !== undefined) {
      if (attribute !== 'title') throw new LineError(start, `expected the attribute title; found "${attribute}"`);
      title = readText(reader, /\S+/y);
      continue;
    }
    const value = reader.read(/\{\{\s*[^{}\s]+\s*\}\}/y) ?? readText(reader, /[^\s",{}]+/y);
    if (value === undefined) throw reader.expected('a value, {{ variable }} or title="…"');
    values.push(value);
    reader.space();
    reader.take(',');
  }
  if (values.length === 0) throw reader.expected('a fingerprint: at least one value');
  return { values, title };
}
