import './releases.css';
import { useQuery } from '@tanstack/react-query';
import { Link, useParams } from '@tanstack/react-router';
import { Suspense } from 'react';
import { useOrg } from '../../app/filters.ts';
import { commitsQuery, deploysQuery, type Release, releaseQuery, releaseSessionsQuery } from '../../data/releases.ts';
import { Legend } from '../../parts/chart/legend.tsx';
import { formatExact, plural } from '../../parts/format.ts';
import { Panel } from '../../parts/panel.tsx';
import { part } from '../../parts/part.ts';
import { Problem } from '../../parts/problem.tsx';
import { ServiceChip } from '../../parts/service-chip.tsx';
import { useTitle } from '../../parts/title.ts';
import { Waiting } from '../../parts/waiting.tsx';
import { When } from '../../parts/when.tsx';
import { HealthCells } from './health.tsx';

const Chart = part(() => import('../../parts/chart/chart.tsx').then((file) => file.Chart));

/** From well to worse; colours of the outcomes. */
const STATUSES = [
  { status: 'healthy', colour: '--g-series-0' },
  { status: 'errored', colour: '--g-series-3' },
  { status: 'abnormal', colour: '--g-series-5' },
  { status: 'unhandled', colour: '--g-series-4' },
  { status: 'crashed', colour: '--g-series-1' },
] as const;

function Facts({ release }: { release: Release }) {
  return (
    <Panel title="Facts">
      <dl className="release-facts">
        <div>
          <dt>Released</dt>
          <dd>{release.dateReleased === null ? 'not finalised' : <When at={release.dateReleased} />}</dd>
        </div>
        <div>
          <dt>First heard of</dt>
          <dd>
            <When at={release.dateCreated} />
          </dd>
        </div>
        <div>
          <dt>First event or session</dt>
          <dd>{release.firstEvent === null ? 'none yet' : <When at={release.firstEvent} />}</dd>
        </div>
        <div>
          <dt>Last event or session</dt>
          <dd>{release.lastEvent === null ? 'none yet' : <When at={release.lastEvent} />}</dd>
        </div>
        {release.url === null ? null : (
          <div>
            <dt>Described at</dt>
            <dd className="mono">{release.url}</dd>
          </div>
        )}
      </dl>
    </Panel>
  );
}

function Projects({ release }: { release: Release }) {
  return (
    <Panel title="Services" flush>
      <table className="table">
        <thead>
          <tr>
            <th>Service</th>
            <th>Adoption, 24 h</th>
            <th>Crash-free sessions</th>
            <th>Crash-free users</th>
            <th>New issues</th>
          </tr>
        </thead>
        <tbody>
          {release.projects.map((project) => (
            <tr key={project.id}>
              <td>
                <ServiceChip project={{ id: String(project.id), slug: project.slug }} />
              </td>
              <HealthCells release={release} project={project} />
            </tr>
          ))}
        </tbody>
      </table>
    </Panel>
  );
}

function Sessions({ version }: { version: string }) {
  const { data, error } = useQuery(releaseSessionsQuery(useOrg(), version));
  if (error !== null) return <Problem what="The sessions could not be loaded" error={error} />;
  if (data === undefined) return <Waiting rows={1} height={220} what="sessions" />;
  const times = data.intervals.map((at) => Date.parse(at) / 1000);
  const series = STATUSES.map(({ status, colour }) => {
    const group = data.groups.find(({ by }) => by['session.status'] === status);
    return { name: status, colour, values: group?.series['sum(session)'] ?? times.map(() => 0) };
  }).filter(({ name, values }) => name === 'healthy' || values.some((value) => value !== 0));
  const isEmpty = data.groups.every(({ totals }) => totals['sum(session)'] === 0);
  return (
    <Panel title="Sessions, 14 days">
      {isEmpty ? (
        <p className="muted">
          No session named this release. SDKs send sessions by themselves in browsers and servers.
        </p>
      ) : (
        <>
          <Suspense fallback={null}>
            <Chart times={times} series={series} height={220} label="Sessions by how they ended" />
          </Suspense>
          <Legend
            series={series.map(({ name, colour, values }) => ({
              name,
              colour,
              total: formatExact(values.reduce<number>((sum, value) => sum + (value ?? 0), 0)),
            }))}
          />
        </>
      )}
    </Panel>
  );
}

function Commits({ version, count }: { version: string; count: number }) {
  const { data, error } = useQuery(commitsQuery(useOrg(), version));
  return (
    <Panel title={`${formatExact(count)} ${plural(count, 'commit')}`} flush={count > 0}>
      {error === null ? null : <Problem what="The commits could not be loaded" error={error} />}
      {count === 0 ? (
        <p className="muted">
          No commits. In the pipeline: <code>sentry-cli releases set-commits {version} --auto</code>
        </p>
      ) : (
        <table className="table">
          <tbody>
            {(data?.items ?? []).map((commit) => (
              <tr key={`${commit.repository.name} ${commit.id}`}>
                <td className="mono" title={`${commit.repository.name} ${commit.id}`}>
                  {commit.id.slice(0, 8)}
                </td>
                <td className="commit-message">
                  {commit.message?.split('\n')[0] ?? <span className="faint">only its id is known</span>}
                </td>
                <td>{commit.author?.name ?? commit.author?.email ?? ''}</td>
                <td>
                  <When at={commit.dateCreated} />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      {data?.next === undefined ? null : <p className="muted">The newest {data.items.length} are shown.</p>}
    </Panel>
  );
}

function Deploys({ version }: { version: string }) {
  const { data, error } = useQuery(deploysQuery(useOrg(), version));
  const deploys = data?.items ?? [];
  return (
    <Panel title="Deploys" flush={deploys.length > 0}>
      {error === null ? null : <Problem what="The deploys could not be loaded" error={error} />}
      {deploys.length > 0 ? (
        <table className="table">
          <tbody>
            {deploys.map((deploy) => (
              <tr key={deploy.id}>
                <td>{deploy.environment}</td>
                <td>{deploy.name ?? ''}</td>
                <td>
                  <When at={deploy.dateFinished} />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      ) : data === undefined ? null : (
        <p className="muted">
          None. In the pipeline: <code>sentry-cli deploys new -r {version} -e production</code>
        </p>
      )}
    </Panel>
  );
}

/** One release: how it does, and what came with it. */
export function ReleasePage() {
  const org = useOrg();
  const { version = '' } = useParams({ strict: false });
  const release = useQuery(releaseQuery(org, version));
  useTitle(`Release ${version}`);
  if (release.data === undefined && release.error !== null) {
    return (
      <Problem what="The release could not be loaded" error={release.error} retry={() => void release.refetch()} />
    );
  }
  if (release.data === undefined) return <Waiting rows={10} height={40} what="the release" />;
  return (
    <article className="releases">
      <div className="releases-head">
        <Link to="/organizations/$org/releases/" params={{ org }}>
          Releases
        </Link>
        <h1 className="mono">{release.data.version}</h1>
      </div>
      <Projects release={release.data} />
      <Sessions version={version} />
      <Commits version={version} count={release.data.commitCount} />
      <Deploys version={version} />
      <Facts release={release.data} />
    </article>
  );
}
