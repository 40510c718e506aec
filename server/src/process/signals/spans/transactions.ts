import { normalizeEventId, OUTCOME_REASONS } from '@garrison/protocol';
import { readJson } from '../../normalize/index.ts';
import { readTransaction } from '../../spans/read-transaction.ts';
import { ACCEPTED, endingsOf, refused, unreadable } from '../endings.ts';
import type { Signal } from '../signal.ts';
import { toProduced } from './span-rows.ts';

/** Transactions with their spans, as SDKs send them that do not stream spans. */
export const transactions: Signal = {
  name: 'transactions',
  items: ['transaction'],
  uniqueIn: 'spans',
  process(item, { rules, idSeed }) {
    const payload = readJson(item.payload)?.value;
    const { scrubber, scrubIps } = rules;
    const read = readTransaction(payload, { item, traceHeader: item.trace, scrubber, scrubIps, idSeed });
    if (read === undefined) return unreadable(item);
    const [problem] = read.problems;
    if (read.spans.length === 0) return refused(item, OUTCOME_REASONS.invalidTimestamp, problem?.detail);
    const own: unknown = typeof payload === 'object' && payload !== null ? Reflect.get(payload, 'event_id') : undefined;
    const eventId = item.eventId ?? normalizeEventId(own) ?? undefined;
    return toProduced(read, item, {
      endings: endingsOf(item, ACCEPTED),
      ...(eventId === undefined ? {} : { eventId }),
    });
  },
};
