import { createScrubber } from '@garrison/policy';
import type { AcceptedItem, SentryEvent } from '@garrison/protocol';
import { acceptedItem, projectSettings } from '../process-fixtures.ts';
import type { ProjectSettings } from '../stages.ts';
import { normalizeEvent } from './normalize-event.ts';
import type { PiiRules } from './pii/index.ts';

export interface NormalizeOptions {
  readonly item?: Partial<Omit<AcceptedItem, 'payload'>>;
  readonly scrubbing?: Partial<ProjectSettings['scrubbing']>;
  readonly pii?: PiiRules;
}

export function normalize(payload: object, options: NormalizeOptions = {}): SentryEvent {
  const { scrubbing } = projectSettings(options.scrubbing);
  const event = normalizeEvent(acceptedItem({ ...options.item, payload }), {
    scrubber: createScrubber(scrubbing),
    scrubIps: scrubbing.scrubIPAddresses,
    pii: options.pii,
    idSeed: '0:0:0',
  });
  if (event === undefined) throw new Error('not an event');
  return event;
}

/** What is said about a place of the event: `_meta` at this path. */
export function remarkAt(event: SentryEvent, ...path: readonly string[]): unknown {
  let node: unknown = event._meta;
  for (const step of [...path, '']) {
    node = typeof node === 'object' && node !== null ? Object.getOwnPropertyDescriptor(node, step)?.value : undefined;
  }
  return node;
}
