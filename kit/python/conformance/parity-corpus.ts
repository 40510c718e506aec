import { createRandom, type Random } from '@garrison/testkit';

export type PayloadKind = 'event' | 'span' | 'log' | 'metric' | 'breadcrumb';

export interface CorpusEntry {
  readonly kind: PayloadKind;
  readonly value: Readonly<Record<string, unknown>>;
}

/** What is found in the payloads of services, and what sits on the edge of each rule of the scrubber. */
const FRAGMENTS = [
  'order shipped',
  'could not connect',
  'Basic understanding needed',
  'author: jo',
  'is it 1/2 or more?yes',
  '…',
  'password=hunter2',
  'password: "a b", n',
  '\\"apiKey\\":\\"abc\\"',
  'token%3Dabc',
  'error: secret=[x] y',
  'pwd=>x',
  'Bearer abcdef0123456789',
  'Basic dXNlcjpwYXNz',
  'Digest username',
  'bearer  aaaaBBBBcccc',
  'auth: Basic QQ==',
  '4111 1111 1111 1111',
  '4111-1111-1111-1111',
  '4111111111111112',
  'row 7 4111111111111111 9',
  '378282246310005',
  'DE89 3704 0044 0532 0130 00 TODAY',
  'GB29NWBK60161331926819',
  'GB29 EXAMPLE',
  '078-05-1120',
  '000-05-1120',
  'jo@acme.io',
  'jo%40acme.io',
  'a@b',
  'mail <x.y+z@sub.example.com>',
  '10.1.2.3',
  '999.1.2.3',
  'fe80::1:2',
  '12:34:56',
  'eyJhbGciOiJIUzI1.eyJzdWIiOiIxMjM.c2lnbmF0dXJl',
  'eyJ',
  'sk_live_0123456789abcdef',
  'AKIAABCDEFGHIJKLMNOP',
  '-----BEGIN KEY-----\nabc\n-----END KEY-----',
  '-----BEGIN RSA PRIVATE KEY-----\nzzz',
  'redis://u:pw@h:1/0',
  'GET /a/7?q=1&r=2 200',
  'https://a.example/kept?q=x',
  'http://x.io/a?q=1#f',
  '/home/jo/app.js',
  '/users/7',
  'C:\\Users\\jo\\app.js',
  'file:///Users/jo/a.py',
  "SELECT * FROM t WHERE a = 'x''y' AND b = 12.5 LIMIT $1",
  "name = 'Jö'",
  'Card 4f2 of "Jo" failed',
  "`x` and 'y'",
  "can't $1 $& \\1 \\g<0>",
  'line\nbreak\r\ntoken=x\n',
  'größe=1',
  '日本語 password=パス',
  '🙂🙃 token=🙂',
  '\u00a0secret\u00a0=\u2003x',
  '\ufeffpassword\u2028=\u2029y',
  'ſecret=K',
  'İstanbul',
  'a'.repeat(30),
  '\u0000\u0007',
  '\ud83d',
  'x'.repeat(9000),
  '🙂'.repeat(5000),
];

const KEYS = [
  'password',
  'X-Api-Key',
  'note',
  'author',
  'max_tokens',
  'url',
  'http.query',
  'url.full',
  'db.statement',
  'region',
  'http.request.header.x_request_id',
  'http.request.header.cookie',
  'http.response.header.etag',
  'user.email',
  'user.id',
  'messaging.message.body',
  'messaging.message.body.size',
  'gen_ai.prompt',
  'gen_ai.usage.input_tokens',
  'trace_id',
  'sentry.op',
  'sentry.status.message',
  'sentry.message.template',
  'sentry.message.parameter.0',
  'graphql.document',
  'jo@acme.io',
  'sid',
  'SESSION',
  'card number',
  'kept',
  '🙂',
  'Größe',
  'request.body',
  'x'.repeat(80),
  'path',
  'Referer',
  'db.password',
  'db.query.text',
  'client.address',
  'iban',
  'status',
  'rpc.request.body',
  'cookies.__Host-session',
  'set-cookie.theme',
  'service',
  'sentry.transaction',
  'location',
];
const NUMBERS = [null, true, 0, -7, 1.5, 1_700_000_000_000, 4111111111111111, 4111111111111112, 1e21, 12345678901234.5];
const HEADERS = ['Accept', 'content-type', 'X-Request-Id', 'Cookie', 'Authorization', 'x_request_id', 'User-Agent'];
const KINDS = ['event', 'event', 'event', 'span', 'log', 'metric', 'breadcrumb'] as const;
const DEPTH_MAX = 10;

/** The same payloads for the same seed: of every kind, of every shape that the scrubber treats in a way of its own. */
export function parityCorpus(seed: number, size: number): CorpusEntry[] {
  const maker = new PayloadMaker(createRandom(seed));
  return Array.from({ length: size }, (_, index) => {
    const kind = KINDS[index % KINDS.length] ?? 'event';
    return { kind, value: maker[kind]() };
  });
}

type Payload = Record<string, unknown>;

class PayloadMaker {
  readonly #random: Random;
  constructor(random: Random) {
    this.#random = random;
  }

