export type TextRuleName =
  | 'pem'
  | 'url-credentials'
  | 'jwt'
  | 'vendor-token'
  | 'bearer'
  | 'assignment'
  | 'card'
  | 'iban'
  | 'ssn'
  | 'email'
  | 'ip'
  | 'user-path'
  | 'url-query';

/** What a match must be, beside matching, to be replaced; `apply-rule.ts` has the code of each. */
export type Check = 'card' | 'iban' | 'ipv6' | 'encoded' | 'assignment';

export interface RuleStep {
  readonly pattern: RegExp;
  /** What a match becomes: `$1`, `$2` are groups, `{placeholder}` is the rule's placeholder. */
  readonly becomes: string;
  readonly check?: Check;
}

/** Cheap and without false negatives: most strings end here. Every part that is given must hold. */
export interface RuleGuard {
  readonly minLength?: number;
  /** Each group: one of these texts occurs. */
  readonly contains?: readonly (readonly string[])[];
  readonly pattern?: RegExp;
}

/** Plain data, so that the same rule runs in other languages, too: `policy.json` carries all of it. */
export interface TextRule {
  /** As Sentry writes it in `_meta`, without the method. */
  readonly id: string;
  readonly placeholder: string;
  readonly guard: RuleGuard;
  readonly steps: readonly RuleStep[];
}

/*
 * Every pattern is linear: a quantifier is bounded, or its run can be entered at one place only (a lookbehind forbids
 * the start inside it), or nothing that follows it can fail. `text-rules.test.ts` feeds each of them its worst case.
 */
/** Thirteen digits, whatever stands between them; a number of an order or a time in seconds has fewer. */
const CARD_GUARD = /\d(?:[ -]?\d){12}/;
const SSN_GUARD = /\d{3}[- ]\d{2}[- ]/;
/** Any word that makes a key a secret one; `isSecretKey` then judges the key itself. */
const ASSIGNMENT_GUARD =
  /pass[-_.]?(?:word|wd|phrase)|secret|api[-_.]?key|auth|credential|pwd|private[-_.]?key|token|otp|two[-_.]?factor|pem/i;
/** The header and the footer stay: they say which kind of key it was. */
const PEM = /(-----BEGIN [A-Z ]{1,40}-----)(\s{0,8})[\s\S]*?(\s{0,8}(?:-----END [A-Z ]{1,40}-----|$))/g;
/** The user's name stays. A password may hold an `@`: it goes up to the last one before the path. */
const URL_CREDENTIALS = /(:\/\/[^\s/:@]{0,256}:)[^\s/"'<>]{1,256}(@)/g;
const JWT = /(?<![\w-])eyJ[\w-]{8,}\.[\w-]{8,}(?:\.[\w-]*)?/g;
const VENDOR_TOKEN =
  /(?<![A-Za-z0-9])(?:(?:sk|pk|rk)_(?:live|test)_[A-Za-z0-9]{10,255}|sk-[A-Za-z0-9_-]{20,255}|gh[pousr]_[A-Za-z0-9]{20,255}|github_pat_\w{20,255}|glpat-[\w-]{20,255}|xox[abeprs]-[\w-]{10,255}|(?:AKIA|ASIA)[0-9A-Z]{16}|AIza[\w-]{35}|npm_[A-Za-z0-9]{36}|sntry[su]_[\w=+/-]{20,255}|SG\.[\w-]{16,64}\.[\w-]{16,64})/g;
const VENDOR_GUARD = /(?:[spr]k_|sk-|gh[pousr]_|_pat_|glpat-|xox|AKIA|ASIA|AIza|npm_|sntry|SG\.)/;
const BEARER = /\b(Bearer|Basic|Digest)([ \t]{1,8})([\w.~+/=-]{8,})/gi;
const BEARER_GUARD = /(?:bearer|basic|digest)[ \t]/i;
const ASSIGNMENT =
  /(?<!\w)([\w.-]{1,64})(\\{0,3}["']?\s{0,3}(?:[:=]|=>|%3D)\s{0,3})(\\{0,3}"[^"\n]*"?|\\{0,3}'[^'\n]*'?|(?:(?:bearer|basic|token|digest)\s{1,4})?(?:\[[a-z-]{2,12}\]|[^\s"'&,;<>})\]]+))/gi;
