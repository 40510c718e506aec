import { isJsonObject } from './json.ts';
import { DATA_CATEGORIES, type DataCategory } from './outcome.ts';

/** What a client says it threw away before sending. */
export interface Discarded {
  readonly category: DataCategory;
  /** The client's word, e.g. `before_send`, `sample_rate`. */
  readonly reason: string;
  readonly quantity: number;
}

/** Distinct (category, reason) pairs of one report. SDKs know about fifteen reasons; what is beyond is added up as `other`. */
const PAIRS_MAX = 64;
const REASON = /^[\w.:-]{1,64}$/;
const OTHER = 'other';

const decoder = new TextDecoder();

/**
 * `{timestamp, discarded_events: [{reason, category, quantity}]}` as counts, one per category and reason. Undefined when the payload is not
 * such an object. An entry without a positive whole quantity says nothing and is left out; a category that we do not know counts as
 * `default`, a reason that is no short word as `other`.
 */
export function parseClientReport(payload: Uint8Array): readonly Discarded[] | undefined {
  const entries = discardedEvents(payload);
  if (entries === undefined) return undefined;
  const counts = new Map<string, Discarded>();
  for (const entry of entries) {
    const discarded = parseEntry(entry);
    if (discarded === undefined) continue;
    const known = counts.has(`${discarded.category} ${discarded.reason}`);
    const reason = known || counts.size < PAIRS_MAX ? discarded.reason : OTHER;
    const key = `${discarded.category} ${reason}`;
    counts.set(key, { ...discarded, reason, quantity: discarded.quantity + (counts.get(key)?.quantity ?? 0) });
  }
  return [...counts.values()];
}

function discardedEvents(payload: Uint8Array): readonly unknown[] | undefined {
  try {
    const report: unknown = JSON.parse(decoder.decode(payload));
    if (!isJsonObject(report)) return undefined;
    const entries: unknown = 'discarded_events' in report ? report['discarded_events'] : [];
    return Array.isArray(entries) ? entries : undefined;
  } catch {
    // Not JSON: the caller counts it as invalid.
    return undefined;
  }
}

function parseEntry(entry: unknown): Discarded | undefined {
  if (!isJsonObject(entry)) return undefined;
  const { category, reason, quantity }: { category?: unknown; reason?: unknown; quantity?: unknown } = entry;
  if (typeof quantity !== 'number' || !Number.isInteger(quantity) || quantity <= 0 || quantity > QUANTITY_MAX)
    return undefined;
  return {
    category: DATA_CATEGORIES.find((known) => known === category) ?? 'default',
    reason: typeof reason === 'string' && REASON.test(reason) ? reason : OTHER,
    quantity,
  };
}

/** No client drops more between two reports; keeps sums exact. */
const QUANTITY_MAX = 1e9;
