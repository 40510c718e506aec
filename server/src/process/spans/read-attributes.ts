import { FILTERED } from '@garrison/policy';
import { isJsonObject } from '@garrison/protocol';
import type { SpanAttributes } from './span.ts';
import { nameOf, prose, type SpanContext } from './span-context.ts';

const COUNT_MAX = 200;
const KEY_MAX = 200;
const TEXT_MAX = 2048;
const DEPTH_MAX = 4;
const LIST_MAX = 100;
/** Values that are a URL or a query string: their parameters are judged by name. */
const URL_KEY = /(?:^|[._])(?:url|uri|target|query|fragment)(?:[._]|$)|^url\./;
const COOKIE_KEY = /(?:^|[._])(?:set[-_])?cookie$/i;
/** What the SDK writes from constants and ids, beside the organisation's own names that the scrubber knows. */
const OF_THE_SDK = new Set([
  'sentry.op',
  'sentry.origin',
  'sentry.segment.id',
  'sentry.sdk.name',
  'sentry.sdk.version',
]);

/** Keeps what can be searched: texts and numbers, scrubbed by key and by value, bounded in number and length. */
export class AttributeReader {
  readonly #context: SpanContext;
  readonly #texts = new Map<string, string>();
  readonly #numbers = new Map<string, number>();
  #dropped = 0;

  constructor(context: SpanContext) {
    this.#context = context;
  }

  /** A value of any form under its key. What came first stays. */
  add(key: string, value: unknown): void {
    if (value === null || value === undefined || value === '' || this.#texts.has(key) || this.#numbers.has(key)) return;
    if (key === '' || key.length > KEY_MAX || this.#texts.size + this.#numbers.size >= COUNT_MAX) {
      this.#dropped += 1;
      return;
    }
    const name = key.toWellFormed();
    if (typeof value === 'boolean') this.#texts.set(name, String(value));
    else if (this.#context.scrubber.key(key)) this.#texts.set(name, FILTERED);
    else if (typeof value === 'number' && Number.isFinite(value)) this.#numbers.set(name, value);
    else this.#texts.set(name, this.#text(key, value));
  }

  addAll(values: unknown): void {
    if (!isJsonObject(values)) return;
    for (const [key, value] of Object.entries(values)) this.add(key, value);
  }

  remarks(): string[] {
    return this.#dropped === 0 ? [] : [`${this.#dropped} attributes were left out`];
  }

  attributes(): SpanAttributes {
    return { texts: [...this.#texts], numbers: [...this.#numbers] };
  }

  #text(key: string, value: unknown): string {
    if (COOKIE_KEY.test(key)) {
      const cookies = Array.isArray(value) ? value.slice(0, LIST_MAX).map(String).join('; ') : String(value);
      return scrubCookies(cookies, this.#context).slice(0, TEXT_MAX).toWellFormed();
    }
    if (typeof value !== 'string') return JSON.stringify(this.#inner(value, DEPTH_MAX)).slice(0, TEXT_MAX);
    const verdict = this.#context.scrubber.judge(key);
    if (OF_THE_SDK.has(key) || verdict === 'own' || verdict === 'safe') return nameOf(value, TEXT_MAX);
    if (URL_KEY.test(key)) return scrubQuery(prose(value, this.#context, TEXT_MAX), this.#context);
    return this.#full(value);
  }

  #full(value: string): string {
    const text = value.slice(0, TEXT_MAX).toWellFormed();
    return this.#context.scrubber.text(text, 'full')?.text ?? text;
  }

  /** Lists and objects, with the same rules within. */
  #inner(value: unknown, depth: number): unknown {
    if (typeof value === 'string') return this.#full(value);
    if (typeof value !== 'object' || value === null) return value ?? null;
    if (depth === 0) return null;
    if (Array.isArray(value)) return value.slice(0, LIST_MAX).map((one) => this.#inner(one, depth - 1));
    const entries = Object.entries(value).slice(0, LIST_MAX);
    return Object.fromEntries(
      entries.map(([key, one]) => [key, this.#context.scrubber.key(key) ? FILTERED : this.#inner(one, depth - 1)]),
    );
  }
}

/** `?token=abc&page=2` → `?token=[Filtered]&page=2`. */
export function scrubQuery(url: string, { scrubber }: SpanContext): string {
  if (!url.includes('=')) return url;
  return url.replaceAll(/([?&;#]|^)([^?&;#=\s]{1,200})=([^&;#\s]*)/g, (whole, before: string, name: string) =>
    scrubber.key(decoded(name)) ? `${before}${name}=${FILTERED}` : whole,
  );
}

/** `theme=dark; sid=abc` → `theme=dark; sid=[Filtered]`. */
function scrubCookies(cookies: string, { scrubber }: SpanContext): string {
  const scrubbed = cookies.split(';').map((pair) => {
    const [name = ''] = pair.split('=', 1);
    const isSecret = scrubber.cookie(name.trim()) || scrubber.key(name.trim());
    return isSecret && pair.includes('=') ? `${name}=${FILTERED}` : pair;
  });
  return scrubber.text(scrubbed.join(';'), 'replace')?.text ?? scrubbed.join(';');
}

function decoded(name: string): string {
  try {
    return decodeURIComponent(name);
  } catch {
    return name;
  }
}
