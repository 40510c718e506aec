import { Button, Group } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useMemo } from 'react';
import { ApiError } from '../data/http.ts';
import { CopyButton } from '../parts/copy-button.tsx';
import { type Undo, useUndoStack } from './undo.tsx';

const STAY_MS = 8000;

export interface Toasts {
  /** What happened; with `undo`, a button and the key `z` take it back. */
  readonly done: (message: string, undo?: Undo) => void;
  /** Stays until closed; says the cause, and the id under which the server's log has it. */
  readonly failed: (what: string, error: unknown) => void;
}

function Failure({ error }: { error: unknown }) {
  const text = error instanceof Error ? error.message : String(error);
  const id = error instanceof ApiError ? error.correlationId : undefined;
  return (
    <>
      {text}
      {id === undefined ? null : <CopyButton subtle text={() => id}>{`Copy error id ${id.slice(0, 8)}…`}</CopyButton>}
    </>
  );
}

function Done({ message, undo }: { message: string; undo: (() => void) | undefined }) {
  return (
    <Group justify="space-between" wrap="nowrap">
      <span>{message}</span>
      {undo === undefined ? null : (
        <Button variant="subtle" onClick={undo}>
          Undo
        </Button>
      )}
    </Group>
  );
}

function show(message: string, undo?: () => void): string {
  return notifications.show({
    autoClose: STAY_MS,
    withBorder: true,
    message: <Done message={message} undo={undo} />,
  });
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
          notifications.hide(id);
          const undone = await undo();
          if (undone === false) return;
          show(`Undone: ${message}${typeof undone === 'string' ? `. ${undone}` : ''}`);
        };
        const take = stack.push(() => void run());
        const id = show(message, () => void run());
      },
      failed(what, error) {
        notifications.show({
          autoClose: false,
          withBorder: true,
          color: 'danger',
          title: what,
          message: <Failure error={error} />,
        });
      },
    }),
    [stack],
  );
}
