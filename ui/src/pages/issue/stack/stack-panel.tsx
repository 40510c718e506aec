import { Button, SegmentedControl } from '@mantine/core';
import type { Entry, EventDetail, ExceptionValue, ThreadValue } from '../../../data/shapes.ts';
import { Panel } from '../../../parts/panel.tsx';
import { entryMeta, type Meta, metaAt } from '../../../parts/remarks.ts';
import { LongText, Remarks } from '../../../parts/value.tsx';
import { chainOf, type ChainLink } from './chain.ts';
import { Frames } from './frames.tsx';
import { type StackView, useStackView } from './stack-view.ts';

interface PartProps {
  readonly platform: string;
  readonly view: StackView;
  readonly meta: Meta;
}

function MechanismText({ exception }: { exception: ExceptionValue }) {
  const { mechanism } = exception;
  if (mechanism === null || mechanism === undefined) return null;
  return (
    <span className="row">
      {mechanism.handled === false ? <span className="chip level-error">unhandled</span> : null}
      {mechanism.handled === true ? <span className="chip">handled</span> : null}
      {mechanism.type ? <span className="chip">{mechanism.type}</span> : null}
    </span>
  );
}

function ExceptionBlock({ link, platform, view, meta }: { link: ChainLink } & PartProps) {
  const { exception, index, depth } = link;
  const own = metaAt(meta, 'values', index);
  const stack = view.raw ? (exception.rawStacktrace ?? exception.stacktrace) : exception.stacktrace;
  return (
    <details
      className="exception"
      open={link.main || (stack?.frames?.length ?? 0) <= 50}
      style={{ marginInlineStart: Math.min(depth - 1, 3) * 16 }}
    >
      <summary className="exception-head">
        {link.main ? null : <span className="muted">{link.relation} </span>}
        <span className="exception-value">
          <bdi>
            <strong>{exception.type ?? '(no type)'}</strong>
          </bdi>
          {exception.value ? (
            <>
              : <LongText text={exception.value} />
            </>
          ) : null}{' '}
          <Remarks meta={metaAt(own, 'value')} />
        </span>
        <MechanismText exception={exception} />
      </summary>
      <Frames stacktrace={stack} platform={platform} view={view} meta={metaAt(own, 'stacktrace')} />
    </details>
  );
}

function ThreadBlock({ thread, ...part }: { thread: ThreadValue } & PartProps) {
  const name = thread.name ?? `Thread ${thread.id ?? ''}`;
  return (
    <details className="exception" open={thread.crashed ?? thread.current ?? false}>
      <summary className="exception-head">
        <strong>{name}</strong>
        {thread.crashed ? <span className="chip level-error">crashed</span> : null}
        {thread.current ? <span className="chip">current</span> : null}
      </summary>
      <Frames stacktrace={thread.stacktrace} {...part} />
    </details>
  );
}

function EntryStack({ entry, ...part }: { entry: Entry } & PartProps) {
  if (entry.type === 'exception') {
    return chainOf(entry.data.values ?? []).map((link) => <ExceptionBlock key={link.index} link={link} {...part} />);
  }
  if (entry.type === 'threads') {
    return (entry.data.values ?? [])
      .filter(({ stacktrace }) => (stacktrace?.frames ?? []).length > 0)
      .map((thread, i) => (
        <ThreadBlock key={i} thread={thread} {...part} meta={metaAt(part.meta, 'values', i, 'stacktrace')} />
      ));
  }
  return entry.type === 'stacktrace' ? <Frames stacktrace={entry.data} {...part} /> : null;
}

const STACKS: ReadonlySet<string> = new Set(['exception', 'stacktrace', 'threads']);

function hasRaw(event: EventDetail): boolean {
  return event.entries.some(
    (entry) => entry.type === 'exception' && (entry.data.values ?? []).some(({ rawStacktrace }) => rawStacktrace),
  );
}

function ViewControls({
  event,
  view,
  change,
}: {
  event: EventDetail;
  view: StackView;
  change: (to: Partial<StackView>) => void;
}) {
  return (
    <>
      <SegmentedControl
        aria-label="Frames shown"
        data={[
          { value: 'app', label: 'In app' },
          { value: 'all', label: 'All' },
          ...(hasRaw(event) ? [{ value: 'raw', label: 'Raw' }] : []),
        ]}
        value={view.raw ? 'raw' : view.mode}
        onChange={(value) =>
          change(value === 'raw' ? { raw: true, mode: 'all' } : { raw: false, mode: value === 'all' ? 'all' : 'app' })
        }
      />
      <Button onClick={() => change({ newestFirst: !view.newestFirst })} title="Switch the order of the frames">
        {view.newestFirst ? 'Newest first' : 'Newest last'}
      </Button>
    </>
  );
}

/** Exception, its causes, threads; with source, folded to what is ours. */
export function StackPanel({ event }: { event: EventDetail }) {
  const [view, change] = useStackView();
  const stacks = event.entries.map((entry, index) => ({ entry, index })).filter(({ entry }) => STACKS.has(entry.type));
  if (stacks.length === 0) return null;
  return (
    <Panel title="Stack trace" flush aside={<ViewControls event={event} view={view} change={change} />}>
      {stacks.map(({ entry, index }) => (
        <EntryStack
          // A new order shows new rows; which are open is theirs.
          key={`${event.eventID}-${index}-${view.mode}-${view.raw}`}
          entry={entry}
          platform={event.platform}
          view={view}
          meta={entryMeta(event, index, entry.type)}
        />
      ))}
    </Panel>
  );
}
