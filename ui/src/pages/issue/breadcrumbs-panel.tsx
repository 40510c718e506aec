import { Button, TextInput } from '@mantine/core';
import { useState } from 'react';
import type { Breadcrumb, EventDetail } from '../../data/shapes.ts';
import { useClock } from '../../parts/clock.tsx';
import { formatClock, zoneName } from '../../parts/format.ts';
import { levelClass } from '../../parts/level.tsx';
import { Panel } from '../../parts/panel.tsx';
import { entryMeta, type Meta, metaAt } from '../../parts/remarks.ts';
import { Value } from '../../parts/value.tsx';

const SHOWN_FIRST = 20;

interface Crumb {
  readonly crumb: Breadcrumb;
  readonly meta: Meta;
}

function matches({ crumb }: Crumb, text: string): boolean {
  const words = [crumb.category, crumb.message, crumb.level, crumb.type, JSON.stringify(crumb.data ?? '')];
  return words.join(' ').toLowerCase().includes(text.toLowerCase());
}

/** One line as long as it fits: `method GET  url https://…  status_code 200`. */
function Data({ data, meta }: { data: Readonly<Record<string, unknown>>; meta: Meta }) {
  return (
    <div className="crumb-data">
      {Object.entries(data).map(([key, value]) => (
        <span key={key}>
          <span className="muted">{key}</span> <Value value={value} meta={metaAt(meta, key)} />
        </span>
      ))}
    </div>
  );
}

function CrumbRow({ crumb, meta }: Crumb) {
  const clock = useClock();
  const at = crumb.timestamp ? new Date(crumb.timestamp) : undefined;
  const hasData = crumb.data !== null && crumb.data !== undefined && Object.keys(crumb.data).length > 0;
  return (
    <li className="crumb">
      <time className="crumb-time mono" dateTime={at?.toISOString()}>
        {at === undefined || Number.isNaN(at.getTime()) ? '–' : formatClock(at, clock)}
      </time>
      <span className={`crumb-category ${levelClass(crumb.level ?? 'info')}`}>
        <span className="level">{crumb.level ?? 'info'}</span> {crumb.category ?? crumb.type ?? 'default'}
      </span>
      <div className="crumb-text">
        {crumb.message ? <Value value={crumb.message} meta={metaAt(meta, 'message')} /> : null}
        {hasData ? <Data data={crumb.data ?? {}} meta={metaAt(meta, 'data')} /> : null}
      </div>
    </li>
  );
}

/** What happened before, newest first. */
export function BreadcrumbsPanel({ event }: { event: EventDetail }) {
  const clock = useClock();
  const [text, setText] = useState('');
  const [all, setAll] = useState(false);
  const index = event.entries.findIndex(({ type }) => type === 'breadcrumbs');
  const entry = event.entries[index];
  if (entry?.type !== 'breadcrumbs') return null;
  const values = entry.data.values ?? [];
  if (values.length === 0) return null;
  const found = values
    .map((crumb, i) => ({ crumb, meta: metaAt(entryMeta(event, index, 'breadcrumbs'), 'values', i) }))
    .toReversed()
    .filter((crumb) => matches(crumb, text));
  const shown = all ? found : found.slice(0, SHOWN_FIRST);
  return (
    <Panel
      title={`Breadcrumbs · ${values.length}`}
      flush
      aside={
        <>
          <span className="muted">newest first, {zoneName(clock)}</span>
          <TextInput
            size="xs"
            aria-label="Filter breadcrumbs"
            placeholder="Filter"
            value={text}
            onChange={(change) => setText(change.currentTarget.value)}
          />
        </>
      }
    >
      <ol className="crumbs">
        {shown.map(({ crumb, meta }, i) => (
          <CrumbRow key={i} crumb={crumb} meta={meta} />
        ))}
      </ol>
      {found.length === 0 ? <p className="stack-empty muted">No breadcrumb contains that.</p> : null}
      {found.length > shown.length ? (
        <Button variant="subtle" fullWidth onClick={() => setAll(true)}>
          Show {found.length - shown.length} more
        </Button>
      ) : null}
    </Panel>
  );
}
