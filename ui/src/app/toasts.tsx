import { Button, CopyButton, Group } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useMemo } from 'react';
import { ApiError } from '../data/http.ts';
import { useRegistry } from './commands.tsx';

const STAY_MS = 8000;

export interface Toasts {
  /** What happened, and the way back. */
  done(message: string, undo?: () => void): void;
  /** Stays until closed; says the cause, and the id that finds it in the server's log. */
  failed(what: string, error: unknown): void;
}

function Failure({ error }: { error: unknown }) {
  const text = error instanceof Error ? error.message : String(error);
  const id = error instanceof ApiError ? error.correlationId : undefined;
  return (
    <>
      {text}
      {id === undefined ? null : (
        <CopyButton value={id}>
          {({ copied, copy }) => (
            <Button variant="subtle" onClick={copy} ml={8}>
              {copied ? 'Copied' : `Copy id ${id.slice(0, 8)}…`}
            </Button>
          )}
        </CopyButton>
      )}
    </>
  );
}

export function useToasts(): Toasts {
  const registry = useRegistry();
  return useMemo(
    () => ({
      done(message, undo) {
        const once = () => {
          if (registry.undo !== once) return;
          registry.undo = undefined;
          notifications.hide(id);
          undo?.();
        };
        if (undo !== undefined) registry.undo = once;
        const id = notifications.show({
          autoClose: STAY_MS,
          withBorder: true,
          message: (
            <Group justify="space-between" wrap="nowrap">
              <span>{message}</span>
              {undo === undefined ? null : (
                <Button variant="subtle" onClick={once}>
                  Undo
                </Button>
              )}
            </Group>
          ),
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
    [registry],
  );
}
