import { getNodeValue, type Node } from 'jsonc-parser';
import { RE2JS } from 're2js';
import { ruleOfType, TYPES_WITHOUT_FIELDS } from './built-in-rules.ts';
import { fieldsOf, type Report } from './json-fields.ts';
import { multipleRule, pairRule, patternRule, type PiiRule } from './pii-rule.ts';
import { FILTER, METHODS, REMOVE, type Redaction } from './redaction.ts';

const PATTERN_MAX = 2000;

interface RuleSource {
  readonly id: string;
  readonly node: Node;
  readonly lookup: (name: string, offset: number) => PiiRule | undefined;
  readonly report: Report;
}

type Fields = ReadonlyMap<string, Node>;

type Compile = (source: RuleSource, fields: Fields, redaction: Redaction) => PiiRule | undefined;

/** Types of rules that have fields of their own. */
const COMPILERS: Readonly<Record<string, Compile>> = {
  pattern: compilePattern,
  redact_pair: compilePair,
  multiple: compileReferences,
  alias: compileReferences,
};

/** One rule of a config; undefined: it has a problem, which is reported. */
export function compileRule(source: RuleSource): PiiRule | undefined {
  const { id, node, report } = source;
  if (node.type !== 'object') {
    report(node.offset, 'expected a rule: an object with a type');
    return undefined;
  }
  const fields: Fields = new Map(fieldsOf(node).map(({ name, value }) => [name, value]));
  const type = textOf(fields.get('type'));
  const redaction = readRedaction(fields.get('redaction'), report);
  if (redaction === undefined) return undefined;
  if (type !== undefined && Object.hasOwn(COMPILERS, type)) return COMPILERS[type]?.(source, fields, redaction);
  const rule = type === undefined ? undefined : ruleOfType(type, id, redaction);
  if (rule === undefined) {
    const types = [...Object.keys(COMPILERS), ...TYPES_WITHOUT_FIELDS].join(', ');
    report((fields.get('type') ?? node).offset, `expected one of the types ${types}`);
  }
  return rule;
}

function compilePattern(source: RuleSource, fields: Fields, redaction: Redaction): PiiRule | undefined {
  const pattern = compileExpression(source, fields.get('pattern'), 'pattern');
  if (pattern === undefined) return undefined;
  const given = fields.get('replaceGroups');
  const groups: unknown = given === undefined ? [] : getNodeValue(given);
  const isValid = (group: unknown): group is number =>
    typeof group === 'number' && Number.isInteger(group) && group >= 0 && group <= pattern.groupCount();
  if (groups !== null && (!Array.isArray(groups) || !groups.every(isValid))) {
    source.report((given ?? source.node).offset, 'expected a list of numbers of groups of the pattern');
    return undefined;
  }
  return patternRule(source.id, { pattern, groups: (groups ?? []).toSorted((a, b) => a - b), redaction });
}

function compilePair(source: RuleSource, fields: Fields, redaction: Redaction): PiiRule | undefined {
  const pattern = compileExpression(source, fields.get('keyPattern'), 'keyPattern');
  if (pattern === undefined) return undefined;
  return pairRule(source.id, (key) => pattern.matcher(key).find(), redaction);
}

/** An expression of a user runs in time linear to the text: RE2's syntax, no look-around, no back references. */
function compileExpression({ node, report }: RuleSource, given: Node | undefined, name: string): RE2JS | undefined {
  const text = textOf(given);
  if (text === undefined || text === '' || text.length > PATTERN_MAX) {
    report((given ?? node).offset, `expected ${name}: an expression of 1 to ${PATTERN_MAX} characters`);
    return undefined;
  }
  try {
    return RE2JS.compile(text);
  } catch (error) {
    report((given ?? node).offset, `${name}: ${error instanceof Error ? error.message : 'not an expression'}`);
    return undefined;
  }
}

/** `alias` names one rule, `multiple` several. */
function compileReferences({ id, node, lookup, report }: RuleSource, fields: Fields): PiiRule | undefined {
  const one = fields.get('rule');
  const listed = one === undefined ? (fields.get('rules')?.children ?? []) : [one];
  const hide = fields.get('hideInner')?.value === true;
  const rules = listed.flatMap((item) => {
    const name = textOf(item);
    if (name !== undefined) return lookup(name, item.offset) ?? [];
    report(item.offset, 'expected the name of a rule');
    return [];
  });
  if (listed.length === 0) report(node.offset, 'expected rules: a list of names of rules');
  return rules.length === 0 ? undefined : multipleRule(id, rules, { hide });
}

/** `{"method": "replace", "text": "…"}`, or the method alone; without one the value is removed. */
function readRedaction(node: Node | undefined, report: Report): Redaction | undefined {
  if (node === undefined) return REMOVE;
  const fields: Fields = new Map(fieldsOf(node).map(({ name, value }) => [name, value]));
  const name = node.type === 'string' ? textOf(node) : textOf(fields.get('method'));
  if (name === 'default') return REMOVE;
  const method = METHODS.find((known) => known === name);
  if (method === undefined) {
    report((fields.get('method') ?? node).offset, `expected one of the methods ${METHODS.join(', ')}`);
    return undefined;
  }
  return { method, text: textOf(fields.get('text')) ?? FILTER.text };
}

function textOf(node: Node | undefined): string | undefined {
  return node?.type === 'string' ? String(node.value) : undefined;
}
