import type { EventId } from './ids.ts';
/**
 * The event payload as Sentry's SDKs mean it, after normalisation: every field has the type written here.
 * On the wire any field may hold anything; `server/src/process/normalize` is what turns that into this.
 * Source: Sentry's event payload documentation and recorded requests.
 */
export type Level = 'fatal' | 'error' | 'warning' | 'info' | 'debug';

export interface Frame {
  filename?: string;
  abs_path?: string;
  module?: string;
  package?: string;
  function?: string;
  raw_function?: string;
  lineno?: number;
  colno?: number;
  in_app?: boolean;
  platform?: string;
  context_line?: string;
  pre_context?: string[];
  post_context?: string[];
  vars?: Record<string, unknown>;
  /** Set by symbolication and grouping. */
  data?: Record<string, unknown>;
}

export interface Stacktrace {
  frames: Frame[];
  registers?: Record<string, unknown>;
}

export interface Mechanism {
  type: string;
  handled?: boolean;
  synthetic?: boolean;
  exception_id?: number;
  parent_id?: number;
  is_exception_group?: boolean;
  source?: string;
  data?: Record<string, unknown>;
  meta?: Record<string, unknown>;
}

export interface Exception {
  type?: string;
  value?: string;
  module?: string;
  thread_id?: string | number;
  mechanism?: Mechanism;
  stacktrace?: Stacktrace;
  raw_stacktrace?: Stacktrace;
}

export interface Thread {
  id?: string | number;
  name?: string;
  crashed?: boolean;
  current?: boolean;
  main?: boolean;
  state?: string;
  stacktrace?: Stacktrace;
}

export interface Breadcrumb {
  /** Seconds since the epoch. */
  timestamp?: number;
  type?: string;
  category?: string;
  level?: string;
  message?: string;
  data?: Record<string, unknown>;
}

export interface EventUser {
  id?: string;
  email?: string;
  username?: string;
  name?: string;
  ip_address?: string;
  geo?: Record<string, unknown>;
  data?: Record<string, unknown>;
}

export interface EventRequest {
  url?: string;
  method?: string;
  query_string?: [string, string][];
  headers?: [string, string][];
  cookies?: [string, string][];
  data?: unknown;
  env?: Record<string, unknown>;
  fragment?: string;
}

/** A normalised error event or message. Times are seconds since the epoch, as on the wire. */
export interface SentryEvent {
  event_id: EventId;
  timestamp: number;
  received: number;
  platform: string;
  level: Level;
  type: 'error' | 'default' | 'feedback' | 'csp' | 'hpkp' | 'expectct' | 'expectstaple';
  logger?: string;
  transaction?: string;
  /** The place of the crash in the client's own words (old SDKs). */
  culprit?: string;
  server_name?: string;
  release?: string;
  dist?: string;
  environment?: string;
  logentry?: { message?: string; formatted?: string; params?: unknown };
  exception?: { values: Exception[] };
  /** A stack trace of the event itself (old SDKs). */
  stacktrace?: Stacktrace;
  threads?: { values: Thread[] };
  template?: {
    filename?: string;
    abs_path?: string;
    context_line?: string;
    lineno?: number;
    pre_context?: string[];
    post_context?: string[];
  };
  csp?: Record<string, unknown>;
  hpkp?: Record<string, unknown>;
  expectct?: Record<string, unknown>;
  expectstaple?: Record<string, unknown>;
  breadcrumbs?: { values: Breadcrumb[] };
  user?: EventUser;
  request?: EventRequest;
  contexts?: Record<string, Record<string, unknown>>;
  tags: [string, string][];
  extra?: Record<string, unknown>;
  modules?: Record<string, string>;
  fingerprint?: string[];
  checksum?: string;
  /** By which version of grouping the event got its hashes; written by the server. */
  grouping_config?: { id: string };
  sdk?: {
    name?: string;
    version?: string;
    integrations?: string[];
    packages?: unknown[];
    settings?: Record<string, unknown>;
  };
  debug_meta?: Record<string, unknown>;
  errors?: { type: string; name?: string; value?: unknown; url?: string }[];
  /** Remarks on single values: what was trimmed, removed or wrong. Same shape as on Sentry's API. */
  _meta?: Record<string, unknown>;
}
