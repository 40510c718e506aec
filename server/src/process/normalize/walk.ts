import { FILTERED, type Scrubber, type TextMode } from '@garrison/policy';
import { metaChild, metaNode, mergeRemarks, readClientMeta, writeMeta, type MetaNode, type Remark } from './meta.ts';

interface EventError {
  type: string;
  name?: string;
  value?: unknown;
}

export type ScrubMode = TextMode | 'none';
type Step = string | number;

const REMARKS_MAX = 500;
const ERRORS_MAX = 50;
/** Characters of text an event may keep in all: Sentry's published event limit of 1 MiB. */
const TEXT_MAX = 1024 * 1024;
/** Read beyond a limit before scrubbing, so that a secret across the cut is seen whole. */
const MARGIN = 256;
const NUL = '\u0000';

/** The one walk over one event: where it stands, what it may still keep, and what it has remarked. */
export class Walk {
  readonly scrubber: Scrubber;
  readonly scrubIps: boolean;
  /** Seconds that every time of the event is off: the client's clock against ours. */
  readonly shift: number;
  readonly errors: EventError[] = [];
  /** Characters the free-form value being walked may still take. */
  room = 0;
  /** Above 0 inside a value that a safe field protects. */
  exempt = 0;
  readonly #mayBeIllFormed: boolean;
  readonly #path: Step[] = [];
  #textLeft = TEXT_MAX;
  #remarks = 0;
  #meta: MetaNode | undefined;

  constructor(options: { scrubber: Scrubber; scrubIps: boolean; shift: number; mayBeIllFormed: boolean }) {
    this.scrubber = options.scrubber;
    this.scrubIps = options.scrubIps;
    this.shift = options.shift;
    this.#mayBeIllFormed = options.mayBeIllFormed;
  }

  enter(step: Step): void {
    this.#path.push(step);
  }

  leave(): void {
    this.#path.pop();
  }

  /** `_meta` of the event, on top of what the client sent along. */
  meta(): Record<string, unknown> | undefined {
    return this.#meta === undefined ? undefined : writeMeta(this.#meta);
  }

  keepClientMeta(meta: unknown): void {
    this.#meta = readClientMeta(meta);
  }

  /** Well-formed, scrubbed, at most `max` characters. */
  text(value: string, max: number, mode: ScrubMode): string {
    let text = this.#mayBeIllFormed ? wellFormed(value) : value;
    if (text.length > max + MARGIN) text = cut(text, max + MARGIN);
    if (mode !== 'none' && this.exempt === 0) text = this.#scrub(text, mode);
    const limit = Math.min(max, this.#textLeft);
    const isCut = value.length > max + MARGIN && text !== FILTERED;
    if (text.length > limit || isCut) text = this.#shorten(text, limit, value.length);
    this.#textLeft -= text.length;
    return text;
  }

  key(key: string): string {
    return this.#mayBeIllFormed ? wellFormed(key) : key;
  }

  get mayBeIllFormed(): boolean {
    return this.#mayBeIllFormed;
  }

  /** The field is one of an object named `cookies`, and holds a session. */
  isSessionCookie(key: string): boolean {
    return this.#path.at(-2) === 'cookies' && this.scrubber.cookie(key);
  }

  /** A safe field of the project protects the value that is being walked; `key`: its name, where the path has an index instead. */
  isSafePlace(value: unknown, key?: string): boolean {
    const { safePlace } = this.scrubber;
    if (safePlace === undefined) return false;
    return safePlace(key === undefined ? this.#path : [...this.#path.slice(0, -2), key], value);
  }

  /** What stands in place of a value whose key says that it is a secret. */
  filtered(value: unknown): string {
    const length = typeof value === 'string' ? value.length : undefined;
    this.remark({
      rem: [['@password:filter', 's', 0, FILTERED.length]],
      ...(length === undefined ? {} : { len: length }),
    });
    return FILTERED;
  }

  /** A secret where `[Filtered]` cannot stand. */
  removed(): undefined {
    this.remark({ rem: [['@password:remove', 'x']] });
  }

  /** An address, where the project wants none. */
  removedAddress(): undefined {
    this.remark({ rem: [['@ip:remove', 'x']] });
  }

  /** The value cannot be used: it is left out, and the event says so. */
  invalid(expected: string, value: unknown): undefined {
    this.fail('invalid_data', { reason: `expected ${expected}` }, { value: this.#evidence(value) });
  }

  /** An error about the current place, or about `name` within it. */
  fail(type: string, data: Readonly<Record<string, unknown>>, about: { value?: unknown } = {}): void {
    this.remark({ err: [[type, data]] });
    if (this.errors.length < ERRORS_MAX) {
      this.errors.push({
        type,
        name: this.#path.join('.'),
        ...(about.value === undefined ? {} : { value: about.value }),
      });
    } else if (this.errors.length === ERRORS_MAX) {
      this.errors.push({ type: 'too_many_errors', value: ERRORS_MAX });
    }
  }

  remark(remark: Remark): void {
    if (this.#remarks >= REMARKS_MAX) {
      if (this.#remarks === REMARKS_MAX) this.errors.push({ type: 'too_many_remarks', value: REMARKS_MAX });
      this.#remarks = REMARKS_MAX + 1;
      return;
    }
    this.#remarks += 1;
    this.#meta ??= metaNode();
    let node = this.#meta;
    for (const step of this.#path) node = metaChild(node, String(step));
    node.remark = node.remark === undefined ? remark : mergeRemarks(node.remark, remark);
  }

  #scrub(text: string, mode: TextMode): string {
    const scrubbed = this.scrubber.text(text, mode);
    if (scrubbed === undefined || this.isSafePlace(text)) return text;
    const whole = scrubbed.text === FILTERED;
    this.remark({ rem: [whole ? [scrubbed.rule, 's', 0, FILTERED.length] : [scrubbed.rule, 's']], len: text.length });
    return scrubbed.text;
  }

  #shorten(text: string, limit: number, length: number): string {
    const kept = limit > 3 ? `${cut(text, limit - 3)}...` : '';
    this.remark({ rem: [['!limit', 's', Math.max(0, limit - 3), limit]], len: length });
    return kept;
  }

  /** Short scalars only: the value is shown as it came, so it is scrubbed like any other. */
  #evidence(value: unknown): unknown {
    if (typeof value === 'boolean' || Number.isFinite(value)) return value;
    if (typeof value === 'number') return String(value);
    return typeof value === 'string' ? this.text(value, 200, 'full') : undefined;
  }
}

function wellFormed(text: string): string {
  const whole = text.isWellFormed() ? text : text.toWellFormed();
  return whole.includes(NUL) ? whole.replaceAll(NUL, '\ufffd') : whole;
}

/** At most `length` characters, never half a surrogate pair. */
function cut(text: string, length: number): string {
  const last = text.charCodeAt(length - 1);
  return text.slice(0, last >= 0xd800 && last <= 0xdbff ? length - 1 : length);
}
