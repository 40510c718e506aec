import { Button, Group } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useMemo } from 'react';
import { ApiError } from '../data/http.ts';
import { CopyButton } from '../parts/copy-button.tsx';
import { useRegistry } from './commands.tsx';

const STAY_MS = 8000;

export interface Toasts {
  /** What happened, and the way back. */
  readonly done: (message: string, undo?: () => void) => void;
  /** Stays until closed; says the cause, and the id that finds it in the server's log. */
  readonly failed: (what: string, error: unknown) => void;
}

function Failure({ error }: { error: unknown }) {
  const text = error instanceof Error ? error.message : String(error);
  const id = error instanceof ApiError ? error.correlationId : undefined;
  return (
    <>
      {text}
      {id === undefined ? null : <CopyButton subtle text={() => id}>{`Copy id ${id.slice(0, 8)}…`}</CopyButton>}
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

export function useToasts(): Toasts {
  const { setUndo } = useRegistry();
  return useMemo(
    () => ({
      done(message, undo) {
        let taken = false;
        const once = () => {
          if (taken) return;
          taken = true;
          notifications.hide(id);
          undo?.();
        };
        if (undo !== undefined) setUndo(once);
        const id = notifications.show({
          autoClose: STAY_MS,
          withBorder: true,
          message: <Done message={message} undo={undo === undefined ? undefined : once} />,
        });
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
    [setUndo],
  );
}
