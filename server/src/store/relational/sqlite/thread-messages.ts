import type { StatementResult } from './statements.ts';

/** What a thread is opened with. */
export interface ThreadSettings {
  readonly path: string;
  readonly readsOnly: boolean;
}

/** `close` comes last. */
export type ToThread = { readonly id: number; readonly sql: string; readonly parameters: readonly unknown[] } | 'close';

export type FromThread =
  | { readonly kind: 'ready' }
  | { readonly kind: 'done'; readonly id: number; readonly result: StatementResult }
  | { readonly kind: 'failed'; readonly id: number; readonly failure: Failure };

/** Of an error, what a message keeps: a clone of the error itself loses its code. */
export interface Failure {
  readonly message: string;
  readonly code: string | undefined;
}
