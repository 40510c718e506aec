import type { Scrubber } from '@garrison/policy';
import type { AcceptedItem, OrganizationId, ProjectId, SentryEvent } from '@garrison/protocol';
import type { CodeownersOptions, EventRow, FoundOwners, IssueSighting, PayloadRow } from '../store/index.ts';
import type { GroupingResult } from './grouping/index.ts';
import type { PiiRules } from './normalize/index.ts';

/** The stages an error event passes: AcceptedItem → NormalizedEvent → GroupedEvent → EventRows. The type in a signature tells the stage. */
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
  /** Both of the event's rows in one object: each table takes the fields that it has. */
  readonly row: EventRow & PayloadRow;
  readonly sighting: IssueSighting;
}

/** The settings of a project in the form that processing needs: rules are parsed and compiled once per version of the settings. */
export interface ProjectRules {
  readonly organizationId: OrganizationId;
  readonly scrubber: Scrubber;
  readonly scrubIps: boolean;
  /** The project's advanced scrubbing rules; most projects have none. */
  readonly pii?: PiiRules;
  /** Also marks the event's frames (`in_app`, category). Never throws. */
  readonly grouping: { group(event: SentryEvent): GroupingResult };
  /** Whom the ownership rules name. */
  findOwners(event: SentryEvent): FoundOwners;
}

/** What processing needs to know of a project; read through a cache, refreshed when the relational store changes. */
export interface ProjectSettings {
  readonly organizationId: OrganizationId;
  readonly projectId: ProjectId;
  readonly slug: string;
  /** Sentry's option names. */
  readonly scrubbing: {
    readonly dataScrubber: boolean;
    readonly dataScrubberDefaults: boolean;
    readonly scrubIPAddresses: boolean;
    readonly sensitiveFields: readonly string[];
    readonly safeFields: readonly string[];
    /** Advanced rules (`relayPiiConfig`: JSON), where there are any. */
    readonly advanced: readonly string[];
  };
  readonly grouping: {
    readonly configId: string;
    /** During a transition: the config before, for events received before `until` (ms). */
    readonly secondary: { readonly configId: string; readonly until: number } | null;
    readonly enhancements: string;
    readonly fingerprintingRules: string;
  };
  readonly ownership: {
    /** Ownership rules as they were written. */
    readonly raw: string;
    readonly codeowners: CodeownersOptions;
    /** An event that no rule matches is owned by the project's first team; false: it has no owner. */
    readonly fallthrough: boolean;
    /** New issues are assigned to their owner. */
    readonly autoAssign: boolean;
  };
}
