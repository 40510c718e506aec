import './issue.css';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { useEffect } from 'react';
import { useOrg } from '../../app/filters.ts';
import { useLiveChanges } from '../../app/live.tsx';
import { type EventAddress, eventQuery } from '../../data/events.ts';
import { issueQuery, updateIssues } from '../../data/issues.ts';
import type { EventDetail, IssueDetail } from '../../data/shapes.ts';
import { Boundary, Problem } from '../../parts/problem.tsx';
import { useTitle } from '../../parts/title.ts';
import { Waiting } from '../../parts/waiting.tsx';
import { ActivityPanel } from './activity-panel.tsx';
import { AttachmentsPanel } from './attachments-panel.tsx';
import { BreadcrumbsPanel } from './breadcrumbs-panel.tsx';
import { ContextsPanel, MessagePanel, ModulesPanel, UserPanel } from './context-panels.tsx';
import { EventBar } from './event-bar.tsx';
import { EventsPanel } from './events-panel.tsx';
import { FactsPanel } from './facts-panel.tsx';
import { FeedbackPanel } from './feedback-panel.tsx';
import { GroupingPanel } from './grouping/grouping-panel.tsx';
import { IssueHeader } from './issue-header.tsx';
import { RemarksPanel } from './remarks-panel.tsx';
import { RequestPanel } from './request-panel.tsx';
import { StackPanel } from './stack/stack-panel.tsx';
import { StandsOutPanel } from './stands-out-panel.tsx';
import { TagsPanel } from './tags-panel.tsx';

/** Opening an issue marks it as seen, once. */
function useSeen(issue: IssueDetail | undefined): void {
  const org = useOrg();
  const client = useQueryClient();
  const id = issue?.hasSeen === false ? issue.id : undefined;
  useEffect(() => {
    if (id === undefined) return;
    updateIssues(org, [id], { hasSeen: true }).then(
      () => client.invalidateQueries({ queryKey: ['issues', org], refetchType: 'none' }),
      // Bold type in a list is not worth a message.
      () => undefined,
    );
  }, [client, org, id]);
}

/** Counts move while one reads; the event does not. */
function useLiveIssue(id: string): void {
  const org = useOrg();
  const client = useQueryClient();
  useLiveChanges((changes) => {
    if (changes !== undefined && !changes.some(({ issueId }) => issueId === id)) return;
    void client.invalidateQueries({ queryKey: ['issue', org, id], exact: true });
  });
}

function EventPanels({ event }: { event: EventDetail }) {
  return (
    <>
      <RemarksPanel event={event} />
      <MessagePanel event={event} />
      <StackPanel event={event} />
      <BreadcrumbsPanel event={event} />
      <RequestPanel event={event} />
      <ContextsPanel event={event} />
      <ModulesPanel event={event} />
    </>
  );
}

function EventColumn({ issueId, eventId }: { issueId: string; eventId: string }) {
  const org = useOrg();
  const { data: event, error, isPlaceholderData, refetch } = useQuery(eventQuery(org, issueId, eventId));
  if (event === undefined && error !== null) {
    return <Problem what="The event could not be loaded" error={error} retry={() => void refetch()} />;
  }
  if (event === undefined) return <Waiting rows={12} height={32} what="the event" />;
  return (
    <div className={isPlaceholderData ? 'event-column issues-dimmed' : 'event-column'}>
      <EventBar issueId={issueId} event={event} />
      <EventPanels event={event} />
    </div>
  );
}

interface SideProps {
  readonly issue: IssueDetail;
  readonly event: EventDetail | undefined;
  readonly address: EventAddress | undefined;
}

function Side({ issue, event, address }: SideProps) {
  return (
    <aside className="issue-side" aria-label="About this issue">
      <FactsPanel issue={issue} />
      <StandsOutPanel issue={issue} />
      <TagsPanel issueId={issue.id} event={event} />
      {event === undefined ? null : <UserPanel event={event} />}
      <FeedbackPanel issue={issue} event={event} />
      {address === undefined ? null : <AttachmentsPanel address={address} />}
      <ActivityPanel issue={issue} />
      {address === undefined ? null : <GroupingPanel address={address} issueId={issue.id} />}
    </aside>
  );
}

function Loaded({ issue, eventId }: { issue: IssueDetail; eventId: string }) {
  const org = useOrg();
  const event = useQuery(eventQuery(org, issue.id, eventId)).data;
  const address = event === undefined ? undefined : { org, project: issue.project.slug, eventId: event.eventID };
  return (
    <article className="issue-page">
      <IssueHeader issue={issue} event={event} />
      <div className="issue-columns">
        <div className="issue-main">
          <Boundary key={event?.eventID} what="The event">
            <EventColumn issueId={issue.id} eventId={eventId} />
          </Boundary>
          <EventsPanel issueId={issue.id} eventId={event?.eventID} />
        </div>
        <Side issue={issue} event={event} address={address} />
      </div>
    </article>
  );
}

/** What broke, where in our code, since which release, who is hurt, what is different about it? */
export function IssuePage() {
  const org = useOrg();
  const { issueId = '', eventId = 'recommended' } = useParams({ strict: false });
  const issue = useQuery(issueQuery(org, issueId));
  useTitle(issue.data === undefined ? undefined : `${issue.data.shortId} ${issue.data.title}`);
  useSeen(issue.data);
  useLiveIssue(issueId);
  if (issue.data === undefined && issue.error !== null) {
    return <Problem what="The issue could not be loaded" error={issue.error} retry={() => void issue.refetch()} />;
  }
  if (issue.data === undefined) return <Waiting rows={14} height={40} what="the issue" />;
  return <Loaded key={issue.data.id} issue={issue.data} eventId={eventId} />;
}
