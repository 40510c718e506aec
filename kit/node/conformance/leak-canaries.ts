export interface Canary {
  /** Property name in the program that plants it. */
  readonly id: string;
  readonly channel: string;
  /** What is planted; contains a part that occurs nowhere else. */
  readonly value: string;
  /** What is looked for on the wire: long enough to be unmistakable, short enough to survive URL encoding. */
  readonly trace: string;
  /** Free text of people, with no key and no pattern that tells it from harmless text: the default policy cannot know it. */
  readonly unmarked?: true;
}

type Kind = 'opaque' | 'email' | 'card' | 'jwt' | 'iban' | 'address';

/** Every channel in which a service's secrets have been seen to leave, with a secret of the kind that is typical there. */
const CHANNELS: readonly (readonly [id: string, channel: string, kind: Kind, unmarked?: true])[] = [
  ['authorization', 'request header Authorization', 'opaque'],
  ['proxyAuthorization', 'request header Proxy-Authorization', 'opaque'],
  ['apiKeyHeader', 'request header X-API-Key', 'opaque'],
  ['authTokenHeader', 'request header X-Auth-Token', 'opaque'],
  ['unknownHeader', 'request header X-Internal-Customer (known to no list)', 'opaque'],
  ['forwardedFor', 'request header X-Forwarded-For (the client’s address)', 'address'],
  ['refererQuery', 'request header Referer, its query', 'opaque'],
  ['cookie', 'cookie', 'opaque'],
  ['queryToken', 'query string, `?token=`', 'opaque'],
  ['queryPlain', 'query string, `?q=`', 'opaque'],
  ['pathEmail', 'path of the request, an e-mail address as parameter', 'email'],
  ['bodyPassword', 'JSON body, `password`', 'opaque'],
  ['bodyCard', 'JSON body, a card number in a nested list', 'card'],
  ['bodyNote', 'JSON body, free text', 'opaque'],
  ['outgoingQuery', 'outgoing request, its query', 'opaque'],
  ['outgoingHeader', 'outgoing request, its Authorization header', 'opaque'],
  ['breadcrumbText', 'breadcrumb message, `password=`', 'opaque'],
  ['breadcrumbData', 'breadcrumb data, `apiKey`', 'opaque'],
  ['breadcrumbPlain', 'breadcrumb message, free text', 'opaque', true],
  ['consoleToken', 'console line, `token: `', 'opaque'],
  ['consolePlain', 'console line, free text', 'opaque', true],
  ['contextHeader', 'context, `AUTHORIZATION` in capitals', 'opaque'],
  ['contextEmail', 'context, an e-mail address', 'email'],
  ['contextSecret', 'context, `client_secret`', 'opaque'],
  ['contextKey', 'context, an object keyed by an e-mail address', 'email'],
  ['extraCard', 'extra, a card number in text', 'card'],
  ['extraJwt', 'extra, a JSON web token in text', 'jwt'],
  ['tagEmail', 'tag, an e-mail address', 'email'],
  ['userEmail', 'user, e-mail address', 'email'],
  ['userName', 'user, user name', 'opaque'],
  ['userAddress', 'user, address', 'address'],
  ['spanName', 'span name, the query of a URL', 'opaque'],
  ['spanHeader', 'span attribute `http.request.header.x-session`', 'opaque'],
  ['spanAttribute', 'span attribute `db.password`', 'opaque'],
  ['spanText', 'span attribute, a bearer token in text', 'opaque'],
  ['logText', 'log message, `secret=`', 'opaque'],
  ['logAttribute', 'log attribute, `accessToken`', 'opaque'],
  ['logPlain', 'log message, free text', 'opaque', true],
  ['metricAttribute', 'metric attribute, `api_key`', 'opaque'],
  ['metricEmail', 'metric attribute, `email`', 'email'],
  ['metricPhone', 'metric attribute, `customer.phone`', 'opaque'],
  ['metricName', 'metric attribute, `customer_name`', 'opaque'],
  ['metricAddress', 'metric attribute, `shipping_address`', 'opaque'],
  ['metricToken', 'metric attribute, `session_token`', 'opaque'],
  ['spanPerson', 'span attribute, `customer.name`', 'opaque'],
  ['logPerson', 'log attribute, `billingAddress`', 'opaque'],
  ['errorText', 'exception message, `password=`', 'opaque'],
  ['errorIban', 'exception message, an IBAN', 'iban'],
  ['causeJwt', 'exception cause, a JSON web token', 'jwt'],
  ['errorUrl', 'exception message, user and password in a URL', 'opaque'],
  ['errorProperty', 'property `token` of the exception', 'opaque'],
  ['localVariable', 'local variable of a frame', 'opaque'],
  ['messageText', 'captured message, `api_key=`', 'opaque'],
  ['queueHeader', 'header of a queue message', 'opaque'],
  ['queueBody', 'body of a queue message', 'opaque'],
];

/** The same canaries for every run, so that two reports can be compared. */
export const CANARIES: readonly Canary[] = CHANNELS.map(([id, channel, kind, unmarked], index) => ({
  id,
  channel,
  ...kinds()[kind](index),
  ...(unmarked && { unmarked }),
}));

function kinds(): Readonly<Record<Kind, (index: number) => { value: string; trace: string }>> {
  const opaque = (index: number): string => `zq${(index * 7_919 + 104_729).toString(36)}canary${index}x`;
  return {
    opaque: (index) => ({ value: opaque(index), trace: opaque(index) }),
    email: (index) => ({ value: `${opaque(index)}@customer.example`, trace: opaque(index) }),
    card: (index) => {
      const digits = withLuhn(`4539${String(100_000_000 + index * 7_654_321).slice(0, 11)}`.padEnd(15, '7'));
      return { value: digits.replace(/(\d{4})(?=\d)/g, '$1 '), trace: digits.slice(4, 8) + ' ' + digits.slice(8, 12) };
    },
    jwt: (index) => {
      const part = (text: string): string => Buffer.from(text).toString('base64url');
      const payload = part(JSON.stringify({ sub: opaque(index), iat: 1_700_000_000 }));
      return {
        value: `${part('{"alg":"HS256","typ":"JWT"}')}.${payload}.${part(`signature-${opaque(index)}`)}`,
        trace: payload.slice(0, 30),
      };
    },
    iban: (index) => ({
      value: withIbanCheck(`37040044053201${String(3000 + index)}`),
      trace: `053201${3000 + index}`,
    }),
    address: (index) => ({ value: `203.0.113.${index + 100}`, trace: `203.0.113.${index + 100}` }),
  };
}

function withLuhn(fifteen: string): string {
  let sum = 0;
  for (const [index, digit] of Array.from(fifteen).entries()) {
    const doubled = Number(digit) * (index % 2 === 0 ? 2 : 1);
    sum += doubled > 9 ? doubled - 9 : doubled;
  }
  return `${fifteen}${(10 - (sum % 10)) % 10}`;
}

/** A German IBAN: check digits by ISO 7064 over the account number, `DE` and `00`. */
function withIbanCheck(account: string): string {
  const check = 98n - (BigInt(`${account}131400`) % 97n);
  return `DE${String(check).padStart(2, '0')}${account}`;
}
