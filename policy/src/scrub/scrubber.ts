import { applyRule } from './apply-rule.ts';
import {
  compactKey,
  isCookieHeader,
  isOwnName,
  isSecretKey,
  isSecretValue,
  isSessionAttribute,
  isSessionCookie,
} from './key-rule.ts';
import type { ScrubOptions } from './scrub-options.ts';
import { parseSelector, SelectorError, type Place, type Selector } from './selector.ts';
import { TEXT_RULES, type TextRule, type TextRuleName } from './text-rules.ts';

export const FILTERED = '[Filtered]';

/** `full`: what Sentry does to any string. `replace`: what it does to prose, where only the secret itself goes. */
export type TextMode = 'full' | 'replace';

export interface Scrubbed {
  readonly text: string;
  /** The first rule that applied, as Sentry writes it in `_meta`: `@creditcard:filter`. */
  readonly rule: string;
}

/**
 * What the key of a value says. `secret`: a value of any type becomes `[Filtered]`. `safe`: the project says that nothing is to be
 * touched. `cookies`: a header with all cookies, of which some may hold sessions. `own`: names a thing of the organisation, never a secret by its value. `plain`: its text is looked at.
 */
export type KeyVerdict = 'secret' | 'safe' | 'cookies' | 'own' | 'plain';

/** Pure, linear in the length of what it is given, never throws on any string. */
export interface Scrubber {
  judge(key: string): KeyVerdict;
  /** `judge` says `secret`. */
  key(key: string): boolean;
  /** `judge` says `safe`. */
  safe(key: string): boolean;
  /** True: a safe field written as a selector protects the value at this place. Absent: there is no such field. */
  readonly safePlace?: (place: Place, value: unknown) => boolean;
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
  const safeFields = options.safeFields.map((field) => field.trim()).filter(Boolean);
  const safeKeys = new Set(safeFields.map((field) => field.toLowerCase()));
  const safePlaces = safeFields.flatMap(selectorOf);
  const rules = { full: rulesOf(options, 'full'), replace: rulesOf(options, 'replace') };
  const wholeValue = builtIn && options.textRules === undefined;
  const valueFields = options.textRules === undefined ? sensitive : [];
  const verdicts = new Map<string, KeyVerdict>();

  const verdictOf = (key: string): KeyVerdict => {
    if (safeKeys.has(key.toLowerCase())) return 'safe';
    if (builtIn && (isSecretKey(key) || isSessionAttribute(key))) return 'secret';
    const compact = sensitiveKeys.length === 0 ? '' : compactKey(key);
    if (sensitiveKeys.some((field) => compact.includes(field))) return 'secret';
    if (builtIn && isCookieHeader(key)) return 'cookies';
    return isOwnName(key) ? 'own' : 'plain';
  };

  const judge = (key: string): KeyVerdict => {
    const known = verdicts.get(key);
    if (known !== undefined) return known;
    if (verdicts.size >= KEY_CACHE_MAX) verdicts.clear();
    const verdict = verdictOf(key);
    verdicts.set(key, verdict);
    return verdict;
  };

  return {
    judge,
    key: (key) => judge(key) === 'secret',
    safe: (key) => judge(key) === 'safe',
    ...(safePlaces.length === 0
      ? {}
      : { safePlace: (place, value) => safePlaces.some(({ matches }) => matches(place, value)) }),
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

const SELECTOR = /[.*$&|!()']/;

/** A safe field that is no plain name, as a selector. One that cannot be read protects a field of exactly that name. */
function selectorOf(field: string): Selector[] {
  if (!SELECTOR.test(field)) return [];
  try {
    return [parseSelector(field)];
  } catch (error) {
    if (!(error instanceof SelectorError)) throw error;
    return [];
  }
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
    const next = applyRule(rule, rule.placeholder, text);
    if (next === text) continue;
    text = next;
    first ??= rule.rule;
  }
  return first === undefined ? undefined : { text, rule: first };
}
