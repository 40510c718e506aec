import { createHash } from 'node:crypto';
import { type AcceptedItem, isJsonObject, type SentryEvent } from '@garrison/protocol';
import type { Scrubber } from '@garrison/policy';
import { EVENT_RULES, resolveAliases, UNUSED_FIELDS } from './event-rules.ts';
import { applyPii, type PiiRules } from './pii/index.ts';
import { readJson } from './read-json.ts';
import { apply, type Bag } from './rules.ts';
import { clockShift } from './time.ts';
import { Walk } from './walk.ts';
import { DAY_SECONDS } from '../../durations.ts';

export interface NormalizeContext {
  readonly scrubber: Scrubber;
  readonly scrubIps: boolean;
  /** Advanced rules, applied last. */
  readonly pii?: PiiRules | undefined;
  /** What an event without an id gets its id from; the same again when the log is read again. */
  readonly idSeed: string;
}

const RULES = Object.entries(EVENT_RULES);
const FUTURE_MAX_S = 60;
const PAST_MAX_S = 30 * DAY_SECONDS;

/** Parses, normalises, trims and scrubs in one walk; undefined when the payload is not a JSON object. */
export function normalizeEvent(item: AcceptedItem, context: NormalizeContext): SentryEvent | undefined {
  const json = readJson(item.payload);
  if (json === undefined || !isJsonObject(json.value)) return undefined;
  const event = json.value;
  const walk = new Walk({
    scrubber: context.scrubber,
    scrubIps: context.scrubIps,
    shift: clockShift(item.sentAt, item.receivedAt),
    mayBeIllFormed: json.mayBeIllFormed,
  });
  walk.keepClientMeta(event['_meta']);
  const asFeedback = item.type === 'feedback' || event['type'] === 'feedback';
  resolveAliases(event);
  dropUnknown(event, walk);
  for (const [key, rule] of RULES) {
    if (event[key] !== undefined) apply(event, key, { rule, walk });
  }
  event['event_id'] = item.eventId ?? event['event_id'] ?? createHash('md5').update(context.idSeed).digest('hex');
  event['type'] = typeOf(event, asFeedback);
  event['platform'] ??= 'other';
  event['level'] ??= event['type'] === 'feedback' ? 'info' : 'error';
  settleTime(event, item, walk);
  settleUser(event, item, walk);
  settleTags(event);
  if (walk.errors.length > 0)
    event['errors'] = [...(Array.isArray(event['errors']) ? event['errors'] : []), ...walk.errors];
  if (context.pii !== undefined) applyPii(event, context.pii, walk);
  const meta = walk.meta();
  if (meta !== undefined) event['_meta'] = meta;
  // The rules have given every field of the table its type: from here on it is an event.
  return event as unknown as SentryEvent;
}

function dropUnknown(event: Bag, walk: Walk): void {
  for (const key of Object.keys(event)) {
    if (Object.hasOwn(EVENT_RULES, key)) continue;
    delete event[key];
    if (UNUSED_FIELDS.has(key)) continue;
    walk.enter(walk.text(key, 200, 'none'));
    walk.fail('invalid_attribute', { reason: 'unknown field' });
    walk.leave();
  }
}

function typeOf(event: Bag, asFeedback: boolean): SentryEvent['type'] {
  if (asFeedback) return 'feedback';
  if (event['csp'] !== undefined) return 'csp';
  if (event['hpkp'] !== undefined) return 'hpkp';
  if (event['expectct'] !== undefined) return 'expectct';
  if (event['expectstaple'] !== undefined) return 'expectstaple';
  return event['exception'] === undefined ? 'default' : 'error';
}

/** A time that cannot be is replaced by ours: it would be stored where nobody looks for it. */
function settleTime(event: Bag, item: AcceptedItem, walk: Walk): void {
  const received = item.receivedAt / 1000;
  event['received'] = received;
  const given = event['timestamp'];
  if (typeof given !== 'number') {
    event['timestamp'] = received;
    return;
  }
  walk.enter('timestamp');
  if (walk.shift !== 0) walk.remark({ err: [['clock_drift', { shift: walk.shift }]] });
  const off =
    given - received > FUTURE_MAX_S ? 'future_timestamp' : received - given > PAST_MAX_S ? 'past_timestamp' : '';
  if (off !== '') {
    walk.fail(off, { reason: 'replaced by the time of receipt' }, { value: given });
    event['timestamp'] = received;
  }
  walk.leave();
}

/**
 * `{{auto}}` stands for the address that the request came from; SDKs since 10.4 ask for it by `infer_ip` instead,
 * and `never` forbids it either way.
 */
function settleUser(event: Bag, item: AcceptedItem, walk: Walk): void {
  const user = isJsonObject(event['user']) ? event['user'] : undefined;
  const settings = isJsonObject(event['sdk']) && isJsonObject(event['sdk']['settings']) ? event['sdk']['settings'] : {};
  const infer = settings['infer_ip'];
  const given = user?.['ip_address'];
  const wanted = given === '{{auto}}' || (given === undefined && infer === 'auto');
  if (!wanted) return;
  const address = infer === 'never' || walk.scrubIps ? null : item.remoteAddress;
  if (address !== null) {
    if (user === undefined) event['user'] = { ip_address: address };
    else user['ip_address'] = address;
  } else if (user !== undefined) {
    delete user['ip_address'];
  }
}

/** Fields that events carry themselves are not tags as well; an environment given as a tag is one. */
const RESERVED_TAGS: ReadonlySet<string> = new Set(['dist', 'environment', 'level', 'release', 'transaction', 'user']);

function settleTags(event: Bag): void {
  const tags: [string, string][] = Array.isArray(event['tags']) ? event['tags'] : [];
  event['tags'] = tags.filter(([key, value]) => {
    if (!RESERVED_TAGS.has(key)) return true;
    if (key === 'environment' || key === 'release' || key === 'dist') event[key] ??= value;
    return false;
  });
}
