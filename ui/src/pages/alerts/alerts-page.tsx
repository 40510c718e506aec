import './alerts.css';
import { SegmentedControl } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useOrg } from '../../app/filters.ts';
import { type AlertList, alertsQuery, type AlertState } from '../../data/alerts.ts';
import { Panel } from '../../parts/panel.tsx';
import { Problem } from '../../parts/problem.tsx';
import { useTitle } from '../../parts/title.ts';
import { Waiting } from '../../parts/waiting.tsx';
import { AlertTable } from './alert-table.tsx';
import { MessagesPanel } from './messages-panel.tsx';

const STATES: readonly { readonly value: AlertState; readonly label: string; readonly empty: string }[] = [
  { value: 'open', label: 'Open', empty: 'No open alert. New issues in production and staging raise one.' },
  { value: 'acknowledged', label: 'Acknowledged', empty: 'No alert is with anybody.' },
  { value: 'resolved', label: 'Resolved', empty: 'No alert has ended yet.' },
];

function label(value: AlertState, text: string, counts: AlertList['counts'] | undefined): string {
  return counts === undefined ? text : `${text} ${counts[value]}`;
}

/** What is burning, who has it, and how long until it escalates. */
export function AlertsPage() {
  const org = useOrg();
  const [state, setState] = useState<AlertState>('open');
  const list = useQuery(alertsQuery(org, state));
  const counts = list.data?.counts;
  const overdue = counts === undefined || counts.overdue === 0 ? '' : ` · ${counts.overdue} overdue`;
  useTitle(counts === undefined ? 'Alerts' : `Alerts · ${counts.open} open${overdue}`);
  const shown = STATES.find(({ value }) => value === state);
  return (
    <div className="alerts">
      <div className="alerts-head">
        <h1>Alerts</h1>
        <SegmentedControl
          aria-label="State"
          data={STATES.map(({ value, label: text }) => ({ value, label: label(value, text, counts) }))}
          value={state}
          onChange={(value) => setState(value as AlertState)}
        />
      </div>
      {list.error === null ? null : (
        <Problem what="The alerts could not be loaded" error={list.error} retry={() => void list.refetch()} />
      )}
      {list.data === undefined && list.error === null ? <Waiting rows={6} height={48} what="alerts" /> : null}
      {list.data === undefined ? null : (
        <Panel title={`${shown?.label ?? ''}${state === 'open' ? overdue : ''}`} flush>
          {list.data.alerts.length === 0 ? (
            <p className="empty muted">{shown?.empty}</p>
          ) : (
            <AlertTable alerts={list.data.alerts} state={state} />
          )}
        </Panel>
      )}
      <MessagesPanel />
    </div>
  );
}
