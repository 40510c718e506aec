import type { Place } from '@garrison/policy';

/**
 * Which rules may change a value. `open`: any rule whose selector fits. `specific`: structure and names, which only a selector that
 * names a field may mean, so that `$string` or `**` leave an event readable. `never`: what the event is kept by.
 */
export type Protection = 'open' | 'specific' | 'never';

const set = (words: string): ReadonlySet<unknown> => new Set(words.split(' '));

const NEVER = set('event_id timestamp received platform level type _meta grouping_config');
const TOP = set(
  'release environment dist logger server_name transaction culprit fingerprint checksum sdk debug_meta modules',
);
const HOLDERS = set('exception threads breadcrumbs stacktrace tags request user contexts logentry template extra');
const WITH_LISTS = set('exception threads breadcrumbs stacktrace');
const LISTS = set('values stacktrace raw_stacktrace frames');
const FRAME = set(
  'filename abs_path module package function raw_function lineno colno in_app platform instruction_addr symbol_addr data',
);
const EXCEPTION = set('type module thread_id mechanism');
const THREAD = set('id name state crashed current main');
const BREADCRUMB = set('timestamp type category level');
const TRACE = set('trace_id span_id parent_span_id op origin status type');
const OWN_TAGS = set('service team transaction route release environment logger server_name');
const ITEMS: Readonly<Record<string, ReadonlySet<unknown>>> = {
  exception: EXCEPTION,
  threads: THREAD,
  breadcrumbs: BREADCRUMB,
};

export function protectionOf(place: Place): Protection {
  const [top, second, third, fourth] = place;
  if (NEVER.has(top)) return 'never';
  if (TOP.has(top) || (place.length === 1 && HOLDERS.has(top))) return 'specific';
  if (WITH_LISTS.has(top) && isListOrItem(place)) return 'specific';
  if (place.at(-3) === 'frames' && typeof place.at(-2) === 'number' && FRAME.has(place.at(-1))) return 'specific';
  if (second === 'values' && typeof third === 'number' && typeof top === 'string' && Object.hasOwn(ITEMS, top)) {
    return ITEMS[top]?.has(fourth) === true ? 'specific' : 'open';
  }
  if (top === 'contexts') return second === 'trace' && TRACE.has(third) ? 'specific' : 'open';
  if (top === 'errors') return third === 'value' ? 'open' : 'never';
  if (top === 'request' && second === 'method') return 'specific';
  return top === 'tags' && OWN_TAGS.has(second) ? 'specific' : 'open';
}

/** The lists that an event is made of, and the items of them. */
function isListOrItem(place: Place): boolean {
  const last = place.at(-1);
  return LISTS.has(typeof last === 'number' ? place.at(-2) : last);
}
