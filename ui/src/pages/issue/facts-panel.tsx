import { Link } from '@tanstack/react-router';
import { useOrg } from '../../app/filters.ts';
import { type IssueDetail, type Point, points } from '../../data/shapes.ts';
import { formatCount, formatExact, plural, shortRelease } from '../../parts/format.ts';
import { useOwnerTeam } from '../../parts/owner-team.ts';
import { Spark } from '../../parts/spark.tsx';
import { When } from '../../parts/when.tsx';

function Trend({ trend, period }: { trend: readonly Point[]; period: string }) {
  const total = trend.reduce((sum, [, count]) => sum + (count ?? 0), 0);
  return (
    <div className="fact-trend">
      <Spark points={trend} period={period} />
      <span className="muted">
        {formatCount(total)} in {period}
      </span>
    </div>
  );
}

function Release({ version }: { version: string | undefined }) {
  return version === undefined ? null : (
    <>
      {' in '}
      <span className="release" title={version}>
        {shortRelease(version)}
      </span>
    </>
  );
}

function Owner({ issue }: { issue: IssueDetail }) {
  const team = useOwnerTeam(issue.project.id);
  const { assignedTo } = issue;
  if (assignedTo !== null) return `${assignedTo.type === 'team' ? '#' : ''}${assignedTo.name}`;
  return (
    <>
      {team}
      <span className="muted"> · no one is assigned</span>
    </>
  );
}

/** How bad, since when, who is affected, whose it is. All of it is of the whole issue. */
export function FactsPanel({ issue }: { issue: IssueDetail }) {
  const org = useOrg();
  const count = Number(issue.count);
  return (
    <section className="panel facts" aria-label="Facts">
      <div className="fact">
        <span className="fact-number" title={formatExact(count)}>
          {formatCount(count)}
        </span>
        <span className="muted">{plural(count, 'event')}</span>
      </div>
      <div className="fact">
        <span className="fact-number" title={formatExact(issue.userCount)}>
          {formatCount(issue.userCount)}
        </span>
        <span className="muted">{plural(issue.userCount, 'user')}</span>
      </div>
      <Trend trend={points(issue.stats['24h'])} period="24 h" />
      <Trend trend={points(issue.stats['30d'])} period="30 d" />
      <dl className="fact-lines">
        <div>
          <dt>First</dt>
          <dd>
            <When at={issue.firstSeen} />
            <Release version={issue.firstRelease?.version} />
          </dd>
        </div>
        <div>
          <dt>Last</dt>
          <dd>
            <When at={issue.lastSeen} />
            <Release version={issue.lastRelease?.version} />
          </dd>
        </div>
        <div>
          <dt>Owner</dt>
          <dd>
            <Owner issue={issue} />
          </dd>
        </div>
        <div>
          <dt>Project</dt>
          <dd>
            <Link to="/settings/$org/projects/$project/" params={{ org, project: issue.project.slug }}>
              {issue.project.slug}
            </Link>
          </dd>
        </div>
      </dl>
    </section>
  );
}
