import { Button } from '@mantine/core';
import { Link, useNavigate } from '@tanstack/react-router';
import { useCommands } from '../../app/commands.tsx';
import { useOrg, usePageSearch } from '../../app/filters.ts';
import { type EventAddress, eventJsonUrl } from '../../data/events.ts';
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
  // At an end the button stays in its place, disabled, and its title says why.
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

interface EventBarProps {
  readonly issueId: string;
  readonly event: EventDetail;
  readonly address: EventAddress;
}

/** Which event is shown, its JSON, and the events before and after. */
export function EventBar({ issueId, event, address }: EventBarProps) {
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
        <a href={eventJsonUrl(address)} target="_blank" rel="noopener" className="event-json">
          JSON
        </a>
      </div>
      <Button.Group>
        {[
          { label: 'Oldest', hint: 'oldest', eventId: older === null ? null : 'oldest' },
          { label: 'Older', hint: 'oldest', eventId: older },
          { label: 'Newer', hint: 'newest', eventId: newer },
          { label: 'Newest', hint: 'newest', eventId: newer === null ? null : 'latest' },
        ].map((step) => (
          <StepButton key={step.label} issueId={issueId} step={step} />
        ))}
      </Button.Group>
    </div>
  );
}
