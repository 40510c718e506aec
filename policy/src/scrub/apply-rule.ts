import { isCardNumber, isIban, isIpv6 } from './checksums.ts';
import { isSecretKey } from './key-rule.ts';
import type { Check, RuleGuard, RuleStep, TextRule } from './text-rules.ts';

/** Whether the rule can have something to do in this text. */
function mayApply({ minLength = 0, contains = [], pattern }: RuleGuard, value: string): boolean {
  if (value.length < minLength) return false;
  for (const texts of contains) if (!texts.some((text) => value.includes(text))) return false;
  return pattern === undefined || pattern.test(value);
}

/** What stands in place of a secret. */
export type Redact = (secret: string) => string;

/** Applies a rule to a text; `by`: a placeholder, or what becomes of each secret. */
export function applyRule(rule: TextRule, by: string | Redact, value: string): string {
  if (!mayApply(rule.guard, value)) return value;
  let text = value;
  for (const step of rule.steps) text = applyStep(step, by, text);
  return text;
}

interface Match {
  readonly whole: string;
  readonly groups: readonly string[];
  readonly step: RuleStep;
  readonly redact: Redact;
}

function applyStep(step: RuleStep, by: string | Redact, value: string): string {
  const { check, pattern, becomes } = step;
  if (check === undefined && typeof by === 'string') {
    return value.replace(pattern, becomes.replace('{placeholder}', by));
  }
  const redact = typeof by === 'string' ? () => by : by;
  const replaced = check === undefined ? replaceBetween : CHECKS[check];
  return value.replace(pattern, (whole: string, ...rest: unknown[]) =>
    replaced({ whole, groups: rest.filter((part) => typeof part === 'string').slice(0, -1), step, redact }),
  );
}

/** The groups before and after the placeholder stay; what lies between is the secret. */
function replaceBetween({ whole, groups, step, redact }: Match): string {
  const [head = '', tail = ''] = step.becomes
    .split('{placeholder}')
    .map((part) => part.replaceAll(/\$(\d)/g, (_group, index: string) => groups[Number(index) - 1] ?? ''));
  if (!step.becomes.includes('{placeholder}')) return head;
  return head + redact(whole.slice(head.length, whole.length - tail.length)) + tail;
}

const CHECKS: Readonly<Record<Check, (match: Match) => string>> = {
  card: replaceCard,
  iban: replaceIban,
  ipv6: ({ whole, redact }) => (isIpv6(whole) ? redact(whole) : whole),
  encoded: replaceCredentials,
  assignment: replaceAssigned,
};

/** `Basic understanding` is prose: credentials carry a digit, padding, or mixed case. */
function replaceCredentials({ whole, groups, redact }: Match): string {
  const [scheme = '', gap = '', token = ''] = groups;
  const isEncoded = /[\d=+]/.test(token) || (/[a-z][A-Z]/.test(token) && token.length >= 12);
  return scheme.toLowerCase() === 'bearer' || isEncoded ? `${scheme}${gap}${redact(token)}` : whole;
}

/** A key that is no secret may hold an assignment that is one: `error: password=…`. Its value is looked at once more. */
function replaceAssigned({ whole, groups, step, redact }: Match): string {
  const [key = '', sign = '', secret = ''] = groups;
  if (isSecretKey(key)) return assigned(key + sign, secret, redact);
  if (!/[:=]/.test(secret)) return whole;
  const inner = secret.replace(step.pattern, (part: string, ...inside: string[]) => {
    const [innerKey = '', innerSign = '', innerSecret = ''] = inside;
    return isSecretKey(innerKey) ? assigned(innerKey + innerSign, innerSecret, redact) : part;
  });
  return key + sign + inner;
}

function assigned(head: string, secret: string, redact: Redact): string {
  const quote = /^\\{0,3}["']/.exec(secret)?.[0] ?? '';
  return head + quote + redact(secret) + quote;
}

/** Neighbouring groups of digits may have been taken along (`order 7 4111 …`): look for the card between them. */
function replaceCard({ whole: text, redact }: Match): string {
  if (isCardNumber(text)) return redact(text);
  const groups = [...text.matchAll(/\d+/g)].map((group) => ({
    start: group.index,
    end: group.index + group[0].length,
  }));
  for (const { start } of groups) {
    for (const { end } of groups) {
      if (end - start >= 14 && isCardNumber(text.slice(start, end))) {
        return text.slice(0, start) + redact(text.slice(start, end)) + text.slice(end);
      }
    }
  }
  return text;
}

/** The greedy match may have taken a following word (`GB29… EXAMPLE`): give words back until the check digits agree. */
function replaceIban({ whole: text, redact }: Match): string {
  const words = text.split(' ');
  for (let end = words.length; end > 0; end--) {
    const found = words.slice(0, end);
    if (isIban(found.join(''))) return [redact(found.join(' ')), ...words.slice(end)].join(' ');
  }
  return text;
}
