import { useMemo } from 'react';
import { ApiError } from '../data/http.ts';
import { part } from '../parts/part.ts';
import { Done, Failure } from './toast.tsx';
import { type Undo, useUndoStack } from './undo.tsx';

const STAY_MS = 8000;

export const Toasts = part(() => import('./toast-list.tsx').then((file) => file.Toasts));

export interface Toasts {
  /** What happened; with `undo`, a button and the key `z` take it back. */
  readonly done: (message: string, undo?: Undo) => void;
  /** Stays until closed; says the cause, and the id under which the server's log has it. */
  readonly failed: (what: string, error: unknown) => void;
}

/** The code of the toasts is a file of its own. */
const toastList = async () => (await import('./toast-list.tsx')).toastList;

let shown = 0;

function show(message: string, undo?: () => void): string {
  const id = `toast-${shown++}`;
  const toast = { id, autoClose: STAY_MS, withBorder: true, message: <Done message={message} undo={undo} /> };
  void toastList().then((list) => list.show(toast));
  return id;
}

export function useToasts(): Toasts {
  const stack = useUndoStack();
  return useMemo(
    () => ({
      done(message, undo) {
        if (undo === undefined) {
          show(message);
          return;
        }
        const run = async () => {
          if (!take()) return;
          void toastList().then((list) => list.hide(id));
          const undone = await undo();
          if (undone === false) return;
          show(`Undone: ${message}${typeof undone === 'string' ? `. ${undone}` : ''}`);
        };
        const take = stack.push(() => void run());
        const id = show(message, () => void run());
      },
      failed(what, error) {
        const text = error instanceof Error ? error.message : String(error);
        const id = error instanceof ApiError ? error.correlationId : undefined;
        const message = <Failure text={text} id={id} />;
        const toast = { autoClose: false, withBorder: true, color: 'danger', title: what, message };
        void toastList().then((list) => list.show(toast));
      },
    }),
    [stack],
  );
}
