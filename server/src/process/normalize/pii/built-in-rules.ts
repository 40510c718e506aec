import { TEXT_RULES, type TextRule } from '@garrison/policy';
import { anythingRule, knownTextRule, multipleRule, passwordRule, type PiiRule } from './pii-rule.ts';
import { FILTER, METHODS, REMOVE, type Method, type Redaction } from './redaction.ts';

const MAC: TextRule = {
  id: '@mac',
  placeholder: '[mac]',
  guard: {},
  steps: [{ pattern: /(?<![\w:-])(?:[0-9a-f]{2}[:-]){5}[0-9a-f]{2}(?![\w:-])/gi, becomes: '{placeholder}' }],
};
const UUID: TextRule = {
  id: '@uuid',
  placeholder: '[uuid]',
  guard: {},
  steps: [{ pattern: /\b[0-9a-f]{8}-?(?:[0-9a-f]{4}-?){3}[0-9a-f]{12}\b/gi, becomes: '{placeholder}' }],
};
const IMEI: TextRule = {
  id: '@imei',
  placeholder: '[imei]',
  guard: {},
  steps: [{ pattern: /\b\d{2}-?\d{6}-?\d{6}-?\d{1,2}\b/g, becomes: '{placeholder}' }],
};

/** By the `type` of a rule; built-in rules are named after it: `@ip`, `@ip:mask`. Sentry writes some types in two ways. */
const TEXT_TYPES: Readonly<Record<string, TextRule>> = {
  ip: TEXT_RULES.ip,
  email: TEXT_RULES.email,
  creditcard: TEXT_RULES.card,
  iban: TEXT_RULES.iban,
  userpath: TEXT_RULES['user-path'],
  pemkey: TEXT_RULES.pem,
  url_auth: TEXT_RULES['url-credentials'],
  urlauth: TEXT_RULES['url-credentials'],
  us_ssn: TEXT_RULES.ssn,
  usssn: TEXT_RULES.ssn,
  bearer: TEXT_RULES.bearer,
  mac: MAC,
  uuid: UUID,
  imei: IMEI,
};
const PLACEHOLDERS: Readonly<Record<string, string>> = {
  url_auth: '[auth]',
  urlauth: '[auth]',
  password: '[password]',
  anything: '[redacted]',
};
const MASKED_BY_DEFAULT = new Set(['creditcard', 'mac', 'usssn', 'us_ssn']);
const COMMON = ['creditcard', 'iban', 'pemkey', 'urlauth', 'userpath', 'password', 'usssn', 'bearer'];

export const TYPES_WITHOUT_FIELDS: readonly string[] = [...Object.keys(TEXT_TYPES), 'password', 'anything'];

/** A rule that its type alone describes; undefined: there is no such type. */
export function ruleOfType(type: string, id: string, redaction: Redaction): PiiRule | undefined {
  if (type === 'password') return passwordRule(id, redaction);
  if (type === 'anything') return anythingRule(id, redaction);
  const known = Object.hasOwn(TEXT_TYPES, type) ? TEXT_TYPES[type] : undefined;
  return known === undefined ? undefined : knownTextRule(id, known, redaction);
}

/** `@ip`, `@ip:hash`, `@common`; undefined: there is no such rule. */
export function builtInRule(id: string): PiiRule | undefined {
  const [, type, method] = /^@([a-z_]{1,20})(?::([a-z]{1,10}))?$/.exec(id) ?? [];
  if (type === undefined) return undefined;
  const redaction = redactionOf(type, method);
  if (redaction === undefined) return undefined;
  if (type !== 'common') return ruleOfType(type, id, redaction);
  const rules = COMMON.flatMap((part) => ruleOfType(part, `@${part}:${method ?? 'filter'}`, redaction) ?? []);
  return multipleRule(id, rules, { hide: false });
}

function redactionOf(type: string, method: string | undefined): Redaction | undefined {
  if (method === 'filter') return FILTER;
  const isKnown = (name: string): name is Method => METHODS.some((known) => known === name);
  if (method !== undefined && !isKnown(method)) return undefined;
  return { ...REMOVE, method: method ?? defaultMethod(type), text: placeholderOf(type) };
}

function defaultMethod(type: string): Method {
  if (type === 'anything') return 'remove';
  return MASKED_BY_DEFAULT.has(type) ? 'mask' : 'replace';
}

function placeholderOf(type: string): string {
  if (type === 'common') return FILTER.text;
  const known = Object.hasOwn(TEXT_TYPES, type) ? TEXT_TYPES[type]?.placeholder : undefined;
  return PLACEHOLDERS[type] ?? known ?? FILTER.text;
}
