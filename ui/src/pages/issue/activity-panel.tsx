import { Button, Textarea } from '@mantine/core';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { useOrg } from '../../app/filters.ts';
import { useToasts } from '../../app/toasts.tsx';
import { addNote } from '../../data/issues.ts';
import { membersQuery, teamsQuery } from '../../data/organization.ts';
import type { Activity, IssueDetail } from '../../data/shapes.ts';
import { Markdown } from '../../parts/markdown.tsx';
import { Panel } from '../../parts/panel.tsx';
import { When } from '../../parts/when.tsx';
import { activityActor, type ActivityNames, activityText, otherIssue } from './activity.ts';

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

/** Slugs and names for the ids in activities. */
function useActivityNames(issue: IssueDetail): ActivityNames {
  const org = useOrg();
  const teams = useQuery(teamsQuery(org)).data ?? [];
  const members = useQuery(membersQuery(org)).data ?? [];
  const people = members.flatMap(({ user, name, email }) =>
    user === null || user === undefined ? [] : [{ id: user.id, name: name || email }],
  );
  return { teams, people, prefix: issue.shortId.slice(0, issue.shortId.lastIndexOf('-')) };
}

function ActivityText({ activity, names }: { activity: Activity; names: ActivityNames }) {
  const org = useOrg();
  const other = otherIssue(activity);
  const text = activityText(activity, names);
  if (other === undefined) return text;
  return (
    <Link to="/organizations/$org/issues/$issueId/" params={{ org, issueId: other }}>
      {text}
    </Link>
  );
}

function ActivityRow({ activity, names }: { activity: Activity; names: ActivityNames }) {
  const note = activity.type === 'note' ? activity.data['text'] : undefined;
  return (
    <li className="activity">
      <div>
        <strong>{activityActor(activity)}</strong> <ActivityText activity={activity} names={names} />{' '}
        <span className="muted">
          <When at={activity.dateCreated} />
        </span>
      </div>
      {typeof note === 'string' ? (
        <div className="note">
          <Markdown text={note} />
        </div>
      ) : null}
    </li>
  );
}

export function ActivityPanel({ issue }: { issue: IssueDetail }) {
  const [all, setAll] = useState(false);
  const names = useActivityNames(issue);
  const shown = all ? issue.activity : issue.activity.slice(0, SHOWN_FIRST);
  return (
    <Panel title="Activity">
      <NoteForm issueId={issue.id} />
      <ol className="activities">
        {shown.map((activity) => (
          <ActivityRow key={`${activity.type}-${activity.id}`} activity={activity} names={names} />
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
