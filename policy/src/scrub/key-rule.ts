/** `auth`, `oauth`, `authorization`, `authentication`; not `author`, `authority`. */
const AUTH = 'auth(?!or(?!i[sz]))';

/** Sentry's password rule, on a key whose separators are gone. */
const SECRET_KEY = new RegExp(`password|secret|passwd|apikey|${AUTH}|credential|mysqlpwd|privatekey|token`);
const SECRET_KEY_EXACT = new Set(['otp', 'twofactor', 'pwd', 'passphrase', 'pem']);

/** Counts of language-model tokens are figures, not secrets. */
const TOKEN_COUNT =
  /(?:usage|input|output|total|max|prompt|completion|cached?|reasoning|count).*tokens|tokens?(?:count|limit|usage)|tokenized/;

/** The same rule on a value (Sentry filters the whole value). */
const SECRET_VALUE = new RegExp(
  `password|secret|passwd|api[-_]?key|${AUTH}|credentials|mysql_pwd|private[-_]?key|token[^:=\\n]{0,20}[:=]|^(?:otp|two-?factor)$`,
  'i',
);

/** Names of session and CSRF cookies of the frameworks in use; Sentry filters these by name. */
const SESSION_COOKIES = new Set(
  (
    'sentrysid sudo su session sessionid user_session sid csrf csrftoken csrf_token xsrf-token _csrf _csrf_token phpsessid ' +
    'jsessionid asp.net_sessionid aspsessionid cfid cftoken connect.sid laravel_session ci_session _session_id remember_token ' +
    'next-auth.session-token __secure-next-auth.session-token __host-session'
  ).split(' '),
);

const SEPARATORS = /[\s._\-[\]]/g;

/** What `policy.json` carries of this file. */
export const KEY_RULES = {
  separators: SEPARATORS,
  secret: SECRET_KEY,
  secretExact: SECRET_KEY_EXACT,
  tokenCount: TOKEN_COUNT,
  secretValue: SECRET_VALUE,
  sessionCookies: SESSION_COOKIES,
};

/** `X-Api_Key` → `xapikey`. */
export function compactKey(key: string): string {
  return key.toLowerCase().replace(SEPARATORS, '');
}

export function isSecretKey(key: string): boolean {
  const compact = compactKey(key);
  if (SECRET_KEY_EXACT.has(compact)) return true;
  return SECRET_KEY.test(compact) && !TOKEN_COUNT.test(compact);
}

export function isSecretValue(value: string): boolean {
  return SECRET_VALUE.test(value);
}

export function isSessionCookie(name: string): boolean {
  return SESSION_COOKIES.has(name.toLowerCase());
}
