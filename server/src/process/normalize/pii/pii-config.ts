import { parseSelector, SelectorError, type Selector } from '@garrison/policy';
import { parseTree, printParseErrorCode, type Node, type ParseError } from 'jsonc-parser';
import { builtInRule } from './built-in-rules.ts';
import { compileRule } from './compile-rule.ts';
import { fieldsOf, type Entry, type Report } from './json-fields.ts';
import { multipleRule, type PiiRule } from './pii-rule.ts';

/** Something in a project's `relayPiiConfig` that cannot be used. Lines and columns count from 1. */
export interface PiiProblem {
  readonly line: number;
  readonly column: number;
  readonly message: string;
}

export interface PiiApplication {
  readonly selector: Selector;
  readonly rule: PiiRule;
}

/** What is compiled of a project's advanced scrubbing rules; what has a problem is left out, the others hold. */
export interface PiiRules {
  readonly applications: readonly PiiApplication[];
  readonly problems: readonly PiiProblem[];
}

const APPLICATIONS_MAX = 200;
const RULES_MAX = 200;
/** How deep rules may refer to rules. */
const REFERENCES_MAX = 10;

/** Several configs apply one after the other. Throws nothing: what is wrong is among the problems. */
export function compilePii(...texts: readonly string[]): PiiRules {
  const all = texts.map(compileText);
  return {
    applications: all.flatMap(({ applications }) => applications),
    problems: all.flatMap(({ problems }) => problems),
  };
}

function compileText(text: string): PiiRules {
  const problems: { offset: number; message: string }[] = [];
  const report = (offset: number, message: string): void => void problems.push({ offset, message });
  const applications = text.trim() === '' ? [] : readConfig(text, report);
  return { applications, problems: problems.map(({ offset, message }) => ({ ...positionOf(text, offset), message })) };
}

function readConfig(text: string, report: Report): PiiApplication[] {
  const errors: ParseError[] = [];
  const root = parseTree(text, errors, { disallowComments: true });
  const [error] = errors;
  if (error !== undefined || root === undefined) {
    report(error?.offset ?? 0, `not JSON: ${error === undefined ? 'nothing' : printParseErrorCode(error.error)}`);
    return [];
  }
  if (root.type !== 'object') {
    report(root.offset, 'expected an object with rules and applications');
    return [];
  }
  const rules = new Map<string, Node>();
  for (const { name, value } of fieldsOf(root)) {
    if (name === 'rules') for (const rule of entriesOf(value, RULES_MAX, report)) rules.set(rule.name, rule.value);
    else if (name !== 'applications' && name !== 'vars') {
      report(value.offset, `expected rules, applications or vars; found "${name}"`);
    }
  }
  const ruleOf = createRuleLookup(rules, report);
  const listed = fieldsOf(root).find(({ name }) => name === 'applications');
  // Each rule is compiled, used or not: a mistake in it is said.
  for (const name of rules.keys()) ruleOf(name, root.offset);
  if (listed === undefined) return [];
  return entriesOf(listed.value, APPLICATIONS_MAX, report).flatMap((entry) => readApplication(entry, ruleOf, report));
}

type RuleLookup = (name: string, offset: number) => PiiRule | undefined;

function createRuleLookup(nodes: ReadonlyMap<string, Node>, report: Report): RuleLookup {
  const compiled = new Map<string, PiiRule | undefined>();
  let depth = 0;
  const lookup: RuleLookup = (name, offset) => {
    if (compiled.has(name)) return compiled.get(name);
    const node = nodes.get(name);
    if (node === undefined) {
      const builtIn = builtInRule(name);
      if (builtIn === undefined) report(offset, `there is no rule "${name}"`);
      return builtIn;
    }
    if (depth >= REFERENCES_MAX) {
      report(offset, `rules refer to each other in a circle, or more than ${REFERENCES_MAX} deep`);
      return undefined;
    }
    depth += 1;
    const rule = compileRule({ id: name, node, lookup, report });
    depth -= 1;
    compiled.set(name, rule);
    return rule;
  };
  return lookup;
}

function readApplication(
  { name, value, offset }: Entry,
  ruleOf: RuleLookup,
  report: Report,
): PiiApplication | readonly never[] {
  const selector = readSelector(name, offset + 1, report);
  if (value.type !== 'array') {
    report(value.offset, 'expected a list of names of rules');
    return [];
  }
  const rules = (value.children ?? []).flatMap((item) => {
    if (item.type === 'string') return ruleOf(String(item.value), item.offset) ?? [];
    report(item.offset, 'expected the name of a rule');
    return [];
  });
  if (selector === undefined || rules.length === 0) return [];
  return { selector, rule: multipleRule(name, rules, { hide: false }) };
}

function readSelector(text: string, offset: number, report: Report): Selector | undefined {
  try {
    return parseSelector(text);
  } catch (error) {
    if (!(error instanceof SelectorError)) throw error;
    report(offset + error.at, `selector: ${error.message}`);
    return undefined;
  }
}

function entriesOf(node: Node, max: number, report: Report): Entry[] {
  if (node.type !== 'object') {
    report(node.offset, 'expected an object');
    return [];
  }
  const entries = fieldsOf(node);
  if (entries.length > max) report(node.offset, `expected at most ${max}; found ${entries.length}`);
  return entries.slice(0, max);
}

function positionOf(text: string, offset: number): { line: number; column: number } {
  const before = text.slice(0, offset).split('\n');
  return { line: before.length, column: (before.at(-1)?.length ?? 0) + 1 };
}
