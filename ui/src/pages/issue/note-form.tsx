import { Button, Textarea } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useOrg } from '../../app/filters.ts';
import { useToasts } from '../../app/toasts.tsx';
import { addNote } from '../../data/issues.ts';

/** Writes a note on an issue. */
export function NoteForm({ issueId }: { issueId: string }) {
  const org = useOrg();
  const client = useQueryClient();
  const toasts = useToasts();
  const [text, setText] = useState('');
  const [busy, setBusy] = useState(false);
  const submit = async () => {
    if (text.trim() === '') return;
    setBusy(true);
    try {
      await addNote(org, issueId, text.trim());
      setText('');
      await client.invalidateQueries({ queryKey: ['issue', org, issueId], exact: true });
    } catch (error) {
      toasts.failed('The note was not saved', error);
    } finally {
      setBusy(false);
    }
  };
  return (
    <form
      className="note-form"
      onSubmit={(event) => {
        event.preventDefault();
        void submit();
      }}
    >
      <Textarea
        aria-label="Note"
        placeholder="Write a note; Markdown works, Ctrl+Enter saves"
        autosize
        minRows={2}
        value={text}
        onChange={(event) => setText(event.currentTarget.value)}
        onKeyDown={(event) => {
          if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) void submit();
        }}
      />
      <Button type="submit" loading={busy} disabled={text.trim() === ''}>
        Save note
      </Button>
    </form>
  );
}
