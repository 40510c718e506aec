import { applyRule, isSecretKey, isSecretValue, type TextRule } from '@garrison/policy';
import type { RE2JS } from 're2js';
import { MARKS, redact, type Redaction } from './redaction.ts';

/** What a rule does to a value; `value` undefined: it is removed. */
export interface Change {
  readonly value: unknown;
  /** The rule and the kind of change, as Sentry writes them in `_meta`. */
  readonly remark: readonly [rule: string, mark: string];
}

/** A compiled rule. `key` is the name of the field that holds the value. Undefined: the value stays as it is. */
export type PiiRule = (value: unknown, key: string) => Change | undefined;

type RewriteText = (text: string) => string;

/** Looks for something in text; numbers are looked at as they are written. */
function textRule(id: string, rewrite: RewriteText, redaction: Redaction): PiiRule {
  return (value) => {
    if (typeof value !== 'string' && typeof value !== 'number') return undefined;
    const text = String(value);
    const next = rewrite(text);
    return next === text ? undefined : { value: next, remark: [id, MARKS[redaction.method]] };
  };
}

export function knownTextRule(id: string, rule: TextRule, redaction: Redaction): PiiRule {
  return textRule(id, (text) => applyRule(rule, (secret) => redact(redaction, secret), text), redaction);
}

/** `groups`: which groups of a match are redacted; none: the whole match. */
export function patternRule(
  id: string,
  { pattern, groups, redaction }: { pattern: RE2JS; groups: readonly number[]; redaction: Redaction },
): PiiRule {
  const rewrite = (text: string): string => {
    const matcher = pattern.matcher(text);
    let result = '';
    let copied = 0;
    while (matcher.find()) {
      for (const group of groups.length === 0 ? [0] : groups) {
        const start = matcher.start(group);
        const end = matcher.end(group);
        if (start < copied || end <= start) continue;
        result += text.slice(copied, start) + redact(redaction, text.slice(start, end));
        copied = end;
      }
    }
    return copied === 0 ? text : result + text.slice(copied);
  };
  return textRule(id, rewrite, redaction);
}

/** The whole value, whatever it is. Only a text can be replaced by a text: anything else goes. */
function redactWhole(id: string, value: unknown, redaction: Redaction): Change | undefined {
  if (value === null || value === undefined) return undefined;
  if (typeof value !== 'string' || redaction.method === 'remove') return { value: undefined, remark: [id, 'x'] };
  const next = redact(redaction, value);
  return next === value ? undefined : { value: next, remark: [id, MARKS[redaction.method]] };
}

export function anythingRule(id: string, redaction: Redaction): PiiRule {
  return (value) => redactWhole(id, value, redaction);
}

/** Values by the name of their field. */
export function pairRule(id: string, isMeant: (key: string) => boolean, redaction: Redaction): PiiRule {
  return (value, key) => (isMeant(key) && typeof value !== 'boolean' ? redactWhole(id, value, redaction) : undefined);
}

/** Secrets by the name of their field, and texts that name one. */
export function passwordRule(id: string, redaction: Redaction): PiiRule {
  const byKey = pairRule(id, isSecretKey, redaction);
  return (value, key) =>
    byKey(value, key) ??
    (typeof value === 'string' && isSecretValue(value) ? redactWhole(id, value, redaction) : undefined);
}

/** Several rules, one after the other. `hide`: the remark names the whole, not the part that applied. */
export function multipleRule(id: string, rules: readonly PiiRule[], { hide }: { hide: boolean }): PiiRule {
  return (value, key) => {
    let change: Change | undefined;
    for (const rule of rules) {
      const next = rule(change === undefined ? value : change.value, key);
      if (next === undefined) continue;
      const remark: Change['remark'] = hide ? [id, next.remark[1]] : next.remark;
      change = { value: next.value, remark: change?.remark ?? remark };
      if (next.value === undefined) break;
    }
    return change;
  };
}
