import { createHash } from 'node:crypto';
import type { AcceptedItem, SentryEvent } from '@garrison/protocol';
import type { GroupingResult } from './grouping/index.ts';
import { SIGNALS } from './signals/all.ts';
import type { Produced } from './signals/signal.ts';
import type { EventRows, ProjectRules, ProjectSettings } from './stages.ts';

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
    itemCount: null,
    trace: null,
    headers: {},
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
      advanced: [],
      ...scrubbing,
    },
    grouping: { configId: 'newstyle:2026-01-20', secondary: null, enhancements: '', fingerprintingRules: '' },
    ownership: { raw: '', codeowners: { files: [], names: [] }, fallthrough: true, autoAssign: true },
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

/** What the server's signals make of one item, with nothing loaded. */
export function processItem(item: AcceptedItem, rules: ProjectRules, decidedHash?: string): Produced {
  const signal = SIGNALS.find(({ items }) => items.includes(item.type));
  if (signal === undefined) throw new Error(`no signal takes ${item.type}`);
  return signal.process(item, { rules, idSeed: '0:0:0', decidedHash }, { get: () => undefined });
}

export function rowsOfEvent({ rows, sighting, endings }: Produced): EventRows {
  const row = rows.events?.[0];
  if (row === undefined || sighting === undefined) throw new Error(`no event: ${JSON.stringify(endings)}`);
  return { row: { ...row, payload: rows.payloads?.[0]?.payload ?? '' }, sighting };
}
