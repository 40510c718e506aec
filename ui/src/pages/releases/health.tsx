import type { ReleaseProject } from '../../data/releases.ts';
import { formatExact } from '../../parts/format.ts';

type Health = NonNullable<ReleaseProject['healthData']>;

/** A share of so few sessions says nothing. */
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

export function CrashFree({ percent, of, what }: CrashFreeProps) {
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

export function Adoption({ health, stage }: { health: Health; stage: string | undefined }) {
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
