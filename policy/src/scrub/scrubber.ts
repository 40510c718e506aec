import { applyRule, mayApply } from './apply-rule.ts';
import { compactKey, isSecretKey, isSecretValue, isSessionCookie } from './key-rule.ts';
import type { ScrubOptions } from './scrub-options.ts';
import { TEXT_RULES, type TextRule, type TextRuleName } from './text-rules.ts';

export const FILTERED = '[Filtered]';

/** `full`: what Sentry does to any string. `replace`: what it does to prose, where only the secret itself goes. */
export type TextMode = 'full' | 'replace';

export interface Scrubbed {
  readonly text: string;
  /** The first rule that applied, as Sentry writes it in `_meta`: `@creditcard:filter`. */
  readonly rule: string;
}

/** Pure, linear in the length of what it is given, never throws on any string. */
export interface Scrubber {
  /** True: a value of any type under this key becomes `[Filtered]`. */
  key(key: string): boolean;
  /** True: nothing under this key is touched. */
  safe(key: string): boolean;
  /** True: the cookie of this name holds a session. */
  cookie(name: string): boolean;
  /** Undefined: the value stays as it is. */
  text(value: string, mode: TextMode): Scrubbed | undefined;
}

interface AppliedRule extends TextRule {
  readonly rule: string;
}

const FULL: readonly TextRuleName[] = ['pem', 'url-credentials', 'bearer', 'card', 'iban', 'ssn', 'user-path'];
const REPLACE: readonly TextRuleName[] = ['bearer', 'card', 'iban', 'ssn', 'email'];
const KEY_CACHE_MAX = 4096;

export function createScrubber(options: ScrubOptions): Scrubber {
  const on = options.dataScrubber;
  const builtIn = on && options.dataScrubberDefaults;
  const sensitive = on ? options.sensitiveFields.map((field) => field.trim().toLowerCase()).filter(Boolean) : [];
  const sensitiveKeys = sensitive.map(compactKey).filter(Boolean);
  const safeKeys = new Set(options.safeFields.map((field) => field.trim().toLowerCase()));
  const rules = { full: rulesOf(options, 'full'), replace: rulesOf(options, 'replace') };
  const wholeValue = builtIn && options.textRules === undefined;
  const valueFields = options.textRules === undefined ? sensitive : [];
  const verdicts = new Map<string, boolean>();

  const judge = (key: string): boolean => {
    if (safeKeys.has(key.toLowerCase())) return false;
    if (builtIn && isSecretKey(key)) return true;
    if (sensitiveKeys.length === 0) return false;
    const compact = compactKey(key);
    return sensitiveKeys.some((field) => compact.includes(field));
  };

  return {
    key(key) {
      const known = verdicts.get(key);
      if (known !== undefined) return known;
      if (verdicts.size >= KEY_CACHE_MAX) verdicts.clear();
      const verdict = judge(key);
      verdicts.set(key, verdict);
      return verdict;
    },
    safe: (key) => safeKeys.size > 0 && safeKeys.has(key.toLowerCase()),
    cookie: (name) => builtIn && isSessionCookie(name),
    text(value, mode) {
      if (mode === 'full' && wholeValue && isSecretValue(value)) return { text: FILTERED, rule: '@password:filter' };
      if (mode === 'full' && valueFields.length > 0) {
        const lower = value.toLowerCase();
        if (valueFields.some((field) => lower.includes(field))) return { text: FILTERED, rule: 'strip-fields' };
      }
      return applyRules(rules[mode], value);
    },
  };
}

function rulesOf(options: ScrubOptions, mode: TextMode): readonly AppliedRule[] {
  const sentry = mode === 'full' ? FULL : REPLACE;
  const names = options.dataScrubber ? (options.textRules ?? (options.dataScrubberDefaults ? sentry : [])) : [];
  const withIp = options.scrubIPAddresses && !names.includes('ip') ? [...names, 'ip' as const] : names;
  const filters = mode === 'full' && options.textRules === undefined;
  return withIp.map((name) => {
    const rule = TEXT_RULES[name];
    const filter = filters && name !== 'bearer' && name !== 'ip';
    return {
      ...rule,
      placeholder: filter ? FILTERED : rule.placeholder,
      rule: `${rule.id}:${filter ? 'filter' : 'replace'}`,
    };
  });
}

function applyRules(rules: readonly AppliedRule[], value: string): Scrubbed | undefined {
  let text = value;
  let first: string | undefined;
  for (const rule of rules) {
    if (!mayApply(rule.guard, text)) continue;
    const next = applyRule(rule, rule.placeholder, text);
    if (next === text) continue;
    text = next;
    first ??= rule.rule;
  }
  return first === undefined ? undefined : { text, rule: first };
}
