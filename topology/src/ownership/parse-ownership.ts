import type { Matcher, Owner, OwnershipProblem, OwnershipRule, ParsedOwnership } from './rule.ts';

const TYPES = ['path', 'url', 'module', 'codeowners'];
const LINES_MAX = 20_000;

/**
 * Reads Sentry's ownership rules: a line is empty, a `# comment`, or `matcher owner…`.
 * A matcher is `type:pattern` with the type `path`, `url`, `module`, `codeowners` or `tags.<name>`; without a type it is a path.
 * A pattern with blanks stands in double quotes, with `\"` and `\\` inside. An owner is `#team-slug` or an e-mail address.
 */
export function parseOwnership(text: string): ParsedOwnership {
  const rules: OwnershipRule[] = [];
  const problems: OwnershipProblem[] = [];
  for (const [index, source] of text.split(/\r?\n/).entries()) {
    const line = index + 1;
    if (line > LINES_MAX) {
      problems.push({ line, column: 1, message: `at most ${LINES_MAX} lines are read` });
      break;
    }
    const parsed = parseLine(source);
    if (parsed === undefined) continue;
    if ('message' in parsed) problems.push({ line, ...parsed });
    else rules.push({ ...parsed, line });
  }
  return { rules, problems };
}

type LineProblem = Omit<OwnershipProblem, 'line'>;

function parseLine(source: string): Omit<OwnershipRule, 'line'> | LineProblem | undefined {
  const start = source.search(/\S/);
  if (start === -1 || source[start] === '#') return undefined;
  const matcher = readMatcher(source, start);
  if ('message' in matcher) return matcher;
  const owners: Owner[] = [];
  for (const { 0: word, index } of source.slice(matcher.end).matchAll(/\S+/g)) {
    // A lone # starts a comment; #name is a team.
    if (word === '#') break;
    const owner = readOwner(word);
    if (owner === undefined) {
      const message = `“${word}” is not an owner: expected #team-slug or an e-mail address`;
      return { column: matcher.end + index + 1, message };
    }
    owners.push(owner);
  }
  if (owners.length === 0) {
    return { column: source.trimEnd().length + 1, message: 'no owner: expected #team-slug or an e-mail address' };
  }
  return { matcher: matcher.value, owners };
}

type ReadMatcher = { readonly value: Matcher; readonly end: number } | LineProblem;

function readMatcher(source: string, start: number): ReadMatcher {
  const { type, patternAt } = readType(source, start);
  if (type === 'tags.') return { column: start + 6, message: 'a tag matcher names a tag: tags.name:pattern' };
  if (source[patternAt] === '"') return readQuoted(source, patternAt, type);
  const pattern = /^\S*/.exec(source.slice(patternAt))?.[0] ?? '';
  if (pattern === '') return { column: patternAt + 1, message: `no pattern after “${type}:”` };
  return { value: { type, pattern }, end: patternAt + pattern.length };
}

/** Without a known type before the first colon the whole word is a path. */
function readType(source: string, start: number): { type: string; patternAt: number } {
  const colon = source.indexOf(':', start);
  const name = colon === -1 ? '' : source.slice(start, colon);
  const isTag = name.startsWith('tags.') && !name.includes('"');
  if (TYPES.includes(name) || isTag) return { type: name, patternAt: colon + 1 };
  return { type: 'path', patternAt: start };
}

function readQuoted(source: string, quoteAt: number, type: string): ReadMatcher {
  let pattern = '';
  for (let at = quoteAt + 1; at < source.length; at++) {
    const character = source.charAt(at);
    if (character === '"') {
      if (pattern === '') return { column: at + 1, message: 'the quoted pattern is empty' };
      return { value: { type, pattern }, end: at + 1 };
    }
    if (character === '\\' && at + 1 < source.length) at += 1;
    pattern += source.charAt(at);
  }
  return { column: quoteAt + 1, message: 'the quote is not closed' };
}

export function readOwner(word: string): Owner | undefined {
  if (word.startsWith('#')) {
    return word.length > 1 ? { type: 'team', identifier: word.slice(1).toLowerCase() } : undefined;
  }
  return /^[^\s@]+@[^\s@]+$/.test(word) ? { type: 'user', identifier: word.toLowerCase() } : undefined;
}
