import { Link } from '@tanstack/react-router';
import { useOrg } from '../../app/filters.ts';
import type { Release, ReleaseProject } from '../../data/releases.ts';
import { formatExact } from '../../parts/format.ts';

type Health = NonNullable<ReleaseProject['healthData']>;

/** With fewer sessions no share is shown: it would change much by each of them. */
const SESSIONS_MIN = 50;
const STAGES: Readonly<Record<string, string>> = {
  adopted: 'adopted',
  low_adoption: 'few sessions',
  replaced: 'replaced',
};

/** Never rounded up to 100 %: one crash is seen. */
function formatPercent(percent: number): string {
  const text = percent > 99.9 && percent < 100 ? percent.toFixed(2) : percent.toFixed(1);
  return `${percent < 100 && Number(text) === 100 ? '99.99' : text.replace(/\.0+$/, '')} %`;
}

interface CrashFreeProps {
  readonly percent: number | null;
  readonly of: number;
  readonly what: 'sessions' | 'users';
}

function CrashFree({ percent, of, what }: CrashFreeProps) {
  if (percent === null) return <span className="faint">no {what}</span>;
  const exact = `${formatExact(of)} ${what} in 14 days, ${formatPercent(percent)} without a crash`;
  if (of < SESSIONS_MIN) {
    return (
      <span className="faint" title={exact}>
        too few ({formatExact(of)})
      </span>
    );
  }
  return (
    <span className={percent < 99 ? 'level level-error' : undefined} title={exact}>
      {formatPercent(percent)}
    </span>
  );
}

function Adoption({ health, stage }: { health: Health; stage: string | undefined }) {
  const percent = health.sessionsAdoption;
  if (percent === null) return <span className="faint">no sessions</span>;
  const exact = `${formatExact(health.totalSessions24h)} of ${formatExact(health.totalProjectSessions24h)} sessions of the last 24 hours`;
  return (
    <span className="adoption" title={exact}>
      <span className="adoption-bar" aria-hidden>
        <span style={{ width: `${percent}%` }} />
      </span>
      {formatPercent(percent)} <span className="muted">{STAGES[stage ?? ''] ?? ''}</span>
    </span>
  );
}

function NewIssues({ version, project }: { version: string; project: ReleaseProject }) {
  const org = useOrg();
  if (project.newGroups === 0) return <span className="faint">0</span>;
  return (
    <Link
      to="/organizations/$org/issues/"
      params={{ org }}
      search={{ project: [project.slug], query: `firstRelease:"${version}"`, statsPeriod: '90d' }}
    >
      {formatExact(project.newGroups)}
    </Link>
  );
}

/** The cells of a service's row: adoption, crash-free sessions, crash-free users, new issues. Empty where no sessions are known. */
export function HealthCells({ release, project }: { release: Release; project: ReleaseProject }) {
  const health = project.healthData;
  return (
    <>
      <td>
        {health === undefined ? null : (
          <Adoption health={health} stage={release.adoptionStages?.[project.slug]?.stage} />
        )}
      </td>
      <td>
        {health === undefined ? null : (
          <CrashFree percent={health.crashFreeSessions} of={health.totalSessions} what="sessions" />
        )}
      </td>
      <td>
        {health === undefined ? null : (
          <CrashFree percent={health.crashFreeUsers} of={health.totalUsers} what="users" />
        )}
      </td>
      <td>
        <NewIssues version={release.version} project={project} />
      </td>
    </>
  );
}
