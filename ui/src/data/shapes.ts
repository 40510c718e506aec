import type { Answer, components } from '@garrison/api-client';

type Schemas = components['schemas'];

export type IssueChange = Schemas['IssueUpdate'];

/** The document says “text” where these words stand. */
interface IssueState {
  readonly status: 'unresolved' | 'resolved' | 'ignored';
  readonly substatus: NonNullable<IssueChange['substatus']> | null;
}

export type Issue = Omit<Schemas['Issue'], keyof IssueState> & IssueState;
export type IssueDetail = Omit<Schemas['IssueDetail'], keyof IssueState> & IssueState;
export type IssueHash = Answer<'/api/0/organizations/{org}/issues/{issue}/hashes/', 'get'>[number];
export type Unmerged = Answer<'/api/0/organizations/{org}/issues/{issue}/hashes/', 'put'>;
export type Activity = Schemas['Activity'];
export type EventSummary = Schemas['EventSummary'];
export type EventTag = EventSummary['tags'][number];
export type UserReport = Schemas['UserReport'];
export type TagCount = Answer<'/api/0/organizations/{org}/issues/{issue}/tags/', 'get'>[number];
export type TagKey = Answer<'/api/0/organizations/{org}/tags/', 'get'>[number];
export type TagValue = Answer<'/api/0/organizations/{org}/tags/{key}/values/', 'get'>[number];
export type Attachment = Answer<'/api/0/projects/{org}/{project}/events/{event}/attachments/', 'get'>[number];
export type Project = Schemas['Project'];
export type ProjectDetail = Schemas['ProjectDetail'];
export type ProjectKey = Schemas['Key'];
export type Team = Schemas['Team'];
export type Member = Schemas['Member'];
export type OutcomeStats = Answer<'/api/0/organizations/{org}/stats_v2/', 'get'>;

/** `[seconds, count]`; null is “not known”, which is not 0. */
export type Point = readonly [number, number | null];

/** A series as the document has it (lists of numbers), read as points. */
export function points(series: readonly (readonly number[])[] | undefined): readonly Point[] {
  return (series ?? []).map(([time = 0, value]) => [time, value ?? null]);
}

/** An event whose parts are named below: the document leaves open what the protocol describes. */
export interface EventDetail extends Omit<Schemas['Event'], 'entries' | 'contexts' | 'release'> {
  readonly contexts: Readonly<Record<string, Readonly<Record<string, unknown>> | null>> | null;
  readonly release: { readonly version: string } | null;
  readonly entries: readonly Entry[];
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
  /** Of native code: where it was in memory, as `0x…`. */
  readonly instructionAddr?: string | null;
  readonly symbolAddr?: string | null;
  /** How the frame was found: `cfi`, `fp`, `scan` … */
  readonly trust?: string | null;
}

/** A binary that was loaded: of native code. */
export interface DebugImage {
  readonly type?: string | null;
  readonly code_file?: string | null;
  readonly debug_file?: string | null;
  readonly debug_id?: string | null;
  readonly code_id?: string | null;
  readonly arch?: string | null;
  readonly image_addr?: string | null;
  readonly image_size?: number | null;
}

export interface Stacktrace {
  readonly frames: readonly Frame[] | null;
  readonly framesOmitted?: readonly [number, number] | null;
  readonly registers?: Readonly<Record<string, unknown>> | null;
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
  readonly threadId?: string | number | null;
  readonly stacktrace?: Stacktrace | null;
  readonly rawStacktrace?: Stacktrace | null;
}

export interface ThreadValue {
  readonly id?: string | number | null;
  readonly name?: string | null;
  readonly crashed?: boolean | null;
  readonly current?: boolean | null;
  readonly state?: string | null;
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
  | { readonly type: 'debugmeta'; readonly data: { readonly images: readonly DebugImage[] | null } }
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
