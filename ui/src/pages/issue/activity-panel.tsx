import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { Suspense, useState } from 'react';
import { useOrg } from '../../app/filters.ts';
import { membersQuery, teamsQuery } from '../../data/organization.ts';
import type { Activity, IssueDetail } from '../../data/shapes.ts';
import { Markdown } from '../../parts/markdown.tsx';
import { Panel } from '../../parts/panel.tsx';
import { part } from '../../parts/part.ts';
import { When } from '../../parts/when.tsx';
import { activityActor, type ActivityNames, activityText, otherIssue } from './activity.ts';

const NoteForm = part(() => import('./note-form.tsx').then((file) => file.NoteForm));

const SHOWN_FIRST = 10;

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
      <div className="note-place">
        <Suspense fallback={null}>
          <NoteForm issueId={issue.id} />
        </Suspense>
      </div>
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
