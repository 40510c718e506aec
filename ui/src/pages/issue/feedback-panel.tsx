import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useOrg, usePageSearch } from '../../app/filters.ts';
import { userReportsQuery } from '../../data/issues.ts';
import type { EventDetail, IssueDetail, UserReport } from '../../data/shapes.ts';
import { Panel } from '../../parts/panel.tsx';
import { Problem } from '../../parts/problem.tsx';
import { metaAt } from '../../parts/remarks.ts';
import { Value } from '../../parts/value.tsx';
import { When } from '../../parts/when.tsx';

function Report({ issueId, report }: { issueId: string; report: UserReport }) {
  const org = useOrg();
  const search = usePageSearch();
  return (
    <li>
      <blockquote className="feedback">
        <Value value={report.comments} />
      </blockquote>
      <p className="muted">
        {report.name || 'No name given'} {report.email ? `<${report.email}>` : ''} <When at={report.dateCreated} />
        {report.eventID ? (
          <>
            {' · '}
            <Link
              to="/organizations/$org/issues/$issueId/events/$eventId/"
              params={{ org, issueId, eventId: report.eventID }}
              search={search}
            >
              event {report.eventID.slice(0, 8)}
            </Link>
          </>
        ) : null}
      </p>
    </li>
  );
}

const text = (value: unknown): string => (typeof value === 'string' ? value : '');

/** An event that is feedback: what the person wrote, who it was, on which page, and the error that it is about. */
export function FeedbackMessage({ event }: { event: EventDetail }) {
  const feedback = event.contexts?.['feedback'];
  if (feedback === null || feedback === undefined) return null;
  const about = text(feedback['associated_event_id']).replaceAll('-', '');
  const email = text(feedback['contact_email']);
  return (
    <Panel title="Feedback">
      <blockquote className="feedback">
        <Value value={text(feedback['message'])} meta={metaAt(event._meta, 'contexts', 'feedback', 'message')} />
      </blockquote>
      <p className="muted">
        {text(feedback['name']) || 'No name given'}
        {email === '' ? '' : ` <${email}>`}
        {feedback['url'] ? ` · on ${text(feedback['url'])}` : ''}
        {/^[0-9a-f]{32}$/i.test(about) ? (
          <>
            {' · '}
            <Link to="/go/$id/" params={{ id: about }}>
              the error that it is about
            </Link>
          </>
        ) : (
          ' · not about a certain error'
        )}
      </p>
    </Panel>
  );
}

/** What people who had the error wrote about it. */
export function FeedbackPanel({ issue, event }: { issue: IssueDetail; event: EventDetail | undefined }) {
  const org = useOrg();
  const count = issue.userReportCount ?? 0;
  const reports = useQuery({ ...userReportsQuery(org, issue.id), enabled: count > 0 });
  if (reports.isError) return <Problem what="The feedback could not be loaded" error={reports.error} />;
  const own = event?.userReport ? [event.userReport] : [];
  const shown = reports.data?.items ?? own;
  if (shown.length === 0) return null;
  return (
    <Panel title={`Feedback · ${Math.max(count, shown.length)}`}>
      <ul className="feedbacks">
        {shown.map((report, i) => (
          <Report key={report.id ?? i} issueId={issue.id} report={report} />
        ))}
      </ul>
    </Panel>
  );
}
