import { readFileSync } from 'node:fs';
import { parseOwnership, testOwnership, type OwnershipCase } from '@garrison/topology';
import { wrongCall } from '../../exit.ts';
import { existingFile } from '../../existing-path.ts';

const TEXTS = ['path', 'url', 'module', 'expect'];

/** Prints a line per case that fails and a sum; says whether every case holds. */
export function testRules(files: { readonly rules: string; readonly cases: string }): boolean {
  const rulesFile = existingFile(files.rules, 'rules');
  const cases = readCases(existingFile(files.cases, 'cases'));
  const { rules, problems } = parseOwnership(readFileSync(rulesFile, 'utf8'));
  for (const { line, column, message } of problems) print(`${rulesFile}:${line}:${column} ${message}`);
  if (problems.length > 0) return false;
  const results = testOwnership({ codeowners: [], rules }, cases);
  const failed = results.filter(({ passed }) => !passed);
  for (const { case: one, actual, resolved } of failed) {
    const rule = resolved.decidedBy?.rule;
    const why =
      rule === undefined ? 'no rule matches' : `line ${rule.line}: ${rule.matcher.type}:${rule.matcher.pattern}`;
    print(`failed: ${JSON.stringify(one)}: the owner is ${actual} (${why})`);
  }
  print(`${results.length - failed.length} of ${results.length} cases hold`);
  return failed.length === 0;
}

function readCases(file: string): OwnershipCase[] {
  const cases = parseJson(file);
  if (!Array.isArray(cases) || cases.length === 0) throw wrongCall(`${file}: expected a list with at least one case.`);
  for (const [index, one] of cases.entries()) {
    const fault = faultOf(one);
    if (fault !== undefined) throw wrongCall(`${file}: case ${index + 1}: ${fault}.`);
  }
  return cases as OwnershipCase[];
}

function parseJson(file: string): unknown {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch (cause) {
    throw wrongCall(`${file} is not JSON: ${cause instanceof Error ? cause.message : String(cause)}`, cause);
  }
}

function faultOf(one: unknown): string | undefined {
  if (typeof one !== 'object' || one === null) return 'expected an object with path, url, module or tags, and expect';
  const entries = Object.entries(one);
  const unknown = entries.find(([name]) => !TEXTS.includes(name) && name !== 'tags');
  if (unknown !== undefined) return `"${unknown[0]}" is unknown: a case has path, url, module, tags and expect`;
  const wrong = entries.find(([name, value]) => TEXTS.includes(name) && typeof value !== 'string');
  if (wrong !== undefined) return `"${wrong[0]}" must be a text`;
  if (!('expect' in one)) return '"expect" is missing: #team-slug, an e-mail address, or none';
  if ('tags' in one && !areTexts(one.tags)) return '"tags" must be an object of texts';
  return undefined;
}

function areTexts(tags: unknown): boolean {
  if (typeof tags !== 'object' || tags === null || Array.isArray(tags)) return false;
  return Object.values(tags).every((value) => typeof value === 'string');
}

function print(line: string): void {
  process.stdout.write(`${line}\n`);
}
