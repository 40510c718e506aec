import { createScrubber } from '@garrison/policy';
import type { SentryEvent } from '@garrison/protocol';
import { compilePii, normalizeEvent, type PiiProblem } from './normalize/index.ts';
import type { ProjectSettings } from './stages.ts';

/** What is wrong with advanced scrubbing rules (`relayPiiConfig`). */
export function checkScrubbing(relayPiiConfig: string): readonly PiiProblem[] {
  return compilePii(relayPiiConfig).problems;
}

/** What would be stored of an event that arrived now. */
export function previewScrubbing(
  { organizationId, projectId, scrubbing }: ProjectSettings,
  event: Readonly<Record<string, unknown>>,
  receivedAt: number,
): SentryEvent | undefined {
  return normalizeEvent(
    {
      kind: 'item',
      organizationId,
      projectId,
      keyId: 0,
      type: event['type'] === 'feedback' ? 'feedback' : 'event',
      eventId: null,
      receivedAt,
      sentAt: null,
      client: null,
      remoteAddress: null,
      userAgent: null,
      itemCount: null,
      trace: null,
      headers: {},
      payload: Buffer.from(JSON.stringify(event)),
    },
    {
      scrubber: createScrubber(scrubbing),
      scrubIps: scrubbing.scrubIPAddresses,
      pii: compilePii(...scrubbing.advanced),
      idSeed: 'preview',
    },
  );
}
