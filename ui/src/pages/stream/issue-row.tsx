import { Checkbox } from '@mantine/core';
import { IconMessage } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { memo } from 'react';
import { useOrg, usePageSearch } from '../../app/filters.ts';
import { type Issue, points } from '../../data/shapes.ts';
import { formatCount, formatExact, plural } from '../../parts/format.ts';
import { issueName } from '../../parts/issue-name.ts';
import { LevelBadge } from '../../parts/level.tsx';
import { SafeText } from '../../parts/safe-text.tsx';
import { useOwnerTeam } from '../../parts/owner-team.ts';
import { ServiceChip } from '../../parts/service-chip.tsx';
import { Spark } from '../../parts/spark.tsx';
import { StatusChip } from '../../parts/status-chip.tsx';
import { Age } from '../../parts/age.tsx';

interface IssueRowProps {
  readonly issue: Issue;
  readonly selected: boolean;
  readonly toggle: (id: string) => void;
}

function Names({ issue }: { issue: Issue }) {
  const org = useOrg();
  const search = usePageSearch();
  const { type, message } = issueName(issue);
  return (
    <div className="issue-names">
      <Link
        to="/organizations/$org/issues/$issueId/"
        params={{ org, issueId: issue.id }}
        search={search}
        className={issue.hasSeen ? 'issue-link' : 'issue-link issue-unseen'}
      >
        <SafeText className="issue-type" text={type} />
        {message === '' ? null : <SafeText className="issue-message" text={message} />}
      </Link>
      <div className="issue-line">
        <ServiceChip project={issue.project} />
        <span className="issue-short">{issue.shortId}</span>
        <StatusChip issue={issue} />
        {issue.isUnhandled ? <span className="chip issue-unhandled">unhandled</span> : null}
        <SafeText className="cut" text={issue.culprit ?? ''} />
        {issue.numComments > 0 ? (
          <span className="issue-notes">
            <IconMessage size={12} aria-hidden /> {issue.numComments}
            <span className="hidden-text"> notes</span>
          </span>
        ) : null}
      </div>
    </div>
  );
}

/** Who is assigned, else the first team of the issue's project. */
function Owner({ issue }: { issue: Issue }) {
  const team = useOwnerTeam(issue.project.id);
  const { assignedTo } = issue;
  if (assignedTo !== null) {
    const name = `${assignedTo.type === 'team' ? '#' : ''}${assignedTo.name}`;
    return (
      <div className="issue-owner cut" title={`Assigned to ${name}`}>
        {name}
      </div>
    );
  }
  return (
    <div className="issue-owner cut muted" title={`The first team of ${issue.project.slug}; no one is assigned`}>
      {team}
    </div>
  );
}

/** Level, names, trend, how many, how old, whose. A card on a phone. */
export const IssueRow = memo(function IssueRow({ issue, selected, toggle }: IssueRowProps) {
  const [period = '', series] = Object.entries(issue.stats)[0] ?? [];
  const count = Number(issue.count);
  return (
    <div className={selected ? 'issue issue-selected' : 'issue'} role="listitem" data-issue={issue.id}>
      <Checkbox checked={selected} onChange={() => toggle(issue.id)} aria-label={`Select ${issue.shortId}`} />
      <LevelBadge level={issue.level} iconOnly />
      <Names issue={issue} />
      <div className="issue-spark">
        <Spark points={points(series)} period={period === 'auto' ? 'this period' : period} />
      </div>
      <div className="issue-number" title={`${formatExact(count)} ${plural(count, 'event')}`}>
        {formatCount(count)}
        <span className="issue-unit"> {plural(count, 'event')}</span>
      </div>
      <div className="issue-number" title={`${formatExact(issue.userCount)} ${plural(issue.userCount, 'user')}`}>
        {formatCount(issue.userCount)}
        <span className="issue-unit"> {plural(issue.userCount, 'user')}</span>
      </div>
      <div className="issue-number issue-age">
        <Age at={issue.lastSeen} ago={<span className="issue-unit"> ago</span>} />
      </div>
      <div className="issue-number issue-first">
        <Age at={issue.firstSeen} />
      </div>
      <Owner issue={issue} />
    </div>
  );
});

export function RowHead() {
  return (
    <div className="issue issue-head" aria-hidden>
      <span />
      <span />
      <span>Issue</span>
      <span>Trend</span>
      <span className="issue-number">Events</span>
      <span className="issue-number">Users</span>
      <span className="issue-number">Last</span>
      <span className="issue-number issue-first">First</span>
      <span>Owner</span>
    </div>
  );
}
