import { familyOf } from './family.ts';

/**
 * The name of a native function without return type, arguments, template arguments and compiler hashes,
 * so that compilers and builds agree on it. Other platforms keep the name. Linear in the length of the name.
 */
export function trimFunctionName(name: string, platform: string): string {
  if (familyOf(platform) !== 'native' || name === '<redacted>' || name === '<unknown>') return name;
  const trimmed = name.trim();
  if (trimmed.length > MAX_LENGTH || /^[+-]?\[/.test(trimmed)) return trimmed;
  let text = withoutTrailers(trimmed);
  const hasOperator = text.includes('operator');
  if (hasOperator) for (const [written, standIn] of OPERATORS) text = text.replaceAll(written, standIn);
  text = text.replace(LAMBDA, 'lambda').replace(ANONYMOUS_NAMESPACE, "`anonymous namespace'::");
  text = replaceEnclosed(text, ['(', ')'], (inner) => (inner.trim() === 'anonymous namespace' ? `(${inner})` : ''));
  text = replaceEnclosed(text, ['<', '>'], (inner, at) => genericsOf(inner, at, 0));
  const tokens = splitOutside(text);
  const arrow = tokens.indexOf('->');
  let found = (arrow > 0 ? tokens[arrow - 1] : tokens.at(-1)) ?? '';
  if (found === '') found = trimmed;
  if (hasOperator) for (const [written, standIn] of OPERATORS) found = found.replaceAll(standIn, written);
  return found.replace(RUST_HASH, '').replace(WINDOWS_DECORATION, '$1');
}

/** Longer names are kept whole: no demangler writes them, and the cost stays bounded. */
const MAX_LENGTH = 8192;
const MAX_DEPTH = 16;

/** Operators whose brackets would unbalance the others, and characters that no name has. Longest first. */
const OPERATORS: readonly (readonly [string, string])[] = [
  ['operator<<', 'operator⟨⟨'],
  ['operator<', 'operator⟨'],
  ['operator()', 'operator◯'],
  ['operator->', 'operator⟿'],
];
/** As gcc, MSVC and clang write them. */
const LAMBDA = /\{lambda\([^{}]{0,500}\)#\d+\}|\blambda_[0-9a-f]{32}\b|\$_\d+\b/g;
const ANONYMOUS_NAMESPACE = /\?A0x[0-9a-f]{8}::/g;
const RUST_HASH = /::h[0-9a-f]{16}$/;
const WINDOWS_DECORATION = /^@?(.*?)@\d+$/;
const TRAILERS = [' const', ' volatile', '&', ' noexcept'];

function withoutTrailers(name: string): string {
  let text = name;
  while (text.includes(')')) {
    const trailer = TRAILERS.find((candidate) => text.endsWith(candidate));
    if (trailer === undefined) break;
    text = text.slice(0, -trailer.length).trimEnd();
  }
  return text;
}

/** Template arguments become `<T>`; at the beginning they are a Rust type or trait, which is kept. */
function genericsOf(inner: string, at: number, depth: number): string {
  if (at !== 0 || depth === MAX_DEPTH) return '<T>';
  return `<${replaceEnclosed(inner, ['<', '>'], (within, place) => genericsOf(within, place, depth + 1))}>`;
}

function replaceEnclosed(
  text: string,
  [open, close]: [string, string],
  replace: (inner: string, at: number) => string,
) {
  let result = '';
  let depth = 0;
  let start = 0;
  for (let at = 0; at < text.length; at++) {
    const char = text.charAt(at);
    const arrow = char === '>' && text.charAt(at - 1) === '-';
    if (char === open) {
      if (depth === 0) start = at;
      depth += 1;
    } else if (char === close && !arrow && depth > 0) {
      depth -= 1;
      if (depth === 0) result += replace(text.slice(start + 1, at), start);
    } else if (depth === 0) {
      result += char;
    }
  }
  return depth > 0 ? result + text.slice(start) : result;
}

/** Words outside brackets and back-quoted names. */
function splitOutside(text: string): string[] {
  const tokens: string[] = [];
  let token = '';
  let depth = 0;
  for (const char of text) {
    if (char === '(' || char === '<' || char === '{' || char === '[' || char === '`') depth += 1;
    else if ((char === ')' || char === '>' || char === '}' || char === ']' || char === "'") && depth > 0) depth -= 1;
    if (char === ' ' && depth === 0) {
      if (token !== '') tokens.push(token);
      token = '';
    } else {
      token += char;
    }
  }
  if (token !== '') tokens.push(token);
  return tokens;
}
