import { Button } from '@mantine/core';
import { lazy, Suspense, useState } from 'react';
import { useCommands } from '../../../app/commands.tsx';
import type { EventAddress } from '../../../data/events.ts';
import { Panel } from '../../../parts/panel.tsx';
import { Explanation } from './explanation.tsx';
import { Hashes } from './hashes.tsx';

const PreviewDialog = lazy(() => import('./preview-dialog.tsx').then(({ PreviewDialog: part }) => ({ default: part })));

interface GroupingPanelProps {
  readonly address: EventAddress;
  readonly issueId: string;
}

/** Why are these events one issue, and what would change that? The explanation is asked for on demand: it groups the event again. */
export function GroupingPanel({ address, issueId }: GroupingPanelProps) {
  const [why, setWhy] = useState(false);
  const [trying, setTrying] = useState(false);
  useCommands([
    { id: 'try-rules', label: 'Try other grouping rules', group: 'Issue', run: () => setTrying(true) },
    { id: 'why-together', label: 'Why are these events one issue?', group: 'Issue', run: () => setWhy(true) },
  ]);
  return (
    <Panel title="Grouping">
      <div className="row">
        <Button aria-expanded={why} onClick={() => setWhy(!why)}>
          {why ? 'Hide why' : 'Why together?'}
        </Button>
        <Button onClick={() => setTrying(true)}>Try other rules…</Button>
      </div>
      {why ? <Explanation address={address} /> : null}
      <Hashes issueId={issueId} address={address} />
      <Suspense fallback={null}>
        {trying ? <PreviewDialog project={address.project} issueId={issueId} close={() => setTrying(false)} /> : null}
      </Suspense>
    </Panel>
  );
}
