import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { Fragment } from 'react';
import { useOrg } from '../../app/filters.ts';
import { type SameTraceError, sameTraceQuery } from '../../data/traces.ts';
import type { EventDetail } from '../../data/shapes.ts';
import { formatDuration } from '../../parts/format.ts';
import { LevelBadge } from '../../parts/level.tsx';
import { Panel } from '../../parts/panel.tsx';
import { Problem } from '../../parts/problem.tsx';
import { SafeText } from '../../parts/safe-text.tsx';
import { spanIdOf, traceIdOf } from './trace-of.ts';

function ErrorRow({ error, event }: { error: SameTraceError; event: EventDetail }) {
  const org = useOrg();
  const isThis = error.eventId === event.eventID;
  const apart = new Date(error.dateCreated).getTime() - new Date(event.dateCreated ?? error.dateCreated).getTime();
  return (
    <li className={isThis ? 'same-trace-row same-trace-this' : 'same-trace-row'}>
      <LevelBadge level={error.level} iconOnly />
      <div className="same-trace-text">
        <div className="row">
          <strong>{error.service || error.project.slug}</strong>
          {isThis || error.issueId === null ? (
            <span className="muted">{isThis ? 'this event' : 'its issue was deleted'}</span>
          ) : (
            <Link
              to="/organizations/$org/issues/$issueId/events/$eventId/"
              params={{ org, issueId: error.issueId, eventId: error.eventId }}
            >
              {error.shortId}
            </Link>
          )}
          {error.isLikelyCause ? <span className="same-trace-cause">first, likely the cause</span> : null}
        </div>
        <SafeText text={error.title} className="cut" />
      </div>
      <span className="number muted">
        {isThis || apart === 0 ? '' : `${formatDuration(Math.abs(apart))} ${apart < 0 ? 'before' : 'after'}`}
      </span>
    </li>
  );
}

/** The errors of all services in the trace of this event, and the calls between the first of them and this event. */
export function SameTracePanel({ event }: { event: EventDetail }) {
  const org = useOrg();
  const traceId = traceIdOf(event);
  const { data, error, refetch } = useQuery({
    ...sameTraceQuery(org, traceId ?? '', event.eventID),
    enabled: traceId !== undefined,
  });
  if (traceId === undefined) return null;
  const link = (
    <Link to="/organizations/$org/traces/trace/$traceId/" params={{ org, traceId }} search={{ span: spanIdOf(event) }}>
      Open the trace <span className="mono">{traceId.slice(0, 8)}</span>
    </Link>
  );
  const others = data === undefined ? 0 : data.errors.filter(({ eventId }) => eventId !== event.eventID).length;
  return (
    <Panel title="Same trace" flush aside={link}>
      {error === null ? null : (
        <Problem what="The other errors of the trace could not be loaded" error={error} retry={() => void refetch()} />
      )}
      {data !== undefined && others === 0 ? (
        <p className="panel-body muted">No other error was received in this trace.</p>
      ) : null}
      {data === undefined || others === 0 ? null : (
        <>
          <ol className="same-trace" aria-label="Errors of this trace, the first one first">
            {data.errors.map((one) => (
              <ErrorRow key={one.eventId} error={one} event={event} />
            ))}
          </ol>
          {data.hasMore ? <p className="panel-body muted">The trace has more errors than these 100.</p> : null}
          {data.path.length > 1 ? (
            <p className="panel-body same-trace-path" aria-label="From the first error to this event">
              {data.path.map(({ spanId, service, project, name }, index) => (
                <Fragment key={spanId}>
                  {index === 0 ? null : <span className="faint"> → </span>}
                  <span>
                    <strong>{service || project}</strong> <SafeText text={name} className="muted" />
                  </span>
                </Fragment>
              ))}
            </p>
          ) : null}
        </>
      )}
    </Panel>
  );
}
