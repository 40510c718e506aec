import type { TextRuleName } from './scrub/text-rules.ts';

/** What one organisation decided about the data that leaves its processes. Plain data: it can be printed, compared, reviewed. */
export interface Policy {
  /** What the organisation calls this state of its policy, at most 64 of letters, digits, `.`, `-`, `_`: the version of its package. */
  readonly version: string;
  readonly sampling: SamplingPolicy;
  readonly noise: NoisePolicy;
  readonly scrubbing: ScrubbingPolicy;
  readonly data: DataPolicy;
  readonly trace: TracePolicy;
  readonly health: HealthPolicy;
  readonly release: ReleasePolicy;
  readonly errors: ErrorPolicy;
  readonly limits: LimitPolicy;
}

/** Fractions are from 0 (none) to 1 (all). */
export interface SamplingPolicy {
  /** Share of traces started here, per environment; `*` is every other environment. */
  readonly traces: Readonly<Record<string, number>>;
  /** Share per route, before the environment's rate; the first that matches wins. */
  readonly routes: readonly RouteRate[];
  /** Share of processes that profile, per environment; needs `@sentry/profiling-node`. */
  readonly profiles: Readonly<Record<string, number>>;
  /** What a service or an operator may ask for lies between these. */
  readonly bounds: Readonly<{ min: number; max: number }>;
  /** Spans of the database, cache, file system and queue clients never start a trace of their own. */
  readonly dropOrphanRoots: boolean;
}

export interface RouteRate {
  /** `GET /checkout`, `/checkout` (any method) or `/admin/*` (everything below it). */
  readonly route: string;
  readonly rate: number;
}

export type Platform = 'node' | 'browser' | 'react-native' | 'python';

/** Known noise, per platform: a pattern that helps a browser may hide a server's true fault. */
export type NoisePolicy = Readonly<Record<Platform, NoiseList>>;

export interface NoiseList {
  /** Regular expressions over `Type: message`; anchored ones are cheap and say what they mean. */
  readonly errors: readonly string[];
  /** Regular expressions over the transaction's name. */
  readonly transactions: readonly string[];
}

export interface ScrubbingPolicy {
  /** Request headers that may leave, lower case. Everything else stays: a deny-list never knows the next header. */
  readonly headers: readonly string[];
  /** Substrings of keys, beside the built-in ones, whose values become `[Filtered]`. */
  readonly keys: readonly string[];
  /** Keys that are never touched although a rule would match them. */
  readonly safeKeys: readonly string[];
  /** What is looked for in text. */
  readonly text: readonly TextRuleName[];
  /** Fields of `user` that may leave. */
  readonly userFields: readonly string[];
  /**
   * Free text, in which rules cannot find every secret: console lines, breadcrumb messages, log bodies, messages. `scrub` applies
   * the text rules; `drop` keeps only what carries no free text (categories, templates, types).
   */
  readonly freeText: 'scrub' | 'drop';
}

/** Categories that an SDK may collect at all. Off means: not collected, which is also the cheapest. */
export interface DataPolicy {
  readonly cookies: boolean;
  readonly requestBodies: boolean;
  readonly queryStrings: boolean;
  readonly clientAddress: boolean;
  readonly databaseQueryData: boolean;
  readonly queueArguments: boolean;
  readonly genAi: boolean;
  readonly graphQl: boolean;
  readonly frameVariables: boolean;
  /** Lines of source around a frame. */
  readonly frameContextLines: number;
}

export interface TracePolicy {
  /** Numeric id; undefined: the DSN's `o<id>.` host, else 1, the id of a self-hosted server's only organisation. */
  readonly organizationId?: number;
  /** Continue only traces of the own organisation: the headers of other callers then neither force nor forbid sampling. */
  readonly strictContinuation: boolean;
  /**
   * Hosts that get trace headers: exact (`localhost`), `*.internal` (any depth), or `<single-label>` for names without a dot, as
   * containers and Kubernetes services have. Other hosts get none.
   */
  readonly ownHosts: readonly string[];
}

export interface HealthPolicy {
  /** Exact paths; a trailing slash and the query do not count. `/health` does not match `/healthcare`. */
  readonly routes: readonly string[];
}

export interface ReleasePolicy {
  /** `{service}` and `{version}` are filled in. */
  readonly format: string;
  /** Environments in which an unknown release is a loud problem. */
  readonly requiredIn: readonly string[];
}

export interface ErrorPolicy {
  /** What becomes of 4xx answers: a counter, or also a sampled warning with a fixed fingerprint. */
  readonly clientErrors: Readonly<{ report: 'count' | 'sample'; sampleRate: number }>;
}

export interface LimitPolicy {
  readonly breadcrumbs: number;
  /** Characters of one string; what is longer is cut. */
  readonly textLength: number;
  readonly depth: number;
  /** Entries of one object or array. */
  readonly breadth: number;
  /** Values of one event that are looked at; what lies beyond is removed. */
  readonly values: number;
  /** Milliseconds that a shutdown may take. */
  readonly shutdownTimeout: number;
}

/** Any part of a policy. What it may loosen, and what not, is decided by `mergePolicy`. */
export type PolicyOverride = { readonly [Part in Exclude<keyof Policy, 'version'>]?: Partial<Policy[Part]> };

/** Majors of `@sentry/node` whose options differ in ways that matter. */
export type NodeMajor = 8 | 9 | 10 | 11;
