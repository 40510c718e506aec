import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { useOrg, usePageSearch } from '../../app/filters.ts';
import { issueEventsQuery } from '../../data/events.ts';
import type { EventSummary } from '../../data/shapes.ts';
import { Panel } from '../../parts/panel.tsx';
import { Problem } from '../../parts/problem.tsx';
import { Waiting } from '../../parts/waiting.tsx';
import { When } from '../../parts/when.tsx';
import { shownValue } from './tags.ts';

const COLUMNS = ['release', 'environment', 'transaction'] as const;

function EventRow({ issueId, event, current }: { issueId: string; event: EventSummary; current: boolean }) {
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
      <td className="cut">{user ?? <span className="faint">–</span>}</td>
      {COLUMNS.map((key) => (
        <td key={key} className="cut" title={tags.get(key) ?? undefined}>
          {tags.has(key) ? shownValue(key, tags.get(key) ?? '') : <span className="faint">–</span>}
        </td>
      ))}
    </tr>
  );
}

/** Every event of the issue, newest first. */
export function EventsPanel({ issueId, eventId }: { issueId: string; eventId: string | undefined }) {
  const org = useOrg();
  const [cursor, setCursor] = useState<string>();
  const { data, error } = useQuery(issueEventsQuery(org, issueId, cursor));
  if (error !== null) return <Problem what="The events could not be loaded" error={error} />;
  return (
    <Panel
      title="All events"
      flush
      aside={
        <Button.Group>
          <Button disabled={cursor === undefined} onClick={() => setCursor(undefined)}>
            Newest
          </Button>
          <Button disabled={data?.previous === undefined} onClick={() => setCursor(data?.previous)}>
            Newer
          </Button>
          <Button disabled={data?.next === undefined} onClick={() => setCursor(data?.next)}>
            Older
          </Button>
        </Button.Group>
      }
    >
      {data === undefined ? (
        <Waiting rows={5} height={32} what="events" />
      ) : (
        <div className="table-scroll" tabIndex={0} role="group" aria-label="Events of this issue">
          <table className="table">
            <thead>
              <tr>
                <th>Event</th>
                <th>When</th>
                <th>User</th>
                {COLUMNS.map((key) => (
                  <th key={key}>{key}</th>
                ))}
              </tr>
            </thead>
            <tbody>
              {data.items.map((event) => (
                <EventRow key={event.eventID} issueId={issueId} event={event} current={event.eventID === eventId} />
              ))}
            </tbody>
          </table>
        </div>
      )}
    </Panel>
  );
}
