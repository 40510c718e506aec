import { isCardNumber, isIban, isIpv6 } from './checksums.ts';
import { isSecretKey } from './key-rule.ts';

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

export interface TextRule {
  /** As Sentry writes it in `_meta`, without the method. */
  readonly id: string;
  readonly placeholder: string;
  /** Cheap and without false negatives: most strings end here. */
  readonly guard: (value: string) => boolean;
  readonly apply: (value: string, placeholder: string) => string;
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
const PEM = /-----BEGIN ([A-Z ]{1,40})-----[\s\S]*?(?:-----END [A-Z ]{1,40}-----|$)/g;
const URL_CREDENTIALS = /(:\/\/)[^\s/:@]{0,256}:[^\s/@]{1,256}@/g;
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
const IPV6 = /(?<![\w:.])[0-9a-f:]{2,39}(?![\w:])/gi;
/** A home directory stands at the root of a path or a drive: `/users/7` is a route, and so is what follows a host. */
const USER_PATH =
  /((?:(?<![\w.:\]-])\/(?:Users|home)|(?<=file:\/\/)\/(?:Users|home)|(?<!\w)[A-Za-z]:[\\/]{1,2}(?:[Uu]sers|Documents and Settings))[\\/]{1,2})[^\\/\s:"']{1,64}/g;
const URL_QUERY = /(?<![\w/])((?:https?|wss?):\/\/[^\s?#"'<>]{1,2048})[?#][^\s"'<>]*/gi;

/** A path with a query in the middle of prose (`GET /a?q=1 200`). A path starts where no path runs already. */
const PATH_QUERY = /(?<![\w/.:)\]}-])(\/[\w/.:~%@-]{0,1024})\?[^\s"'<>]+/g;

/** `Basic understanding` is prose: credentials carry a digit, padding, or mixed case. */
function looksEncoded(text: string): boolean {
  return /[\d=+]/.test(text) || (/[a-z][A-Z]/.test(text) && text.length >= 12);
}

function quoteOf(value: string): string {
  return /^\\{0,3}["']/.exec(value)?.[0] ?? '';
}

/** In the order in which they apply: what frames a secret before what looks like one. */
export const TEXT_RULES: Readonly<Record<TextRuleName, TextRule>> = {
  pem: {
    id: '@pemkey',
    placeholder: '[pemkey]',
    guard: (value) => value.includes('-----BEGIN '),
    apply: (value, placeholder) => value.replace(PEM, placeholder),
  },
  'url-credentials': {
    id: '@urlauth',
    placeholder: '[Filtered]',
    guard: (value) => value.includes('://') && value.includes('@'),
    apply: (value, placeholder) => value.replace(URL_CREDENTIALS, `$1${placeholder}@`),
  },
  jwt: {
    id: '@jwt',
    placeholder: '[jwt]',
    guard: (value) => value.includes('eyJ'),
    apply: (value, placeholder) => value.replace(JWT, placeholder),
  },
  'vendor-token': {
    id: '@token',
    placeholder: '[token]',
    guard: (value) => VENDOR_GUARD.test(value),
    apply: (value, placeholder) => value.replace(VENDOR_TOKEN, placeholder),
  },
  bearer: {
    id: '@bearer',
    placeholder: '[token]',
    guard: (value) => BEARER_GUARD.test(value),
    apply: (value, placeholder) =>
      value.replace(BEARER, (whole, scheme: string, gap: string, token: string) =>
        scheme.toLowerCase() === 'bearer' || looksEncoded(token) ? `${scheme}${gap}${placeholder}` : whole,
      ),
  },
  assignment: {
    id: '@password',
    placeholder: '[Filtered]',
    guard: (value) =>
      (value.includes('=') || value.includes(':') || value.includes('%3D')) && ASSIGNMENT_GUARD.test(value),
    apply: (value, placeholder) =>
      value.replace(ASSIGNMENT, (whole, key: string, sign: string, secret: string) => {
        if (!isSecretKey(key)) return nested(whole, { head: key + sign, tail: secret, placeholder });
        const quote = quoteOf(secret);
        return `${key}${sign}${quote}${placeholder}${quote}`;
      }),
  },
  card: {
    id: '@creditcard',
    placeholder: '[creditcard]',
    guard: (value) => value.length >= 14 && CARD_GUARD.test(value),
    apply: (value, placeholder) => value.replace(CARD, (text) => replaceCard(text, placeholder)),
  },
  iban: {
    id: '@iban',
    placeholder: '[iban]',
    guard: (value) => value.length >= 15 && IBAN_GUARD.test(value),
    apply: (value, placeholder) => value.replace(IBAN, (text) => replaceIban(text, placeholder)),
  },
  ssn: {
    id: '@usssn',
    placeholder: '[us-ssn]',
    guard: (value) => value.length >= 11 && SSN_GUARD.test(value),
    apply: (value, placeholder) => value.replace(SSN, placeholder),
  },
  email: {
    id: '@email',
    placeholder: '[email]',
    guard: (value) => value.includes('@') || value.includes('%40'),
    apply: (value, placeholder) => value.replace(EMAIL, placeholder),
  },
  ip: {
    id: '@ip',
    placeholder: '[ip]',
    guard: (value) => value.length >= 4 && (value.includes('.') || value.includes(':')) && /[\da-f]/i.test(value),
    apply: (value, placeholder) =>
      value.replace(IPV4, placeholder).replace(IPV6, (text) => (isIpv6(text) ? placeholder : text)),
  },
  'user-path': {
    id: '@userpath',
    placeholder: '[user]',
    guard: (value) => value.includes('/') || value.includes('\\'),
    apply: (value, placeholder) => value.replace(USER_PATH, `$1${placeholder}`),
  },
  'url-query': {
    id: '@urlquery',
    placeholder: '',
    guard: (value) => value.includes('/') && (value.includes('?') || value.includes('#')),
    apply: (value) => value.replace(URL_QUERY, '$1').replace(PATH_QUERY, '$1'),
  },
};

/** A key that is no secret may hold an assignment that is one: `error: password=…`. Its value is looked at once more. */
function nested(whole: string, parts: { head: string; tail: string; placeholder: string }): string {
  if (!/[:=]/.test(parts.tail)) return whole;
  return (
    parts.head +
    parts.tail.replace(ASSIGNMENT, (inner, key: string, sign: string, secret: string) => {
      if (!isSecretKey(key)) return inner;
      const quote = quoteOf(secret);
      return `${key}${sign}${quote}${parts.placeholder}${quote}`;
    })
  );
}

/** Neighbouring groups of digits may have been taken along (`order 7 4111 …`): look for the card between them. */
function replaceCard(text: string, placeholder: string): string {
  if (isCardNumber(text)) return placeholder;
  const starts = [...text.matchAll(/\d+/g)].map((group) => group.index);
  const ends = [...text.matchAll(/\d+/g)].map((group) => group.index + group[0].length);
  for (const start of starts) {
    for (const end of ends) {
      if (end - start >= 14 && isCardNumber(text.slice(start, end))) {
        return text.slice(0, start) + placeholder + text.slice(end);
      }
    }
  }
  return text;
}

/** The greedy match may have taken a following word (`GB29… EXAMPLE`): give words back until the check digits agree. */
function replaceIban(text: string, placeholder: string): string {
  const words = text.split(' ');
  for (let end = words.length; end > 0; end--) {
    if (isIban(words.slice(0, end).join(''))) return [placeholder, ...words.slice(end)].join(' ');
  }
  return text;
}
