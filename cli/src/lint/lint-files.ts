import { readFile, writeFile } from 'node:fs/promises';
import { relative } from 'node:path';
import type { Finding } from './finding.ts';
import { fixSource, type Fixed } from './fix.ts';
import { findSources, kitOf, serviceNameOf } from './find-sources.ts';
import { withoutIgnored } from './ignore.ts';
import { findingsOf } from './rules.ts';
import { readSdkNames } from './sdk-names.ts';
import { parseSource, type Source } from './source.ts';

export interface LintOptions {
  /** Absolute paths of files and folders. */
  readonly paths: readonly string[];
  /** What services should import; default: by the `package.json` of each file. */
  readonly kit?: string | undefined;
  readonly fix: boolean;
}

export interface LintReport {
  readonly files: number;
  /** In the order of the files and lines; after the changes, when there are some. */
  readonly findings: readonly Finding[];
  readonly changed: readonly string[];
  /** Files with something to change that were not changed, each with the reason. */
  readonly left: readonly { readonly file: string; readonly line: number | undefined; readonly reason: string }[];
  readonly skipped: readonly string[];
}

export async function lintFiles({ paths, kit, fix }: LintOptions): Promise<LintReport> {
  const found = await findSources(paths);
  const findings: Finding[] = [];
  const changed: string[] = [];
  const left: { file: string; line: number | undefined; reason: string }[] = [];
  for (const path of found.files) {
    const file = relative('.', path);
    const use = kit ?? kitOf(path);
    let text = await readFile(path, 'utf8');
    const fixed = fix ? fixText(file, text, { kit: use, serviceName: serviceNameOf(path) }) : {};
    if (fixed.text !== undefined) {
      await writeFile(path, fixed.text);
      text = fixed.text;
      changed.push(file);
    }
    if (fixed.left !== undefined) left.push({ file, ...fixed.left });
    findings.push(...lintText(file, text, use));
  }
  return {
    files: found.files.length,
    findings,
    changed,
    left,
    skipped: found.skipped.map((path) => relative('.', path)),
  };
}

/** Mentions something that a rule is about: the others need not be parsed. */
const WORTH_PARSING =
  /@sentry\/|sendDefaultPii|setStatus|setUser|captureMessage|beforeSend|beforeBreadcrumb|tracesSampler|garrison-ignore|sentry-config|@garrison\//;

export function lintText(file: string, text: string, kit: string): Finding[] {
  if (!WORTH_PARSING.test(text)) return [];
  const source = parsed(file, text);
  if ('rule' in source) return [source];
  const names = readSdkNames(source, [kit, '@garrison/node']);
  const findings = findingsOf({ source, names, kit });
  return withoutIgnored(source, findings).toSorted((a, b) => a.line - b.line || a.column - b.column);
}

export function fixText(
  file: string,
  text: string,
  { kit, serviceName }: { readonly kit: string; readonly serviceName: string | undefined },
): Fixed {
  if (!text.includes('@sentry/')) return {};
  const source = parsed(file, text);
  // The finding `unreadable` says why.
  if ('rule' in source) return {};
  return fixSource({ source, names: readSdkNames(source, [kit]), kit }, serviceName);
}

function parsed(file: string, text: string): Source | Finding {
  try {
    return parseSource(file, text);
  } catch (error) {
    const { line = 1, column = 0 } = (error as { loc?: { line: number; column: number } }).loc ?? {};
    return {
      rule: 'unreadable',
      file,
      line,
      column: column + 1,
      message: `The file cannot be read as what its ending says: ${(error as Error).message.replace(/\s*\(\d+:\d+\)$/, '')}`,
      write: 'valid JavaScript or TypeScript, or name other paths',
    };
  }
}
