import { createHash } from 'node:crypto';

import type { Exception, Frame, SentryEvent } from '@garrison/protocol';

import { type Grouping, type GroupingOptions, createGrouping } from './create-grouping.ts';

/** For tests: an event with nothing to group by but what the test gives it. */
export function errorEvent(fields: Partial<SentryEvent>): SentryEvent {
  return {
    event_id: '9c0bd3f1f0cf4e5a8b3c5b1a2d3e4f50',
    timestamp: 1_790_000_000,
    received: 1_790_000_001,
    platform: 'python',
    level: 'error',
    type: 'error',
    tags: [],
    ...fields,
  };
}

/** For tests: the current version without rules of a project, unless the test gives some. */
export function groupingOf(options: Partial<GroupingOptions> = {}): Grouping {
  return createGrouping({
    configId: 'newstyle:2026-01-20',
    secondary: null,
    enhancements: '',
    fingerprintingRules: '',
    ...options,
  });
}

/** For tests: what Sentry does with leaves, by another implementation of md5 than the product calls. */
export function md5(...leaves: string[]): string {
  return createHash('md5').update(leaves.join('')).digest('hex');
}

/** For tests: the hashes of an event, in order. */
export function hashes(fields: Partial<SentryEvent>, configId = 'newstyle:2026-01-20'): readonly string[] {
  return groupingOf({ configId }).group(errorEvent(fields)).hashes;
}

/** For tests: leaves `<name>.py` and `<name>`. */
export function frame(name: string, inApp: boolean): Frame {
  return { filename: `${name}.py`, function: name, in_app: inApp };
}

/** For tests: an event of one exception. */
export function failing(exception: Exception): Partial<SentryEvent> {
  return { exception: { values: [exception] } };
}
