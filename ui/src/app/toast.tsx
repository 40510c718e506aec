import { Button, Group } from '@mantine/core';
import { CopyButton } from '../parts/copy-button.tsx';

/** The cause, and the id under which the server's log has it. */
export function Failure({ text, id }: { text: string; id: string | undefined }) {
  return (
    <>
      {text}
      {id === undefined ? null : <CopyButton subtle text={() => id}>{`Copy error id ${id.slice(0, 8)}…`}</CopyButton>}
    </>
  );
}

/** What happened, and a button that takes it back. */
export function Done({ message, undo }: { message: string; undo: (() => void) | undefined }) {
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
