import { useQuery } from '@tanstack/react-query';
import { useOrg, usePageSearch } from '../../app/filters.ts';
import { keyNamesQuery, projectsQuery } from '../../data/organization.ts';
import { deadLettersQuery, type ReasonText, reasonsQuery } from '../../data/outcomes.ts';
import type { OutcomeStats, Project } from '../../data/shapes.ts';
import { formatExact, formatShare } from '../../parts/format.ts';
import { levelClass } from '../../parts/level.tsx';
import { AppLink } from '../../parts/app-link.tsx';
import { Panel } from '../../parts/panel.tsx';
import { Spark } from '../../parts/spark.tsx';
import { outcomeRows, type OutcomeRow, outcomeTone, outcomeWord, settingHref } from './outcomes.ts';

const OUTCOME_TEXTS: Readonly<Record<string, string>> = {
  accepted: 'Stored.',
  client_discard: 'Dropped by the SDK before it was sent; the SDK reported it.',
};

interface MeaningProps {
  readonly row: OutcomeRow;
  readonly reasons: Readonly<Record<string, ReasonText>>;
  /** Of what was counted, when it is of one project. */
  readonly project: Project | undefined;
  /** Some of it is among the dead letters below. */
  readonly kept: boolean;
}

function Meaning({ row, reasons, project, kept }: MeaningProps) {
  const known = reasons[row.reason];
  const text = known?.text ?? OUTCOME_TEXTS[row.outcome] ?? 'This server does not know the reason.';
  return (
    <>
      {text}{' '}
      {kept || known?.settingUrl?.endsWith('#dead-letters') ? (
        <a href="#dead-letters">Dead letters</a>
      ) : known?.settingUrl ? (
        <AppLink href={settingHref(known.settingUrl, project?.slug)}>
          Setting{project === undefined ? '' : ` of ${project.slug}`}
        </AppLink>
      ) : null}
    </>
  );
}

interface RowProps {
  readonly row: OutcomeRow;
  readonly times: readonly number[];
  readonly projects: readonly Project[];
  readonly reasons: Readonly<Record<string, ReasonText>>;
  readonly by: string;
  /** The one project that is filtered by, if it is one. */
  readonly only: string | undefined;
  readonly deadReasons: ReadonlySet<string>;
  /** Name by id. */
  readonly keys: ReadonlyMap<string, string>;
}

function Row({ row, times, projects, reasons, by, only, deadReasons, keys }: RowProps) {
  const points = row.values.map((value, i) => [times[i] ?? 0, value] as const);
  const project = projects.find(({ id }) => id === (row.project || only));
  return (
    <tr>
      <td>
        <span className={`chip ${levelClass(outcomeTone(row.outcome))}`} title={row.outcome}>
          {outcomeWord(row.outcome)}
        </span>
      </td>
      <td className="mono">{row.reason || <span className="faint">–</span>}</td>
      {by === 'reason' ? null : <td>{project?.slug ?? row.project}</td>}
      {by === 'key' ? (
        <td>{keys.get(row.keyId) ?? (row.keyId === '0' ? 'no key' : `deleted (${row.keyId})`)}</td>
      ) : null}
      <td className="number">{formatExact(row.quantity)}</td>
      <td className="number">{formatShare(row.share)}</td>
      <td className="stats-trend">
        <Spark points={points} period="this period" />
      </td>
      <td className="stats-meaning">
        <Meaning row={row} reasons={reasons} project={project} kept={deadReasons.has(row.reason)} />
      </td>
    </tr>
  );
}

/** Every reason with what it means, and a link to the setting that caused it. */
export function OutcomeTable({ stats }: { stats: OutcomeStats }) {
  const org = useOrg();
  const { groupBy: by = 'reason', project: chosen = [] } = usePageSearch();
  const only = chosen.length === 1 ? chosen[0] : undefined;
  const projects = useQuery(projectsQuery(org)).data ?? [];
  const reasons = useQuery(reasonsQuery(org)).data ?? {};
  const letters = useQuery(deadLettersQuery(org, chosen)).data?.items ?? [];
  const deadReasons = new Set(letters.map(({ reason }) => reason));
  const keys = new Map((useQuery(keyNamesQuery(org)).data ?? []).map(({ id, name }) => [id, name]));
  const times = stats.intervals.map((at) => Date.parse(at) / 1000);
  return (
    <Panel title="Outcomes" flush>
      <div className="table-scroll" tabIndex={0} role="group" aria-label="Outcomes by reason">
        <table className="table table-cards">
          <thead>
            <tr>
              <th>Outcome</th>
              <th>Reason</th>
              {by === 'reason' ? null : <th>Project</th>}
              {by === 'key' ? <th>Key</th> : null}
              <th className="number">Quantity</th>
              <th className="number">Share</th>
              <th className="stats-trend">Trend</th>
              <th>What it means</th>
            </tr>
          </thead>
          <tbody>
            {outcomeRows(stats).map((row) => (
              <Row key={row.key} {...{ row, times, projects, reasons, by, only, deadReasons, keys }} />
            ))}
          </tbody>
        </table>
      </div>
    </Panel>
  );
}
