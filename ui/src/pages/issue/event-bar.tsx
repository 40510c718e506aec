import { Button } from '@mantine/core';
import { Link, useNavigate } from '@tanstack/react-router';
import { useCommands } from '../../app/commands.tsx';
import { useOrg, usePageSearch } from '../../app/filters.ts';
import type { EventDetail } from '../../data/shapes.ts';
import { useClock } from '../../parts/clock.tsx';
import { formatTime, zoneName } from '../../parts/format.ts';
import { When } from '../../parts/when.tsx';

interface Step {
  readonly label: string;
  readonly hint: string;
  readonly eventId: string | null;
}

function StepButton({ issueId, step }: { issueId: string; step: Step }) {
  const org = useOrg();
  const search = usePageSearch();
  const { label, hint, eventId } = step;
  // At an end the button stays where it is, disabled, and says why.
  if (eventId === null) {
    return (
      <Button disabled title={`This is the ${hint} event`}>
        {label}
      </Button>
    );
  }
  return (
    <Button
      renderRoot={(props) => (
        <Link
          to="/organizations/$org/issues/$issueId/events/$eventId/"
          params={{ org, issueId, eventId }}
          search={search}
          resetScroll={false}
          {...props}
        />
      )}
    >
      {label}
    </Button>
  );
}

/** Which event is shown, and the way to its neighbours. */
export function EventBar({ issueId, event }: { issueId: string; event: EventDetail }) {
  const org = useOrg();
  const navigate = useNavigate();
  const search = usePageSearch();
  const clock = useClock();
  const { previousEventID: older, nextEventID: newer } = event;
  const go = (eventId: string | null) => {
    if (eventId === null) return;
    void navigate({
      to: '/organizations/$org/issues/$issueId/events/$eventId/',
      params: { org, issueId, eventId },
      search,
      resetScroll: false,
    });
  };
  const group = 'Issue';
  useCommands([
    { id: 'older', label: 'Older event', group, key: '[', run: () => go(older) },
    { id: 'newer', label: 'Newer event', group, key: ']', run: () => go(newer) },
  ]);
  const at = event.dateCreated ?? event.dateReceived;
  return (
    <div className="event-bar panel">
      <div className="event-bar-text">
        Event <span className="mono">{event.eventID.slice(0, 8)}</span> · <When at={at} />
        {at ? (
          <span className="muted event-bar-time">
            {formatTime(new Date(at), clock)} {zoneName(clock)}
          </span>
        ) : null}
      </div>
      <Button.Group>
        <StepButton
          issueId={issueId}
          step={{ label: 'Oldest', hint: 'oldest', eventId: older === null ? null : 'oldest' }}
        />
        <StepButton issueId={issueId} step={{ label: 'Older', hint: 'oldest', eventId: older }} />
        <StepButton issueId={issueId} step={{ label: 'Newer', hint: 'newest', eventId: newer }} />
        <StepButton
          issueId={issueId}
          step={{ label: 'Latest', hint: 'newest', eventId: newer === null ? null : 'latest' }}
        />
      </Button.Group>
    </div>
  );
}
