import './trace.css';
import { Button, TextInput } from '@mantine/core';
import { IconSearch } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { Link, useParams } from '@tanstack/react-router';
import { type RefObject, useMemo, useRef } from 'react';
import { useOrg } from '../../app/filters.ts';
import { projectsQuery } from '../../data/organization.ts';
import { traceQuery } from '../../data/traces.ts';
import { useClock } from '../../parts/clock.tsx';
import { CopyButton } from '../../parts/copy-button.tsx';
import { formatTook, formatExact, formatTime, plural, zoneName } from '../../parts/format.ts';
import { Problem } from '../../parts/problem.tsx';
import { useTitle } from '../../parts/title.ts';
import { Waiting } from '../../parts/waiting.tsx';
import { Minimap } from './minimap.tsx';
import { ErrorLine, SpanDetail } from './span-detail.tsx';
import { readTrace, type Trace } from './trace.ts';
import { useTraceKeys } from './use-trace-keys.ts';
import { type TraceView, useTraceView } from './use-trace-view.ts';
import { Waterfall } from './waterfall.tsx';

/** As long as lines are kept. */
const STORED = '90d';

function Head({ trace, traceId }: { trace: Trace; traceId: string }) {
  const org = useOrg();
  const clock = useClock();
  const [root] = trace.roots;
  const facts = [
    formatTook(trace.duration),
    `${trace.services.length} ${plural(trace.services.length, 'service')}`,
    `${formatExact(trace.nodes.length)} ${plural(trace.nodes.length, 'span')}`,
    `${trace.errorCount} ${plural(trace.errorCount, 'error')}`,
  ];
  return (
    <header className="trace-head">
      <h1 className="cut">{root === undefined ? 'Trace' : `${root.service} ${root.item.name}`}</h1>
      <p className="muted">
        {trace.nodes.length === 0 ? `${trace.errorCount} errors, no spans` : facts.join(' · ')}
        {trace.nodes.length === 0 ? '' : ` · ${formatTime(new Date(trace.startMs), clock)} ${zoneName(clock)}`} ·{' '}
        <span className="mono">{traceId.slice(0, 8)}</span>{' '}
        <CopyButton subtle text={() => traceId} label="Copy the trace id" />{' '}
        <Link
          to="/organizations/$org/logs/"
          params={{ org }}
          search={{ query: `trace:${traceId}`, statsPeriod: STORED }}
        >
          Logs of this trace
        </Link>
      </p>
    </header>
  );
}

const ONLY = [
  { only: 'errors', label: 'Errors' },
  { only: 'critical', label: 'Critical path' },
  { only: 'remarks', label: 'Gaps and clocks' },
] as const;

function Filters({ view, search }: { view: TraceView; search: RefObject<HTMLInputElement | null> }) {
  const { filter, setFilter, found } = view;
  return (
    <div className="trace-filters">
      <TextInput
        ref={search}
        aria-label="Find in the trace"
        placeholder="Find: name, operation, service, id   ( / )"
        leftSection={<IconSearch size={14} />}
        value={filter.find}
        onChange={(event) => setFilter({ find: event.currentTarget.value })}
      />
      <Button.Group>
        {ONLY.map(({ only, label }) => (
          <Button
            key={only}
            aria-pressed={filter.only === only}
            variant={filter.only === only ? 'filled' : 'default'}
            onClick={() => setFilter({ only: filter.only === only ? undefined : only })}
          >
            {label}
          </Button>
        ))}
      </Button.Group>
      {filter.service === undefined ? null : (
        <Button variant="filled" onClick={() => setFilter({ service: undefined })}>
          Only {filter.service} ✕
        </Button>
      )}
      {found === undefined ? null : (
        <span className="muted" role="status">
          {formatExact(found)} {plural(found, 'span')} found
        </span>
      )}
    </div>
  );
}

function Loaded({ trace, traceId, cut }: { trace: Trace; traceId: string; cut: string | undefined }) {
  const view = useTraceView(trace);
  const search = useRef<HTMLInputElement>(null);
  useTraceKeys(trace, view, () => search.current?.focus());
  return (
    <article className="trace-page">
      <Head trace={trace} traceId={traceId} />
      {cut === undefined ? null : (
        <p className="level-warning" role="alert">
          This is not the whole trace: only the first {formatExact(Number(cut.split(':')[1]))} {cut.split(':')[0]} are
          shown.
        </p>
      )}
      {trace.loose.length > 0 ? (
        <section className="panel" aria-label="Errors outside of spans">
          <div className="panel-head">
            <h2>Errors outside of the spans that are stored</h2>
          </div>
          <ul className="trace-errors panel-body">
            {trace.loose.map((error) => (
              <ErrorLine key={error.event_id} error={error} />
            ))}
          </ul>
        </section>
      ) : null}
      {trace.nodes.length === 0 ? (
        <p className="muted">
          No span of this trace is stored: its services do not record traces (set <code>tracesSampleRate</code>), this
          trace was not sampled, or it is older than what is kept.
        </p>
      ) : (
        <>
          <Filters view={view} search={search} />
          <div className="panel trace-picture">
            <Minimap trace={trace} view={view} />
            <Waterfall trace={trace} view={view} />
          </div>
        </>
      )}
      {view.selected === undefined ? null : (
        <SpanDetail trace={trace} traceId={traceId} node={view.selected} view={view} />
      )}
    </article>
  );
}

/** One request over all services: where the time went, where it failed, which service did not join. */
export function TracePage() {
  const org = useOrg();
  const { traceId = '' } = useParams({ strict: false });
  const { data, error, refetch } = useQuery(traceQuery(org, traceId));
  const projects = useQuery(projectsQuery(org)).data;
  const trace = useMemo(
    () => (data === undefined ? undefined : readTrace(data, new Set((projects ?? []).map(({ slug }) => slug)))),
    [data, projects],
  );
  useTitle(`Trace ${traceId.slice(0, 8)}`);
  if (trace === undefined && error !== null) {
    return <Problem what="The trace could not be loaded" error={error} retry={() => void refetch()} />;
  }
  if (trace === undefined) return <Waiting rows={20} height={24} what="the trace" />;
  if (trace.nodes.length === 0 && trace.loose.length === 0) {
    return (
      <Problem what={`There is no trace ${traceId}`} error={new Error('Nothing is stored under this trace id.')} />
    );
  }
  return <Loaded trace={trace} traceId={traceId} cut={data?.cut} />;
}
