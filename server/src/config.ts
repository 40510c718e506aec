import { isAbsolute, resolve } from 'node:path';

/**
 * Every setting of the server: one table, parsed once, the only reader of `process.env`.
 * `garrison serve --help` and docs/configuration.md are made from it.
 */
interface Setting<T> {
  readonly env: string;
  readonly meaning: string;
  readonly fallback: string | undefined;
  readonly secret?: true;
  /** The value, or a sentence that says what is wrong and how to fix it. */
  readonly parse: (text: string) => T | Problem;
}

class Problem {
  readonly text: string;
  constructor(text: string) {
    this.text = text;
  }
}

/** A value that prints as `[secret]`. */
class Secret {
  readonly #value: string;
  constructor(value: string) {
    this.#value = value;
  }
  reveal(): string {
    return this.#value;
  }
  toString(): string {
    return '[secret]';
  }
  toJSON(): string {
    return '[secret]';
  }
}

const text = (value: string): string => value;
const secret = (value: string): Secret => new Secret(value);
const setting = <T>(definition: Setting<T>): Setting<T> => definition;

function integer(min: number, max: number): (value: string) => number | Problem {
  return (value) => {
    const number = Number(value);
    return Number.isInteger(number) && number >= min && number <= max
      ? number
      : new Problem(`must be a whole number from ${min} to ${max}, not “${value}”`);
  };
}

function slug(value: string): string | Problem {
  return /^[a-z0-9][a-z0-9_-]{0,49}$/.test(value)
    ? value
    : new Problem(`must be a slug (lower-case letters, digits, “-”, “_”; at most 50), not “${value}”`);
}

function webUrl(value: string): string | Problem {
  return /^https?:\/\/[^\s/]+/.test(value) && URL.canParse(value)
    ? value.replace(/\/+$/, '')
    : new Problem(`must be an http or https URL, not “${value}”`);
}

const LOG_LEVELS = ['debug', 'info', 'warn', 'error', 'silent'];

