/** The parts of Sentry's API objects that the pages read. Names and nullability: Sentry's OpenAPI document. */
export type Level = 'fatal' | 'error' | 'warning' | 'info' | 'debug' | 'sample' | 'unknown';
export type IssueStatus = 'unresolved' | 'resolved' | 'ignored';

export interface Actor {
  readonly type: 'user' | 'team';
  readonly id: string;
  readonly name: string;
  readonly email?: string;
}

/** `[seconds, count]`; null is “not known”, which is not 0. */
export type Point = readonly [number, number | null];

export interface ProjectRef {
  readonly id: string;
  readonly slug: string;
  readonly name: string;
  readonly platform?: string | null;
}

export interface StatusDetails {
  readonly ignoreCount?: number;
  readonly ignoreUntil?: string;
  readonly ignoreUserCount?: number;
  readonly inRelease?: string;
  readonly inNextRelease?: boolean;
}

export interface Issue {
  readonly id: string;
  readonly shortId: string;
  readonly title: string;
  readonly culprit: string | null;
  readonly level: Level;
  readonly status: IssueStatus;
  readonly substatus: string | null;
  readonly statusDetails: StatusDetails;
  readonly platform: string | null;
  readonly priority: string | null;
  readonly project: ProjectRef;
  readonly metadata: Readonly<Record<string, unknown>>;
  readonly numComments: number;
  readonly userReportCount?: number;
  readonly assignedTo: Actor | null;
  readonly isUnhandled?: boolean;
  readonly hasSeen: boolean;
  readonly count: string;
  readonly userCount: number;
  readonly firstSeen: string | null;
  readonly lastSeen: string | null;
  readonly stats: Readonly<Record<string, readonly Point[]>>;
}

export interface Person {
  readonly id: string;
  readonly name: string;
  readonly email?: string;
}

export interface Activity {
  readonly id: string;
  readonly type: string;
  readonly user: Person | null;
  readonly data: Readonly<Record<string, unknown>>;
  readonly dateCreated: string;
}

export interface ReleaseRef {
  readonly version: string;
  readonly shortVersion?: string;
  readonly dateCreated?: string | null;
}

export interface IssueDetail extends Issue {
  readonly activity: readonly Activity[];
  readonly seenBy: readonly Person[];
  readonly firstRelease?: ReleaseRef | null;
  readonly lastRelease?: ReleaseRef | null;
}

export interface Frame {
  readonly filename?: string | null;
  readonly absPath?: string | null;
  readonly module?: string | null;
  readonly package?: string | null;
  readonly platform?: string | null;
  readonly function?: string | null;
  readonly rawFunction?: string | null;
  readonly lineNo?: number | null;
  readonly colNo?: number | null;
  readonly inApp: boolean;
  /** `[line number, source]` around the failing line. */
  readonly context?: readonly (readonly [number, string | null])[] | null;
  readonly vars?: Readonly<Record<string, unknown>> | null;
}

export interface Stacktrace {
  readonly frames: readonly Frame[] | null;
  readonly framesOmitted?: readonly [number, number] | null;
}

export interface Mechanism {
  readonly type?: string | null;
  readonly handled?: boolean | null;
  readonly exception_id?: number | null;
  readonly parent_id?: number | null;
  readonly source?: string | null;
  readonly data?: Readonly<Record<string, unknown>> | null;
}

export interface ExceptionValue {
  readonly type: string | null;
  readonly value: string | null;
  readonly module?: string | null;
  readonly mechanism?: Mechanism | null;
  readonly stacktrace?: Stacktrace | null;
  readonly rawStacktrace?: Stacktrace | null;
}

export interface ThreadValue {
  readonly id?: string | number | null;
  readonly name?: string | null;
  readonly crashed?: boolean | null;
  readonly current?: boolean | null;
  readonly stacktrace?: Stacktrace | null;
}

export interface Breadcrumb {
  readonly type?: string | null;
  readonly category?: string | null;
  readonly level?: string | null;
  readonly message?: string | null;
  readonly timestamp?: string | null;
  readonly data?: Readonly<Record<string, unknown>> | null;
}

export type Pairs = readonly (readonly [string, string])[];

export interface RequestData {
  readonly method?: string | null;
  readonly url?: string | null;
  readonly query?: Pairs | string | null;
  readonly fragment?: string | null;
  readonly headers?: Pairs | null;
  readonly cookies?: Pairs | null;
  readonly data?: unknown;
  readonly env?: Readonly<Record<string, unknown>> | null;
}

