import { createHash } from 'node:crypto';
import type { AcceptedItem, SentryEvent } from '@garrison/protocol';
import type { GroupingResult } from './grouping/index.ts';
import type { ProjectSettings } from './stages.ts';

export const RECEIVED_AT = Date.parse('2026-11-24T12:00:00Z');

export function acceptedItem(options: Partial<Omit<AcceptedItem, 'payload'>> & { payload: object }): AcceptedItem {
  const { payload, ...rest } = options;
  return {
    kind: 'item',
    organizationId: 1,
    projectId: 1,
    keyId: 1,
    type: 'event',
    eventId: null,
    receivedAt: RECEIVED_AT,
    sentAt: null,
    client: 'sentry.javascript.node/11.12.0',
    remoteAddress: '203.0.113.7',
    userAgent: null,
    ...rest,
    payload: payload instanceof Uint8Array ? payload : new TextEncoder().encode(JSON.stringify(payload)),
  };
}

export function projectSettings(scrubbing: Partial<ProjectSettings['scrubbing']> = {}): ProjectSettings {
  return {
    organizationId: 1,
    projectId: 1,
    slug: 'api-gateway',
    scrubbing: {
      dataScrubber: true,
      dataScrubberDefaults: true,
      scrubIPAddresses: false,
      sensitiveFields: [],
      safeFields: [],
      ...scrubbing,
    },
    grouping: { configId: 'newstyle:2026-01-20', secondary: null, enhancements: '', fingerprintingRules: '' },
  };
}

/** Groups by message, and fails on one, as nothing real should. */
export const simpleGrouping = {
  group(event: SentryEvent): GroupingResult {
    const message = event.logentry?.formatted ?? '';
    if (message === 'poison') throw new Error('cannot group this');
    return {
      configId: 'test',
      hashes: [createHash('md5').update(message).digest('hex')],
      secondaryHashes: [],
    };
  },
};
