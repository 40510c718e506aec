import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { useOrg, usePageSearch } from '../../app/filters.ts';
import { issueEventsQuery } from '../../data/events.ts';
import type { EventSummary } from '../../data/shapes.ts';
import { Panel } from '../../parts/panel.tsx';
import { SafeText } from '../../parts/safe-text.tsx';
import { Problem } from '../../parts/problem.tsx';
import { Waiting } from '../../parts/waiting.tsx';
import { When } from '../../parts/when.tsx';
import { shownValue } from './tags.ts';

const COLUMNS = ['release', 'environment', 'transaction'] as const;

interface EventRowProps {
  readonly issueId: string;
  readonly event: EventSummary;
  readonly current: boolean;
  /** The messages of the issue's events differ: each is shown. */
  readonly titled: boolean;
}

function EventRow({ issueId, event, current, titled }: EventRowProps) {
  const org = useOrg();
  const search = usePageSearch();
  const tags = new Map(event.tags.map(({ key, value }) => [key, value]));
  const user = event.user?.email ?? event.user?.username ?? event.user?.id ?? event.user?.ip_address;
  return (
    <tr aria-current={current ? 'true' : undefined}>
      <td>
        <Link
          to="/organizations/$org/issues/$issueId/events/$eventId/"
          params={{ org, issueId, eventId: event.eventID }}
          search={search}
          className="mono"
        >
          {event.eventID.slice(0, 8)}
        </Link>
      </td>
      <td>
        <When at={event.dateCreated} />
      </td>
      {titled ? (
        <td className="cut event-title" title={event.title.slice(0, 500)}>
          <SafeText text={event.title} />
        </td>
      ) : null}
      <td className="cut">{user ?? <span className="faint">–</span>}</td>
      {COLUMNS.map((key) => (
        <td key={key} className="cut" title={tags.get(key) ?? undefined}>
          {tags.has(key) ? shownValue(key, tags.get(key) ?? '') : <span className="faint">–</span>}
        </td>
      ))}
    </tr>
  );
}

/** Said when one issue holds different messages: perhaps it should be several. */
function Differ({ count, split }: { count: number; split: () => void }) {
  return (
    <div className="row differ">
      <span>These events have {count} different messages.</span>
      <Button onClick={split}>Split by message…</Button>
    </div>
  );
}

interface EventsPanelProps {
  readonly issueId: string;
  readonly eventId: string | undefined;
  /** Tries a rule that splits the issue by message; undefined when no rule can name these events. */
  readonly split: (() => void) | undefined;
}

function EventTable({ events, issueId, eventId, split }: EventsPanelProps & { events: readonly EventSummary[] }) {
  const messages = new Set(events.map(({ title }) => title)).size;
  const titled = messages > 1;
  return (
    <>
      {titled && split !== undefined ? <Differ count={messages} split={split} /> : null}
      <div className="table-scroll" tabIndex={0} role="group" aria-label="Events of this issue">
        <table className="table">
          <thead>
            <tr>
              <th>Event</th>
              <th>When</th>
              {titled ? <th>Message</th> : null}
              <th>User</th>
              {COLUMNS.map((key) => (
                <th key={key}>{key}</th>
              ))}
            </tr>
          </thead>
          <tbody>
            {events.map((event) => (
              <EventRow
                key={event.eventID}
                issueId={issueId}
                event={event}
                current={event.eventID === eventId}
                titled={titled}
              />
            ))}
          </tbody>
        </table>
      </div>
    </>
  );
}

/** Every event of the issue, newest first. */
export function EventsPanel(props: EventsPanelProps) {
  const org = useOrg();
  const [cursor, setCursor] = useState<string>();
  const { data, error } = useQuery(issueEventsQuery(org, props.issueId, cursor));
  if (error !== null) return <Problem what="The events could not be loaded" error={error} />;
  return (
    <Panel
      title="All events"
      flush
      aside={
        <Button.Group>
          <Button disabled={data?.next === undefined} onClick={() => setCursor(data?.next)}>
            Older
          </Button>
          <Button disabled={data?.previous === undefined} onClick={() => setCursor(data?.previous)}>
            Newer
          </Button>
          <Button disabled={cursor === undefined} onClick={() => setCursor(undefined)}>
            Newest
          </Button>
        </Button.Group>
      }
    >
      {data === undefined ? (
        <Waiting rows={5} height={32} what="events" />
      ) : (
        <EventTable {...props} events={data.items} />
      )}
    </Panel>
  );
}
