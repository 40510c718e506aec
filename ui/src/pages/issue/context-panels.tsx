import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { useOrg } from '../../app/filters.ts';
import type { Entry, EventDetail } from '../../data/shapes.ts';
import { Panel } from '../../parts/panel.tsx';
import { entryMeta, metaAt } from '../../parts/remarks.ts';
import { KeyValues, type KeyValue, pairsOf, Value } from '../../parts/value.tsx';
import { spanIdOf, traceIdOf } from './trace-of.ts';

/** Said elsewhere: `type` repeats the name of the context. */
const HIDDEN: ReadonlySet<string> = new Set(['type']);

function Group({ title, pairs }: { title: string; pairs: readonly KeyValue[] }) {
  if (pairs.length === 0) return null;
  return (
    <div className="context">
      <h3>{title}</h3>
      <KeyValues pairs={pairs} />
    </div>
  );
}

/** A context that is closed until one wants it; its most telling values stand beside its name. */
function FoldedGroup({ title, pairs, children }: { title: string; pairs: readonly KeyValue[]; children?: ReactNode }) {
  if (pairs.length === 0) return null;
  const summary = pairs.flatMap(({ value }) => (typeof value === 'string' || typeof value === 'number' ? [value] : []));
  return (
    <details className="part context-fold">
      <summary>
        <strong>{title}</strong> <span className="muted cut">{summary.slice(0, 3).join(' · ')}</span>
      </summary>
      <KeyValues pairs={pairs} />
      {children}
    </details>
  );
}

function TraceLink({ event }: { event: EventDetail }) {
  const org = useOrg();
  const traceId = traceIdOf(event);
  if (traceId === undefined) return null;
  return (
    <Link to="/organizations/$org/traces/trace/$traceId/" params={{ org, traceId }} search={{ span: spanIdOf(event) }}>
      Open the trace at the span of this event
    </Link>
  );
}

export function ContextsPanel({ event }: { event: EventDetail }) {
  const groups = Object.entries(event.contexts ?? {})
    .filter(([name, context]) => name !== 'feedback' && context !== null && typeof context === 'object')
    .map(([name, context]) => ({
      name,
      pairs: pairsOf(context, metaAt(event._meta, 'contexts', name)).filter(({ key }) => !HIDDEN.has(key)),
    }))
    .filter(({ pairs }) => pairs.length > 0);
  const extra = pairsOf(event.context, metaAt(event._meta, 'context') ?? metaAt(event._meta, 'extra'));
  if (groups.length === 0 && extra.length === 0) return null;
  return (
    <Panel title="Contexts">
      <div className="contexts">
        <FoldedGroup title="extra" pairs={extra} />
        {groups.map(({ name, pairs }) => (
          <FoldedGroup key={name} title={name} pairs={pairs}>
            {name === 'trace' ? <TraceLink event={event} /> : null}
          </FoldedGroup>
        ))}
      </div>
    </Panel>
  );
}

export function UserPanel({ event }: { event: EventDetail }) {
  const { user } = event;
  const meta = metaAt(event._meta, 'user');
  if (user === null) return null;
  const { data, geo, ...own } = user;
  const pairs = [
    ...pairsOf(own, meta).filter(({ value }) => value !== null && value !== ''),
    ...pairsOf(geo ?? {}, metaAt(meta, 'geo')),
    ...pairsOf(data ?? {}, metaAt(meta, 'data')),
  ];
  if (pairs.length === 0) return null;
  return (
    <Panel title="User">
      <KeyValues pairs={pairs} />
    </Panel>
  );
}

type Report = Extract<Entry, { type: 'csp' | 'hpkp' | 'expectct' | 'expectstaple' | 'template' }>;
const REPORTS: ReadonlySet<string> = new Set(['csp', 'hpkp', 'expectct', 'expectstaple', 'template']);

function isReport(entry: Entry): entry is Report {
  return REPORTS.has(entry.type);
}

/** The message of an event without an exception, and reports of browsers. */
export function MessagePanel({ event }: { event: EventDetail }) {
  const index = event.entries.findIndex(({ type }) => type === 'message');
  const entry = event.entries[index];
  const reports = event.entries.filter(isReport);
  const hasException = event.entries.some(({ type }) => type === 'exception');
  const message = entry?.type === 'message' && !hasException ? entry.data : undefined;
  if (message === undefined && reports.length === 0) return null;
  const meta = entryMeta(event, index, 'message');
  return (
    <Panel title="Message">
      {message === undefined ? null : (
        <p className="mono">
          <Value
            value={message.formatted ?? message.message ?? event.message}
            meta={metaAt(meta, 'formatted') ?? metaAt(meta, 'message')}
          />
        </p>
      )}
      {message?.params ? <KeyValues pairs={[{ key: 'parameters', value: message.params }]} /> : null}
      {reports.map(({ type, data }) => (
        <Group key={type} title={type} pairs={pairsOf(data)} />
      ))}
    </Panel>
  );
}

export function ModulesPanel({ event }: { event: EventDetail }) {
  const pairs = pairsOf(event.packages, metaAt(event._meta, 'packages') ?? metaAt(event._meta, 'modules'));
  if (pairs.length === 0) return null;
  return (
    <Panel title={`Packages · ${pairs.length}`}>
      <details className="part">
        <summary>Show all</summary>
        <KeyValues pairs={pairs} />
      </details>
    </Panel>
  );
}
