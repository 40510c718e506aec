import { readJson } from '../../normalize/index.ts';
import { readSpanContainer } from '../../spans/read-span-container.ts';
import { readSpanItem } from '../../spans/read-span-item.ts';
import { unreadable } from '../endings.ts';
import type { Signal } from '../signal.ts';
import { toProduced } from './span-rows.ts';

/** Streamed spans in containers, and single spans that browsers send for web vitals. */
export const spans: Signal = {
  name: 'spans',
  items: ['span'],
  process(item, { rules, idSeed }) {
    const payload = readJson(item.payload)?.value;
    const { scrubber, scrubIps } = rules;
    const context = { item, traceHeader: item.trace, scrubber, scrubIps, idSeed };
    const read = readSpanContainer(payload, context) ?? readSpanItem(payload, context);
    return read === undefined ? unreadable(item) : toProduced(read, item);
  },
};
