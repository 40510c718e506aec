import { readOwner } from './parse-ownership.ts';
import type { Owner, OwnershipRule } from './rule.ts';
import type { Step } from './wildcard.ts';

/** 3 MB: Sentry's limit for an uploaded file. */
export const CODEOWNERS_BYTES_MAX = 3 * 1024 * 1024;

export interface CodeownersMapping {
  /** `@org/team`, `@user` or an address (as written in the file) → who that is here. */
  readonly owners: ReadonlyMap<string, Owner>;
  /** Where the repository's root is in stack traces: `sourceRoot` at the start of a path is replaced by `stackRoot`. */
  readonly sourceRoot?: string;
  readonly stackRoot?: string;
}

export interface ReadCodeowners {
  readonly rules: readonly OwnershipRule[];
  /** Lines and owners that were left out, each with the reason. */
  readonly skipped: readonly { readonly line: number; readonly reason: string }[];
  /** Names of owners that are no team or user of the organisation, as they are written, each once. */
  readonly unknown: readonly string[];
}

/** Turns a CODEOWNERS file into rules. A pattern without an owner in the file clears the owner of what it matches. */
export function readCodeowners(text: string, mapping: CodeownersMapping): ReadCodeowners {
  const rules: OwnershipRule[] = [];
  const skipped: { line: number; reason: string }[] = [];
  const unknown = new Set<string>();
  for (const [index, source] of text.split(/\r?\n/).entries()) {
    const line = index + 1;
    const trimmed = source.trim();
    if (trimmed === '' || trimmed.startsWith('#')) continue;
    const fault = faultOf(trimmed);
    if (fault !== undefined) {
      skipped.push({ line, reason: fault });
      continue;
    }
    const [pattern = '', ...words] = beforeComment(trimmed.split(/\s+/));
    const ownerOf = (word: string) => mapping.owners.get(word) ?? (word.startsWith('#') ? undefined : readOwner(word));
    const owners = words.flatMap((word) => ownerOf(word) ?? []);
    for (const word of words.filter((one) => ownerOf(one) === undefined)) {
      unknown.add(word);
      skipped.push({ line, reason: `${word} is unknown: map it to a team or a user` });
    }
    // A line whose owners are all unknown says nothing; one that names none is an exclusion.
    if (owners.length === 0 && words.length > 0) continue;
    rules.push({ matcher: { type: 'codeowners', pattern: toStackPath(pattern, mapping) }, owners, line });
  }
  return { rules, skipped, unknown: [...unknown] };
}

function faultOf(line: string): string | undefined {
  if (line.startsWith('!')) return 'patterns that begin with ! are not supported in CODEOWNERS files';
  if (/^\[|^\^\[/.test(line)) return 'sections are not supported';
  const pattern = /^\S+/.exec(line)?.[0] ?? '';
  if (pattern.endsWith('\\')) return 'paths with blanks are not supported';
  if (/\[.*\]/.test(pattern)) return 'character ranges are not supported in CODEOWNERS files';
  if (pattern.includes('#')) return 'a # within a path is not supported';
  return undefined;
}

function beforeComment(words: readonly string[]): readonly string[] {
  const comment = words.findIndex((word, index) => index > 0 && word === '#');
  return comment === -1 ? words : words.slice(0, comment);
}

/** Only anchored patterns name a place below the repository's root. */
function toStackPath(pattern: string, { sourceRoot, stackRoot }: CodeownersMapping): string {
  if (sourceRoot === undefined || stackRoot === undefined || !isAnchored(pattern)) return pattern;
  const path = pattern.replace(/^\//, '');
  const source = sourceRoot.replace(/^\//, '');
  if (!path.startsWith(source)) return pattern;
  return `${stackRoot}${path.slice(source.length)}`.replaceAll(/\/{2,}/g, '/');
}

function isAnchored(pattern: string): boolean {
  const slash = pattern.indexOf('/');
  return slash !== -1 && slash !== pattern.length - 1;
}

/**
 * The gitignore-like patterns of CODEOWNERS: anchored at the root when a `/` stands anywhere but at the end; a `/` at the end means a
 * directory; `/*` at the end its direct children only; `**` crosses directories as a whole segment; `*` and `?` stay within one.
 * The steps match a path that begins with `/`.
 */
export function compileCodeowners(pattern: string): { steps: readonly Step[]; endsAtSlash: boolean } {
  const isDirectory = pattern.endsWith('/');
  const segments = pattern.replace(/^\//, '').replace(/\/$/, '').split('/');
  const steps: Step[] = isAnchored(pattern) ? [] : [...ANY_DIRECTORIES];
  for (const [index, segment] of segments.entries()) {
    const isLast = index === segments.length - 1;
    if (segment !== '**') steps.push(SLASH, ...compileSegment(segment));
    else steps.push(...(isLast ? EVERYTHING_BELOW : ANY_DIRECTORIES));
  }
  if (isDirectory) steps.push(...EVERYTHING_BELOW);
  // A match of a whole name covers what lies below it, but `/*` at the end means the direct children only.
  return { steps, endsAtSlash: !isDirectory && !pattern.endsWith('/*') };
}

const SLASH: Step = { kind: 'character', character: '/' };
const EVERYTHING_BELOW: readonly Step[] = [SLASH, { kind: 'run', inSegment: false }];
const ANY_DIRECTORIES: readonly Step[] = [{ kind: 'optional', steps: 2 }, ...EVERYTHING_BELOW];

function compileSegment(segment: string): Step[] {
  const steps: Step[] = [];
  for (const character of segment) {
    if (character === '?') steps.push({ kind: 'one', inSegment: true });
    else if (character !== '*') steps.push({ kind: 'character', character });
    else if (steps.at(-1)?.kind !== 'run') steps.push({ kind: 'run', inSegment: true });
  }
  return steps;
}