  readonly event = (): Payload => {
    const parts = Object.entries(this.#eventParts).filter(() => this.#often(0.5));
    return { event_id: 'a'.repeat(32), ...Object.fromEntries(parts.map(([name, part]) => [name, part()])) };
  };

  readonly span = (): Payload => {
    const op = this.#random.pick(['db.query', 'db', 'http.client', 'function', '']);
    const more = this.#often(0.2) ? { tags: this.#object(), links: this.#list(this.#object) } : {};
    if (this.#often(0.5)) return { ...more, op, description: this.#scalar(), data: this.#odd(this.#object) };
    const attributes = this.#odd(() => ({ ...this.#object(), 'sentry.op': op }));
    return { ...more, name: this.#scalar(), attributes };
  };

  readonly log = (): Payload => ({
    [this.#random.pick(['message', 'body'])]: this.#scalar(),
    attributes: this.#odd(this.#object),
    level: 'info',
  });

  readonly metric = (): Payload => ({
    name: this.#random.pick(['orders', 'jo@acme.io']),
    value: 1,
    attributes: this.#odd(this.#object),
  });

  readonly breadcrumb = (): Payload => ({
    category: this.#random.pick(['console', 'http', 'query', 'jo@acme.io']),
    message: this.#scalar(),
    data: this.#odd(this.#object),
  });

  readonly #eventParts: Readonly<Record<string, () => unknown>> = {
    message: () => this.#scalar(),
    logentry: () => this.#odd(() => ({ message: this.#scalar(), formatted: this.#scalar(), params: this.#value() })),
    transaction: () => this.#scalar(),
    transaction_info: () => this.#odd(() => ({ source: this.#random.pick(['route', 'url', 'task', 'custom']) })),
    exception: () => this.#values(this.#exception),
    threads: () => this.#values(this.#exception),
    stacktrace: () => this.#stacktrace(),
    request: () => this.#request(),
    user: () =>
      this.#odd(() => ({ id: this.#scalar(), email: 'jo@acme.io', ip_address: '10.1.2.3', name: this.#text() })),
    breadcrumbs: () => this.#values(this.breadcrumb),
    tags: () => this.#value(),
    fingerprint: () => this.#list(this.#text),
    logger: () => this.#scalar(),
    extra: () => this.#odd(this.#object),
    contexts: () =>
      this.#odd(() => ({
        own: this.#object(),
        trace: this.#object(),
        runtime: { name: 'x' },
        password: this.#scalar(),
      })),
    spans: () => this.#list(() => this.#odd(this.span)),
  };

  readonly #exception = (): unknown =>
    this.#odd(() => ({
      type: this.#random.pick(['Error', 'KeyError', 'jo@acme.io']),
      value: this.#value(),
      stacktrace: this.#stacktrace(),
      mechanism: this.#odd(() => ({ type: 'generic', ...(this.#often(0.5) ? { data: this.#value() } : {}) })),
    }));

  readonly #frame = (): unknown =>
    this.#odd(() => ({
      function: 'f',
      context_line: this.#text(),
      ...(this.#often(0.4) ? { vars: this.#often(0.1) ? null : this.#object() } : {}),
    }));

  readonly #stacktrace = (): unknown => this.#odd(() => ({ frames: this.#list(this.#frame) }));

  readonly #request = (): unknown =>
    this.#odd(() => ({
      method: this.#random.pick<unknown>(['GET', 'POST', 7]),
      url: this.#text(),
      data: this.#value(),
      cookies: this.#value(),
      query_string: this.#value(),
      headers: this.#odd(() =>
        Object.fromEntries(this.#list(() => [this.#random.pick(HEADERS), this.#text()] as const, 6)),
      ),
    }));

  readonly #text = (): string =>
    [this.#fragment(), ...this.#list(this.#fragment, 2)].join(this.#random.pick([' ', ' ', ', ', '']));
  readonly #fragment = (): string => this.#random.pick(FRAGMENTS);
  readonly #scalar = (): unknown => (this.#often(0.7) ? this.#text() : this.#random.pick<unknown>(NUMBERS));

  #value(depth = 0): unknown {
    if (depth > DEPTH_MAX || this.#often(0.6)) return this.#scalar();
    if (this.#often(0.1)) return Array.from({ length: 210 }, (_, index) => index);
    return this.#often(0.4) ? this.#list(() => this.#value(depth + 1)) : this.#object(depth + 1);
  }

  readonly #object = (depth = 0): Payload =>
    Object.fromEntries(this.#list(() => [this.#random.pick(KEYS), this.#value(depth)] as const, 5));

  #values(make: () => unknown): unknown {
    return this.#odd(() => (this.#often(0.5) ? this.#list(make) : { values: this.#list(make) }));
  }

  #list<T>(make: () => T, most = 3): T[] {
    return Array.from({ length: this.#random.int(most + 1) }, () => make());
  }

  /** Now and then something else than what belongs there. */
  #odd(regular: () => unknown): unknown {
    return this.#often(0.05) ? this.#value() : regular();
  }

  #often(share: number): boolean {
    return this.#random.next() < share;
  }
}
