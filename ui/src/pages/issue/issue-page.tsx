import './issue.css';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { Suspense, useEffect, useState } from 'react';
import { useOrg } from '../../app/filters.ts';
import { useLiveChanges } from '../../app/live.tsx';
import { type EventAddress, eventQuery } from '../../data/events.ts';
import { issueQuery, updateIssues } from '../../data/issues.ts';
import type { EventDetail, IssueDetail } from '../../data/shapes.ts';
import { part } from '../../parts/part.ts';
import { Boundary, Problem } from '../../parts/problem.tsx';
import { useTitle } from '../../parts/title.ts';
import { Waiting } from '../../parts/waiting.tsx';
import { ActivityPanel } from './activity-panel.tsx';
import { AttachmentsPanel } from './attachments-panel.tsx';
import { BreadcrumbsPanel } from './breadcrumbs-panel.tsx';
import { CommitsPanel } from './commits-panel.tsx';
import { ContextsPanel, MessagePanel, ModulesPanel, UserPanel } from './context-panels.tsx';
import { EventBar } from './event-bar.tsx';
import { EventsPanel } from './events-panel.tsx';
import { FactsPanel } from './facts-panel.tsx';
import { FeedbackMessage, FeedbackPanel } from './feedback-panel.tsx';
import { splitRule } from './grouping/split-rule.ts';
import { headlineOf } from './headline.ts';
import { IssueHeader } from './issue-header.tsx';
import { RemarksPanel } from './remarks-panel.tsx';
import { RequestPanel } from './request-panel.tsx';
import { SameTracePanel } from './same-trace-panel.tsx';
import { MappedStack } from './stack/mapped-stack.tsx';
import { StandsOutPanel } from './stands-out-panel.tsx';
import { TagsPanel } from './tags-panel.tsx';

const GroupingPanel = part(() => import('./grouping/grouping-panel.tsx').then((file) => file.GroupingPanel));

/** Opening an issue marks it as seen, once. */
function useSeen(issue: IssueDetail | undefined): void {
  const org = useOrg();
  const client = useQueryClient();
  const id = issue?.hasSeen === false ? issue.id : undefined;
  useEffect(() => {
    if (id === undefined) return;
    updateIssues(org, [id], { hasSeen: true }).then(
      () => client.invalidateQueries({ queryKey: ['issues', org], refetchType: 'none' }),
      // That a title in the list stays bold is not worth a message.
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

interface EventColumnProps {
  readonly issue: IssueDetail;
  readonly eventId: string;
  readonly split: (() => void) | undefined;
}

/** What broke first; then the other events; what is only sometimes of use comes last. */
function EventColumn({ issue, eventId, split }: EventColumnProps) {
  const org = useOrg();
  const { data: event, error, isPlaceholderData, refetch } = useQuery(eventQuery(org, issue.id, eventId));
  if (event === undefined && error !== null) {
    return <Problem what="The event could not be loaded" error={error} retry={() => void refetch()} />;
  }
  if (event === undefined) return <Waiting rows={12} height={32} what="the event" />;
  const address = { org, project: issue.project.slug, eventId: event.eventID };
  return (
    <div className={isPlaceholderData ? 'event-column issues-dimmed' : 'event-column'}>
      <EventBar issueId={issue.id} event={event} address={address} />
      <RemarksPanel event={event} />
      <FeedbackMessage event={event} />
      <MessagePanel event={event} />
      <MappedStack key={event.eventID} event={event} address={address} />
      <SameTracePanel event={event} />
      <BreadcrumbsPanel event={event} />
      <RequestPanel event={event} />
      <EventsPanel issueId={issue.id} eventId={event.eventID} split={split} />
      <ContextsPanel event={event} />
      <ModulesPanel event={event} />
    </div>
  );
}

interface SideProps {
  readonly issue: IssueDetail;
  readonly event: EventDetail | undefined;
  readonly address: EventAddress | undefined;
  readonly trying: string | undefined;
  readonly setTrying: (rules: string | undefined) => void;
}

function Side({ issue, event, address, trying, setTrying }: SideProps) {
  return (
    <aside className="issue-side" aria-label="About this issue">
      <FactsPanel issue={issue} />
      {address === undefined ? null : <CommitsPanel issue={issue} address={address} />}
      <StandsOutPanel issue={issue} />
      <TagsPanel issue={issue} event={event} />
      {event === undefined ? null : <UserPanel event={event} />}
      <FeedbackPanel issue={issue} event={event} />
      {address === undefined ? null : <AttachmentsPanel address={address} />}
      <ActivityPanel issue={issue} />
      <Suspense fallback={null}>
        {address === undefined ? null : <GroupingPanel {...{ address, issueId: issue.id, trying, setTrying }} />}
      </Suspense>
    </aside>
  );
}

function Loaded({ issue, eventId }: { issue: IssueDetail; eventId: string }) {
  const org = useOrg();
  const event = useQuery(eventQuery(org, issue.id, eventId)).data;
  const address = event === undefined ? undefined : { org, project: issue.project.slug, eventId: event.eventID };
  const [trying, setTrying] = useState<string>();
  const headline = headlineOf(issue, event);
  const rule = splitRule(issue);
  useTitle(`${issue.shortId} ${[headline.type, headline.message].filter(Boolean).join(': ')}`);
  return (
    <article className="issue-page">
      <IssueHeader issue={issue} event={event} headline={headline} />
      <div className="issue-columns">
        <div className="issue-main">
          <Boundary key={event?.eventID} what="The event">
            <EventColumn
              issue={issue}
              eventId={eventId}
              split={rule === undefined ? undefined : () => setTrying(rule)}
            />
          </Boundary>
        </div>
        <Side {...{ issue, event, address, trying, setTrying }} />
      </div>
    </article>
  );
}

/** One issue: what broke, where, since which release, who is affected, and what these events have in common. */
export function IssuePage() {
  const org = useOrg();
  const { issueId = '', eventId = 'recommended' } = useParams({ strict: false });
  const issue = useQuery(issueQuery(org, issueId));
  useSeen(issue.data);
  useLiveIssue(issueId);
  if (issue.data === undefined && issue.error !== null) {
    return <Problem what="The issue could not be loaded" error={issue.error} retry={() => void issue.refetch()} />;
  }
  if (issue.data === undefined) return <Waiting rows={14} height={40} what="the issue" />;
  return <Loaded key={issue.data.id} issue={issue.data} eventId={eventId} />;
}