export const SETTINGS = {
  port: setting({
    env: 'GARRISON_PORT',
    meaning: 'Port to listen on; 0 takes a free one.',
    fallback: '9000',
    parse: integer(0, 65_535),
  }),
  host: setting({ env: 'GARRISON_HOST', meaning: 'Address to listen on.', fallback: '127.0.0.1', parse: text }),
  dataDirectory: setting({
    env: 'GARRISON_DATA',
    meaning: 'Directory of the embedded stores.',
    fallback: './.garrison',
    parse: (value) => (isAbsolute(value) ? value : resolve(value)),
  }),
  organization: setting({
    env: 'GARRISON_ORG',
    meaning: 'Slug of the first organisation.',
    fallback: 'acme-corp',
    parse: slug,
  }),
  adminEmail: setting({
    env: 'GARRISON_ADMIN_EMAIL',
    meaning: 'E-mail address of the first owner.',
    fallback: 'admin@localhost',
    parse: (value) =>
      /^\S+@\S+$/.test(value) ? value.toLowerCase() : new Problem(`must be an e-mail address, not “${value}”`),
  }),
  adminPassword: setting({
    env: 'GARRISON_ADMIN_PASSWORD',
    meaning: 'Password of the first owner. Absent: a random one, printed once.',
    fallback: undefined,
    secret: true,
    parse: secret,
  }),
  adminToken: setting({
    env: 'GARRISON_ADMIN_TOKEN',
    meaning: 'A bearer token with all scopes, created when it does not exist yet.',
    fallback: undefined,
    secret: true,
    parse: secret,
  }),
  publicUrl: setting({
    env: 'GARRISON_PUBLIC_URL',
    meaning:
      'The address under which clients reach the server, with its path if it has one: used in DSNs and links. Absent: http://localhost:<port>.',
    fallback: undefined,
    parse: webUrl,
  }),
  clickhouseUrl: setting({
    env: 'GARRISON_CLICKHOUSE_URL',
    meaning: 'A ClickHouse to use instead of the embedded engine, e.g. http://user:password@host:8123/garrison.',
    fallback: undefined,
    secret: true,
    parse: (value) => {
      const url = webUrl(value);
      return url instanceof Problem ? url : new Secret(url);
    },
  }),
  secretKey: setting({
    env: 'GARRISON_SECRET_KEY',
    meaning:
      'Key that encrypts the secrets of integrations: 64 hexadecimal digits. Absent: one is made in the data directory.',
    fallback: undefined,
    secret: true,
    parse: (value) =>
      /^[0-9a-fA-F]{64}$/.test(value) ? new Secret(value) : new Problem('must be 64 hexadecimal digits (32 bytes)'),
  }),
  allowPrivateTargets: setting({
    env: 'GARRISON_ALLOW_PRIVATE_TARGETS',
    meaning: 'true lets alerts be sent to private addresses and over plain HTTP.',
    fallback: 'false',
    parse: (value) =>
      value === 'true' || value === 'false' ? value === 'true' : new Problem(`must be true or false, not “${value}”`),
  }),
  trustedProxies: setting({
    env: 'GARRISON_TRUSTED_PROXIES',
    meaning: 'Comma-separated addresses or CIDR ranges whose X-Forwarded-For is believed.',
    fallback: '',
    parse: (value) =>
      value
        .split(',')
        .map((part) => part.trim())
        .filter((part) => part !== ''),
  }),
  retentionDays: setting({
    env: 'GARRISON_RETENTION_DAYS',
    meaning: 'Days after which events, ended alerts and their messages are dropped.',
    fallback: '90',
    parse: integer(1, 3650),
  }),
  envelopeBytesMax: setting({
    env: 'GARRISON_ENVELOPE_BYTES_MAX',
    meaning: 'Bytes of one request after decompression; compressed bodies may have a fifth of it.',
    fallback: String(100 * 1024 * 1024),
    parse: integer(1024, 1024 * 1024 * 1024),
  }),
  heldBytesMax: setting({
    env: 'GARRISON_HELD_BYTES_MAX',
    meaning:
      'Bytes that all requests of SDKs together may hold in memory, counted after decompression and until the log has them; above it the answer is 503 with Retry-After. At least 2.5 times GARRISON_ENVELOPE_BYTES_MAX.',
    fallback: String(256 * 1024 * 1024),
    parse: integer(4096, 64 * 1024 * 1024 * 1024),
  }),
  logLevel: setting({
    env: 'GARRISON_LOG_LEVEL',
    meaning: `One of ${LOG_LEVELS.join(', ')}.`,
    fallback: 'info',
    parse: (value) =>
      LOG_LEVELS.includes(value) ? value : new Problem(`must be one of ${LOG_LEVELS.join(', ')}, not “${value}”`),
  }),
} as const;

type Value<S> = S extends { parse: (value: string) => infer R } ? Exclude<R, Problem> : never;
type Optional<S> = S extends { fallback: string | undefined } ? Value<S> | undefined : Value<S>;
type WithoutFallback = 'adminPassword' | 'adminToken' | 'publicUrl' | 'clickhouseUrl' | 'secretKey';

export type Config = {
  readonly [K in keyof typeof SETTINGS]: K extends WithoutFallback
    ? Optional<(typeof SETTINGS)[K]>
    : Value<(typeof SETTINGS)[K]>;
};

export type ParsedConfig = { readonly config: Config } | { readonly problems: readonly string[] };