const CARD = /(?<![\w.])\d(?:[ -]?\d){12,18}(?![\w])/g;
const IBAN = /(?<!\w)[A-Z]{2}\d{2}(?: ?[A-Z0-9]){11,30}(?!\w)/g;
const IBAN_GUARD = /[A-Z]{2}\d{2}/;
const SSN = /(?<![\w-])(?!000|666|9\d\d)\d{3}([- ])(?!00)\d{2}\1(?!0000)\d{4}(?![\w-])/g;
const EMAIL = /[\w.%+'-]{1,64}(?:@|%40)(?:[a-z0-9-]{1,63}\.){1,8}[a-z]{2,24}/gi;
const IPV4 = /(?<![\w.])(?:(?:25[0-5]|2[0-4]\d|1?\d?\d)\.){3}(?:25[0-5]|2[0-4]\d|1?\d?\d)(?![\w.]*\d)/g;
const IP_GUARD = /[\da-f]/i;
const IPV6 = /(?<![\w:.])[0-9a-f:]{2,39}(?![\w:])/gi;
/** A home directory stands at the root of a path or a drive: `/users/7` is a route, and so is what follows a host. */
const USER_PATH =
  /((?:(?<![\w.:\]-])\/(?:Users|home)|(?<=file:\/\/)\/(?:Users|home)|(?<!\w)[A-Za-z]:[\\/]{1,2}(?:[Uu]sers|Documents and Settings))[\\/]{1,2})[^\\/\s:"']{1,64}/g;
const URL_QUERY = /(?<![\w/])((?:https?|wss?):\/\/[^\s?#"'<>]{1,2048})[?#][^\s"'<>]*/gi;

/** A path with a query in the middle of prose (`GET /a?q=1 200`). A path starts where no path runs already. */
const PATH_QUERY = /(?<![\w/.:)\]}-])(\/[\w/.:~%@-]{0,1024})\?[^\s"'<>]+/g;

/** In the order in which they apply: what frames a secret before what looks like one. */
export const TEXT_RULES: Readonly<Record<TextRuleName, TextRule>> = {
  pem: {
    id: '@pemkey',
    placeholder: '[pemkey]',
    guard: { contains: [['-----BEGIN ']] },
    steps: [{ pattern: PEM, becomes: '$1$2{placeholder}$3' }],
  },
  'url-credentials': {
    id: '@urlauth',
    placeholder: '[Filtered]',
    guard: { contains: [['://'], ['@']] },
    steps: [{ pattern: URL_CREDENTIALS, becomes: '$1{placeholder}$2' }],
  },
  jwt: {
    id: '@jwt',
    placeholder: '[jwt]',
    guard: { contains: [['eyJ']] },
    steps: [{ pattern: JWT, becomes: '{placeholder}' }],
  },
  'vendor-token': {
    id: '@token',
    placeholder: '[token]',
    guard: { pattern: VENDOR_GUARD },
    steps: [{ pattern: VENDOR_TOKEN, becomes: '{placeholder}' }],
  },
  bearer: {
    id: '@bearer',
    placeholder: '[token]',
    guard: { pattern: BEARER_GUARD },
    steps: [{ pattern: BEARER, becomes: '$1$2{placeholder}', check: 'encoded' }],
  },
  assignment: {
    id: '@password',
    placeholder: '[Filtered]',
    guard: { contains: [['=', ':', '%3D']], pattern: ASSIGNMENT_GUARD },
    steps: [{ pattern: ASSIGNMENT, becomes: '$1$2{placeholder}', check: 'assignment' }],
  },
  card: {
    id: '@creditcard',
    placeholder: '[creditcard]',
    guard: { minLength: 14, pattern: CARD_GUARD },
    steps: [{ pattern: CARD, becomes: '{placeholder}', check: 'card' }],
  },
  iban: {
    id: '@iban',
    placeholder: '[iban]',
    guard: { minLength: 15, pattern: IBAN_GUARD },
    steps: [{ pattern: IBAN, becomes: '{placeholder}', check: 'iban' }],
  },
  ssn: {
    id: '@usssn',
    placeholder: '[us-ssn]',
    guard: { minLength: 11, pattern: SSN_GUARD },
    steps: [{ pattern: SSN, becomes: '{placeholder}' }],
  },
  email: {
    id: '@email',
    placeholder: '[email]',
    guard: { contains: [['@', '%40']] },
    steps: [{ pattern: EMAIL, becomes: '{placeholder}' }],
  },
  ip: {
    id: '@ip',
    placeholder: '[ip]',
    guard: { minLength: 4, contains: [['.', ':']], pattern: IP_GUARD },
    steps: [
      { pattern: IPV4, becomes: '{placeholder}' },
      { pattern: IPV6, becomes: '{placeholder}', check: 'ipv6' },
    ],
  },
  'user-path': {
    id: '@userpath',
    placeholder: '[user]',
    guard: { contains: [['/', '\\']] },
    steps: [{ pattern: USER_PATH, becomes: '$1{placeholder}' }],
  },
  'url-query': {
    id: '@urlquery',
    placeholder: '',
    guard: { contains: [['/'], ['?', '#']] },
    steps: [
      { pattern: URL_QUERY, becomes: '$1' },
      { pattern: PATH_QUERY, becomes: '$1' },
    ],
  },
};
