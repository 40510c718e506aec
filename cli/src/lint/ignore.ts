import { RULES, type Finding, type RuleName } from './finding.ts';
import type { Source } from './source.ts';

/** `// garrison-ignore-next-line direct-import -- the tests need the SDK alone` */
const COMMENT = /^\s*garrison-ignore-next-line\b\s*(\S*)\s*(?:--\s*(.*\S))?\s*$/;

/**
 * The findings without those that an ignore comment excludes; a comment without a rule or a reason is a finding itself and excludes
 * nothing.
 */
export function withoutIgnored(source: Source, findings: readonly Finding[]): Finding[] {
  const wrong: Finding[] = [];
  const ignored = new Set<string>();
  for (const { text, line, column } of source.comments) {
    const match = COMMENT.exec(text);
    if (match === null) continue;
    const [, rule = '', reason] = match;
    if (isRule(rule) && reason !== undefined) ignored.add(`${line + 1}:${rule}`);
    else
      wrong.push({
        rule: 'ignore-comment',
        file: source.file,
        line,
        column,
        message: isRule(rule) ? 'The comment has no reason.' : `There is no rule “${rule}”.`,
        write: '// garrison-ignore-next-line RULE -- REASON',
      });
  }
  return [...findings.filter(({ line, rule }) => !ignored.has(`${line}:${rule}`)), ...wrong];
}

/** Whether a comment says that this file may use the SDK directly. */
export function keepsSdk({ comments }: Source): boolean {
  return comments.some(({ text }) => /^(?:direct-import|own-init)$/.test(COMMENT.exec(text)?.[1] ?? ''));
}

function isRule(name: string): name is RuleName {
  return Object.hasOwn(RULES, name);
}
