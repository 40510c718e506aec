import type { SentryEvent } from '@garrison/protocol';

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
    secondaryConfigId: null,
    enhancements: '',
    fingerprintingRules: '',
    ...options,
  });
}
