import { Button } from '@mantine/core';
import { Suspense, useState } from 'react';
import { useCommands } from '../../../app/commands.tsx';
import type { EventAddress } from '../../../data/events.ts';
import { Panel } from '../../../parts/panel.tsx';
import { part } from '../../../parts/part.ts';
import { Explanation } from './explanation.tsx';
import { Hashes } from './hashes.tsx';

const PreviewDialog = part(() => import('./preview-dialog.tsx').then((file) => file.PreviewDialog));

interface GroupingPanelProps {
  readonly address: EventAddress;
  readonly issueId: string;
  /** Rules to try: undefined while none are tried, else what to put in front of the fingerprint rules. */
  readonly trying: string | undefined;
  readonly setTrying: (rules: string | undefined) => void;
}

/** Why these events are one issue, and what would change that. The explanation is loaded on demand, because the server groups the event again. */
export function GroupingPanel({ address, issueId, trying, setTrying }: GroupingPanelProps) {
  const [why, setWhy] = useState(false);
  useCommands([
    { id: 'try-rules', label: 'Try other grouping rules', group: 'Issue', run: () => setTrying('') },
    { id: 'why-together', label: 'Why grouped?', group: 'Issue', run: () => setWhy(true) },
  ]);
  return (
    <Panel title="Grouping">
      <div className="row">
        <Button aria-expanded={why} onClick={() => setWhy(!why)}>
          {why ? 'Hide why' : 'Why grouped?'}
        </Button>
        <Button onClick={() => setTrying('')}>Try other rules…</Button>
      </div>
      {why ? <Explanation address={address} /> : null}
      <Hashes issueId={issueId} address={address} />
      <Suspense fallback={null}>
        {trying === undefined ? null : (
          <PreviewDialog
            project={address.project}
            issueId={issueId}
            added={trying}
            close={() => setTrying(undefined)}
          />
        )}
      </Suspense>
    </Panel>
  );
}
