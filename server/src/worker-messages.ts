import type { Cursor, EventsAddress, CountedIssue } from './store/index.ts';

/** What the main thread and the processing thread say to each other. */
export interface WorkerSettings {
  readonly logDirectory: string;
  readonly blobDirectory: string;
  readonly sqlitePath: string;
  readonly events: EventsAddress;
  readonly logLevel: string;
}

export interface Health {
  readonly ok: boolean;
  readonly detail?: string;
}

export type ToWorker =
  | { readonly kind: 'wake'; readonly end: Cursor }
  | { readonly kind: 'health' }
  | { readonly kind: 'close' };

export type FromWorker =
  | { readonly kind: 'ready' }
  | { readonly kind: 'counted'; readonly issues: readonly CountedIssue[] }
  | { readonly kind: 'health'; readonly health: Health }
  | { readonly kind: 'closed'; readonly problem?: string };
