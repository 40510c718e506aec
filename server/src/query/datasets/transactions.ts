import type { Dataset } from './dataset.ts';
import { spans } from './spans.ts';

/** The root spans of services: transactions, and the segments of SDKs that stream spans. */
export const transactions: Dataset = {
  ...spans,
  name: 'transactions',
  condition: 'is_segment = 1',
  fields: new Map([...spans.fields, ['title', { type: 'text', sql: 'segment_name' }]]),
  text: 'segment_name',
};
