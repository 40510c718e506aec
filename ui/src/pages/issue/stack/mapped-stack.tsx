import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { type EventAddress, mappedQuery, sourceMapDebugQuery } from '../../../data/events.ts';
import type { EventDetail } from '../../../data/shapes.ts';
import { plural } from '../../../parts/format.ts';
import { Panel } from '../../../parts/panel.tsx';
import { Problem } from '../../../parts/problem.tsx';
import { StackPanel } from './stack-panel.tsx';

/** Commands stand between backticks. */
function Advice({ text }: { text: string }) {
  return text.split('`').map((piece, index) => (index % 2 === 1 ? <code key={index}>{piece}</code> : piece));
}

/** Each reason once, with how many frames have it. */
function Reasons({ address }: { address: EventAddress }) {
  const { data } = useQuery(sourceMapDebugQuery(address));
  if (data === undefined || data.frames.length === 0) return null;
  const reasons = Map.groupBy(data.frames, ({ explanation, advice }) => `${explanation}\n${advice}`);
  return (
    <ul className="source-map-reasons">
      {[...reasons.values()].map((frames) => {
        const [first] = frames;
        if (first === undefined) return null;
        return (
          <li key={`${first.path} ${first.problem}`}>
            <b>
              {frames.length} {plural(frames.length, 'frame')}
            </b>{' '}
            of <code>{first.path}</code>: {first.explanation}
            <div className="muted">
              <Advice text={first.advice} />
            </div>
          </li>
        );
      })}
    </ul>
  );
}

/** The stack; above it, when frames still show built code, why, and the same stack mapped with what is uploaded by now. */
export function MappedStack({ event, address }: { event: EventDetail; address: EventAddress }) {
  const [isAsked, setAsked] = useState(false);
  const debug = useQuery(sourceMapDebugQuery(address)).data;
  const mapped = useQuery({ ...mappedQuery(address), enabled: isAsked });
  const count = debug?.frames.length ?? 0;
  const shown = mapped.data === undefined ? event : { ...event, entries: mapped.data.entries };
  return (
    <>
      {count === 0 ? null : (
        <Panel
          title={`${count} ${plural(count, 'frame')} still ${count === 1 ? 'shows' : 'show'} built code`}
          aside={
            <Button loading={mapped.isFetching} onClick={() => (isAsked ? void mapped.refetch() : setAsked(true))}>
              Map again
            </Button>
          }
        >
          {mapped.error === null ? null : <Problem what="The event could not be mapped" error={mapped.error} />}
          {mapped.data === undefined ? null : (
            <p role="status">
              {mapped.data.changed === 0
                ? 'With what is uploaded by now, no frame can be mapped either.'
                : `${mapped.data.changed} ${plural(mapped.data.changed, 'frame')} below now ${mapped.data.changed === 1 ? 'shows' : 'show'} the source. The stored event and its issue stay as they are.`}
            </p>
          )}
          <Reasons address={address} />
        </Panel>
      )}
      <StackPanel event={shown} />
    </>
  );
}
