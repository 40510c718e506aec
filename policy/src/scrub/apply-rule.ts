import { isCardNumber, isIban, isIpv6 } from './checksums.ts';
import { isSecretKey } from './key-rule.ts';
import type { Check, RuleGuard, RuleStep, TextRule } from './text-rules.ts';

/** Whether the rule can have something to do in this text. */
export function mayApply({ minLength = 0, contains = [], pattern }: RuleGuard, value: string): boolean {
  if (value.length < minLength) return false;
  for (const texts of contains) if (!texts.some((text) => value.includes(text))) return false;
  return pattern === undefined || pattern.test(value);
}

export function applyRule(rule: TextRule, placeholder: string, value: string): string {
  let text = value;
  for (const step of rule.steps) text = applyStep(step, placeholder, text);
  return text;
}

interface Match {
  readonly whole: string;
  readonly groups: readonly string[];
  readonly step: RuleStep;
  readonly placeholder: string;
}

function applyStep(step: RuleStep, placeholder: string, value: string): string {
  const { check, pattern, becomes } = step;
  if (check === undefined) return value.replace(pattern, becomes.replace('{placeholder}', placeholder));
  return value.replace(pattern, (whole: string, ...rest: unknown[]) =>
    CHECKS[check]({ whole, groups: rest.filter((part) => typeof part === 'string').slice(0, -1), step, placeholder }),
  );
}

const CHECKS: Readonly<Record<Check, (match: Match) => string>> = {
  card: replaceCard,
  iban: replaceIban,
  ipv6: ({ whole, placeholder }) => (isIpv6(whole) ? placeholder : whole),
  encoded: replaceCredentials,
  assignment: replaceAssigned,
};

/** `Basic understanding` is prose: credentials carry a digit, padding, or mixed case. */
function replaceCredentials({ whole, groups, placeholder }: Match): string {
  const [scheme = '', gap = '', token = ''] = groups;
  const isEncoded = /[\d=+]/.test(token) || (/[a-z][A-Z]/.test(token) && token.length >= 12);
  return scheme.toLowerCase() === 'bearer' || isEncoded ? `${scheme}${gap}${placeholder}` : whole;
}

/** A key that is no secret may hold an assignment that is one: `error: password=…`. Its value is looked at once more. */
function replaceAssigned({ whole, groups, step, placeholder }: Match): string {
  const [key = '', sign = '', secret = ''] = groups;
  if (isSecretKey(key)) return assigned(key + sign, secret, placeholder);
  if (!/[:=]/.test(secret)) return whole;
  const inner = secret.replace(step.pattern, (part: string, ...inside: string[]) => {
    const [innerKey = '', innerSign = '', innerSecret = ''] = inside;
    return isSecretKey(innerKey) ? assigned(innerKey + innerSign, innerSecret, placeholder) : part;
  });
  return key + sign + inner;
}

function assigned(head: string, secret: string, placeholder: string): string {
  const quote = /^\\{0,3}["']/.exec(secret)?.[0] ?? '';
  return head + quote + placeholder + quote;
}

/** Neighbouring groups of digits may have been taken along (`order 7 4111 …`): look for the card between them. */
function replaceCard({ whole: text, placeholder }: Match): string {
  if (isCardNumber(text)) return placeholder;
  const groups = [...text.matchAll(/\d+/g)].map((group) => ({
    start: group.index,
    end: group.index + group[0].length,
  }));
  for (const { start } of groups) {
    for (const { end } of groups) {
      if (end - start >= 14 && isCardNumber(text.slice(start, end))) {
        return text.slice(0, start) + placeholder + text.slice(end);
      }
    }
  }
  return text;
}

/** The greedy match may have taken a following word (`GB29… EXAMPLE`): give words back until the check digits agree. */
function replaceIban({ whole: text, placeholder }: Match): string {
  const words = text.split(' ');
  for (let end = words.length; end > 0; end--) {
    if (isIban(words.slice(0, end).join(''))) return [placeholder, ...words.slice(end)].join(' ');
  }
  return text;
}
