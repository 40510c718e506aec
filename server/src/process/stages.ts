import type { AcceptedItem, SentryEvent } from '@garrison/protocol';
import type { EventRow, IssueSighting } from '../store/index.ts';
import type { GroupingResult } from './grouping/index.ts';

/**
 * The stages an error event passes: AcceptedItem → NormalizedEvent → GroupedEvent → EventRows.
 * A signature with one of these names says where you are.
 */
export interface NormalizedEvent {
  readonly item: AcceptedItem;
  readonly event: SentryEvent;
}

export interface GroupedEvent extends NormalizedEvent {
  readonly grouping: GroupingResult;
  readonly title: string;
  readonly culprit: string;
  /** What the issue list shows: {type, value, filename, function} for errors, {title} for messages. */
  readonly metadata: Readonly<Record<string, unknown>>;
}

export interface EventRows {
  readonly row: EventRow;
  readonly sighting: IssueSighting;
}

/** What processing needs to know of a project; read through a cache, refreshed when the relational store changes. */
export interface ProjectSettings {
  readonly organizationId: number;
  readonly projectId: number;
  readonly slug: string;
  /** Sentry's option names. */
  readonly scrubbing: {
    readonly dataScrubber: boolean;
    readonly dataScrubberDefaults: boolean;
    readonly scrubIPAddresses: boolean;
    readonly sensitiveFields: readonly string[];
    readonly safeFields: readonly string[];
  };
  readonly grouping: {
    readonly configId: string;
    /** During a transition: the config before, for events received before `until` (ms). */
    readonly secondary: { readonly configId: string; readonly until: number } | null;
    readonly enhancements: string;
    readonly fingerprintingRules: string;
  };
}
