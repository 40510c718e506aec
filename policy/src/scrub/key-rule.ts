/** `auth`, `oauth`, `authorization`, `authentication`; not `author`, `authority`. */
const AUTH = 'auth(?!or(?!i[sz]))';

/** Sentry's password rule, on a key without its separators. */
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

/** Names of session and CSRF cookies of the frameworks in use, without `__Host-` and `__Secure-`; Sentry filters these by name. */
const SESSION_COOKIES = new Set(
  (
    'sentrysid sudo su session __session _session sessionid session_id user_session sid sess koa.sess koa:sess express.sid sails.sid ' +
    'connect.sid csrf xsrf _csrf _xsrf csrftoken csrf_token csrf-token xsrf-token xsrf_token _csrf_token _iams_csrf fastcsrf phpsessid ' +
    'jsessionid asp.net_sessionid aspsessionid cfid cftoken cakephp symfony laravel_session ci_session _session_id rack.session ' +
    'play_session remember_token next-auth.session-token authjs.session-token'
  ).split(' '),
);
const COOKIE_PREFIX = /^__(?:host|secure)-/;
/** An attribute that holds one cookie: `http.request.header.cookie.sid`, `cookies.sid`. */
const COOKIE_ATTRIBUTE = /(?:^|\.)(?:set[-_])?cookies?\.(.+)$/;

/** An attribute that holds the header as it came, with every cookie: `http.request.header.cookie`. */
const COOKIE_HEADER = /(?:^|[._])header[._](?:set[-_])?cookie$/;

/** Names of the organisation's own things. Such a value is never taken for a secret: a service may be called `auth-service`. */
const OWN_NAMES = new Set(
  (
    'service team server_name route release environment dist logger logger.name service.name service.namespace service.version ' +
    'deployment.environment deployment.environment.name http.route url.template server.address host.name app_name app_identifier ' +
    'app_version sentry.release sentry.environment sentry.dist'
  ).split(' '),
);
/** Names of routes, too, where nothing says that they are URLs as they came. */
const ROUTE_NAMES = new Set('transaction sentry.transaction sentry.segment.name'.split(' '));

const SEPARATORS = /[\s._\-[\]]/g;

/** What `policy.json` carries of this file. */
export const KEY_RULES = {
  separators: SEPARATORS,
  secret: SECRET_KEY,
  secretExact: SECRET_KEY_EXACT,
  tokenCount: TOKEN_COUNT,
  secretValue: SECRET_VALUE,
  sessionCookies: SESSION_COOKIES,
  cookiePrefix: COOKIE_PREFIX,
  cookieAttribute: COOKIE_ATTRIBUTE,
  ownNames: OWN_NAMES,
  routeNames: ROUTE_NAMES,
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
  return SESSION_COOKIES.has(name.toLowerCase().replace(COOKIE_PREFIX, ''));
}

/** An attribute named after a session or CSRF cookie. */
export function isSessionAttribute(key: string): boolean {
  const cookie = COOKIE_ATTRIBUTE.exec(key.toLowerCase())?.[1];
  return cookie !== undefined && isSessionCookie(cookie);
}

export function isCookieHeader(key: string): boolean {
  return COOKIE_HEADER.test(key.toLowerCase());
}

export function isOwnName(key: string): boolean {
  const lower = key.toLowerCase();
  return OWN_NAMES.has(lower) || ROUTE_NAMES.has(lower);
}