/** Reads every setting and reports all problems at once. Unsafe combinations are problems too. */
export function parseConfig(environment: Readonly<Record<string, string | undefined>> = process.env): ParsedConfig {
  const problems: string[] = [];
  const values: Record<string, unknown> = {};
  for (const [name, definition] of Object.entries(SETTINGS) as [string, Setting<unknown>][]) {
    const given = environment[definition.env];
    const source = given === undefined || given === '' ? definition.fallback : given;
    if (source === undefined) continue;
    const value = definition.parse(source);
    if (value instanceof Problem) problems.push(`${definition.env} ${value.text}`);
    else values[name] = value;
  }
  const known = new Set(Object.values(SETTINGS).map((definition) => definition.env as string));
  for (const name of Object.keys(environment)) {
    if (name.startsWith('GARRISON_') && !known.has(name))
      problems.push(`${name} is not a setting; see garrison serve --help`);
  }
  const config = values as unknown as Config;
  if (problems.length === 0) problems.push(...contradictions(config), ...unsafe(config));
  return problems.length > 0 ? { problems } : { config };
}

/** A request may hold its body, what that is decompressed to in pieces, and the pieces put together. */
const ENVELOPES_HELD_MIN = 2.5;

function contradictions({ envelopeBytesMax, heldBytesMax }: Config): string[] {
  const least = Math.ceil(envelopeBytesMax * ENVELOPES_HELD_MIN);
  return heldBytesMax >= least
    ? []
    : [
        `GARRISON_HELD_BYTES_MAX must be at least ${least} (2.5 times GARRISON_ENVELOPE_BYTES_MAX), not ${heldBytesMax}: the longest requests would never be accepted`,
      ];
}

const PASSWORD_CHARACTERS_MIN = 12;
const TOKEN_CHARACTERS_MIN = 20;

/** What would be too dangerous to serve beyond this machine. */
function unsafe(config: Config): string[] {
  if (['127.0.0.1', '::1', 'localhost'].includes(config.host)) return [];
  const problems: string[] = [];
  if (config.adminPassword !== undefined && config.adminPassword.reveal().length < PASSWORD_CHARACTERS_MIN)
    problems.push(
      `GARRISON_ADMIN_PASSWORD needs at least ${PASSWORD_CHARACTERS_MIN} characters when GARRISON_HOST is not this machine alone`,
    );
  if (config.adminToken !== undefined && config.adminToken.reveal().length < TOKEN_CHARACTERS_MIN)
    problems.push(
      `GARRISON_ADMIN_TOKEN needs at least ${TOKEN_CHARACTERS_MIN} characters when GARRISON_HOST is not this machine alone`,
    );
  return problems;
}

/** The text of `garrison serve --help`. */
export function helpText(): string {
  const rows = (Object.values(SETTINGS) as Setting<unknown>[]).map(
    (definition) =>
      `  ${definition.env.padEnd(28)} ${definition.meaning}${definition.fallback ? ` [${definition.fallback}]` : ''}`,
  );
  return ['Starts the Garrison server. Every setting is an environment variable:', '', ...rows, ''].join('\n');
}

/** The body of docs/configuration.md. */
export function settingsMarkdown(): string {
  const rows = (Object.values(SETTINGS) as Setting<unknown>[]).map(
    ({ env, meaning, fallback }) => `| \`${env}\` | ${meaning} | ${fallback ? `\`${fallback}\`` : ''} |`,
  );
  return [
    '# Configuration',
    '',
    'Every setting of the server is an environment variable; `garrison serve --help` prints this list. All problems are reported at once, before anything starts.',
    '',
    '| variable | meaning | default |',
    '| --- | --- | --- |',
    ...rows,
    '',
    'Beyond this machine (`GARRISON_HOST` other than loopback) the server refuses to start with a first password under 12 characters or a token under 20, and should stand behind TLS.',
    '',
    '## A lost password',
    '',
    'Stop the server, then `GARRISON_DATA=<directory> npx garrison admin reset-password [EMAIL]` in a checkout: it gives the user (by default the first owner) a new password, `GARRISON_ADMIN_PASSWORD` or a random one that is printed once, and ends their sessions. While the server runs it changes nothing and says so.',
    '',
  ].join('\n');
}