export type Entry =
  | { readonly type: 'exception'; readonly data: { readonly values: readonly ExceptionValue[] | null } }
  | { readonly type: 'threads'; readonly data: { readonly values: readonly ThreadValue[] | null } }
  | { readonly type: 'stacktrace'; readonly data: Stacktrace }
  | { readonly type: 'breadcrumbs'; readonly data: { readonly values: readonly Breadcrumb[] | null } }
  | { readonly type: 'request'; readonly data: RequestData }
  | {
      readonly type: 'message';
      readonly data: {
        readonly formatted?: string | null;
        readonly message?: string | null;
        readonly params?: unknown;
      };
    }
  | {
      readonly type: 'csp' | 'hpkp' | 'expectct' | 'expectstaple' | 'template';
      readonly data: Readonly<Record<string, unknown>>;
    };

export interface EventTag {
  readonly key: string;
  readonly value: string | null;
}

export interface EventUser {
  readonly id?: string | null;
  readonly email?: string | null;
  readonly username?: string | null;
  readonly name?: string | null;
  readonly ip_address?: string | null;
  readonly geo?: Readonly<Record<string, unknown>> | null;
  readonly data?: Readonly<Record<string, unknown>> | null;
}

export interface UserReport {
  readonly id?: string;
  readonly eventID?: string | null;
  readonly name: string | null;
  readonly email: string | null;
  readonly comments: string | null;
  readonly dateCreated?: string | null;
}

export interface EventDetail {
  readonly id: string;
  readonly eventID: string;
  readonly groupID: string | null;
  readonly projectID: string;
  readonly title: string;
  readonly message: string | null;
  readonly culprit?: string | null;
  readonly location?: string | null;
  readonly platform: string;
  readonly type?: string;
  readonly dateCreated?: string;
  readonly dateReceived: string | null;
  readonly size: number | null;
  readonly entries: readonly Entry[];
  readonly contexts: Readonly<Record<string, Readonly<Record<string, unknown>> | null>> | null;
  readonly context: Readonly<Record<string, unknown>> | null;
  readonly packages: Readonly<Record<string, string>>;
  readonly tags: readonly EventTag[];
  readonly user: EventUser | null;
  readonly sdk: { readonly name?: string | null; readonly version?: string | null } | null;
  readonly release: ReleaseRef | null;
  readonly dist: string | null;
  readonly errors: readonly {
    readonly type?: string;
    readonly message?: string;
    readonly data?: Readonly<Record<string, unknown>>;
  }[];
  readonly metadata: Readonly<Record<string, unknown>>;
  readonly _meta: Readonly<Record<string, unknown>>;
  readonly fingerprints?: readonly string[];
  readonly groupingConfig?: { readonly id?: string } | null;
  readonly userReport: UserReport | null;
  readonly nextEventID: string | null;
  readonly previousEventID: string | null;
}

export interface EventSummary {
  readonly id: string;
  readonly eventID: string;
  readonly title: string;
  readonly message: string | null;
  readonly dateCreated: string;
  readonly user: EventUser | null;
  readonly tags: readonly EventTag[];
}

export interface TagValue {
  readonly name: string;
  readonly value: string | null;
  readonly count: number | null;
}

export interface TagKey {
  readonly key: string;
  readonly name: string;
  readonly totalValues?: number | null;
  readonly uniqueValues?: number | null;
  readonly topValues?: readonly TagValue[] | null;
}

export interface Attachment {
  readonly id: string;
  readonly name: string;
  readonly size: number;
  readonly mimetype?: string | null;
  readonly type?: string;
}

export interface IssueHash {
  readonly id: string;
}

export interface Project extends ProjectRef {
  readonly dateCreated: string;
  readonly firstEvent: string | null;
  readonly teams?: readonly { readonly id: string; readonly slug: string; readonly name: string }[];
  readonly isMember?: boolean;
}

export interface ProjectDetail extends Project {
  readonly groupingEnhancements?: string;
  readonly fingerprintingRules?: string;
  readonly groupingConfig?: string;
}

export interface Team {
  readonly id: string;
  readonly slug: string;
  readonly name: string;
  readonly isMember?: boolean;
}

export interface Member {
  readonly id: string;
  readonly email: string;
  readonly name: string;
  readonly user?: { readonly id: string; readonly name: string; readonly email: string } | null;
}

export interface ProjectKey {
  readonly id: string;
  readonly name: string;
  readonly label: string;
  readonly public: string | null;
  readonly isActive: boolean;
  readonly rateLimit: { readonly window: number; readonly count: number } | null;
  readonly dsn: { readonly public: string };
  readonly dateCreated: string | null;
}

export interface OutcomeGroup {
  readonly by: Readonly<Record<string, string | number>>;
  readonly totals: Readonly<Record<string, number>>;
  readonly series: Readonly<Record<string, readonly (number | null)[]>>;
}

export interface OutcomeStats {
  readonly start: string;
  readonly end: string;
  readonly intervals: readonly string[];
  readonly groups: readonly OutcomeGroup[];
}
