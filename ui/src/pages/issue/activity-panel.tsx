import { Button, Textarea } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useOrg } from '../../app/filters.ts';
import { useToasts } from '../../app/toasts.tsx';
import { addNote } from '../../data/issues.ts';
import type { Activity, IssueDetail } from '../../data/shapes.ts';
import { Panel } from '../../parts/panel.tsx';
import { When } from '../../parts/when.tsx';
import { activityActor, activityText } from './activity.ts';

const SHOWN_FIRST = 10;

function NoteForm({ issueId }: { issueId: string }) {
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
        placeholder="Write a note for whoever looks next (Ctrl+Enter saves)"
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

function ActivityRow({ activity }: { activity: Activity }) {
  const note = activity.type === 'note' ? activity.data['text'] : undefined;
  return (
    <li className="activity">
      <div>
        <strong>{activityActor(activity)}</strong> {activityText(activity)}{' '}
        <span className="muted">
          <When at={activity.dateCreated} />
        </span>
      </div>
      {typeof note === 'string' ? <p className="note">{note}</p> : null}
    </li>
  );
}

export function ActivityPanel({ issue }: { issue: IssueDetail }) {
  const [all, setAll] = useState(false);
  const shown = all ? issue.activity : issue.activity.slice(0, SHOWN_FIRST);
  return (
    <Panel title="Activity">
      <NoteForm issueId={issue.id} />
      <ol className="activities">
        {shown.map((activity) => (
          <ActivityRow key={`${activity.type}-${activity.id}`} activity={activity} />
        ))}
      </ol>
      {issue.activity.length > shown.length ? (
        <Button variant="subtle" onClick={() => setAll(true)}>
          Show {issue.activity.length - shown.length} more
        </Button>
      ) : null}
    </Panel>
  );
}
