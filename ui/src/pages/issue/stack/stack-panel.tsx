import { Button, SegmentedControl } from '@mantine/core';
import type { DebugImage, Entry, EventDetail, ExceptionValue, ThreadValue } from '../../../data/shapes.ts';
import { Panel } from '../../../parts/panel.tsx';
import { entryMeta, type Meta, metaAt } from '../../../parts/remarks.ts';
import { SafeText } from '../../../parts/safe-text.tsx';
import { LongText, Remarks } from '../../../parts/value.tsx';
import { chainOf, type ChainLink } from './chain.ts';
import { ChainLine, exceptionId } from './chain-line.tsx';
import { Frames } from './frames.tsx';
import { type StackView, useStackView } from './stack-view.ts';

interface PartProps {
  readonly platform: string;
  readonly view: StackView;
  readonly images: readonly DebugImage[];
  readonly threads: readonly ThreadValue[];
  readonly meta: Meta;
}

function threadName({ name, id }: ThreadValue): string {
  return name ? `thread ${name}` : `thread ${id ?? 'without a name'}`;
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

interface ExceptionProps extends PartProps {
  readonly link: ChainLink;
  /** With two exceptions both are open; of more, the outermost and the root cause. */
  readonly isOpen: boolean;
}

function ExceptionBlock({ link, isOpen, threads, ...part }: ExceptionProps) {
  const { exception, index, depth } = link;
  const own = metaAt(part.meta, 'values', index);
  const stack = part.view.raw ? (exception.rawStacktrace ?? exception.stacktrace) : exception.stacktrace;
  const thread = threads.find(({ id }) => id !== null && id !== undefined && id === exception.threadId);
  return (
    <details
      className="exception"
      id={exceptionId(index)}
      open={isOpen}
      style={{ marginInlineStart: Math.min(depth - 1, 3) * 16 }}
    >
      <summary className="exception-head">
        {link.main ? null : <span className="muted">{link.relation} </span>}
        <span className="exception-value">
          <strong>
            <SafeText text={exception.type ?? '(no type)'} />
          </strong>
          {exception.value ? (
            <>
              : <LongText text={exception.value} />
            </>
          ) : null}{' '}
          <Remarks meta={metaAt(own, 'value')} />
        </span>
        <MechanismText exception={exception} />
        {link.root ? <span className="chip">root cause</span> : null}
        {thread === undefined ? null : <span className="chip">in {threadName(thread)}</span>}
      </summary>
      <Frames stacktrace={stack} {...part} meta={metaAt(own, 'stacktrace')} />
    </details>
  );
}

function ThreadBlock({ thread, threads: _threads, ...part }: { thread: ThreadValue } & PartProps) {
  const isSilent = (thread.stacktrace?.frames ?? []).length === 0;
  return (
    <details className="exception" open={!isSilent && (thread.crashed ?? thread.current ?? false)}>
      <summary className="exception-head">
        <strong>
          <SafeText text={threadName(thread)} />
        </strong>
        {thread.name && thread.id !== null ? <span className="muted">id {thread.id}</span> : null}
        {thread.crashed ? <span className="chip level-error">crashed</span> : null}
        {thread.current ? <span className="chip">current</span> : null}
        {thread.state ? <span className="chip">{thread.state}</span> : null}
      </summary>
      <Frames
        stacktrace={thread.stacktrace}
        {...part}
        missing={
          thread.crashed
            ? 'The stack trace of this thread is the one of the exception.'
            : 'No stack trace was sent for this thread.'
        }
      />
    </details>
  );
}

function EntryStack({ entry, ...part }: { entry: Entry } & PartProps) {
  if (entry.type === 'exception') {
    const chain = chainOf(entry.data.values ?? []);
    return (
      <>
        <ChainLine chain={chain} />
        {chain.map((link) => (
          <ExceptionBlock key={link.index} link={link} isOpen={link.main || link.root || chain.length <= 2} {...part} />
        ))}
      </>
    );
  }
  if (entry.type === 'threads') {
    return (entry.data.values ?? []).map((thread, i) => (
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
        {view.newestFirst ? 'Newest first' : 'Oldest first'}
      </Button>
    </>
  );
}

function threadsOf(event: EventDetail): readonly ThreadValue[] {
  return event.entries.flatMap((entry) => (entry.type === 'threads' ? (entry.data.values ?? []) : []));
}

function imagesOf(event: EventDetail): readonly DebugImage[] {
  return event.entries.flatMap((entry) => (entry.type === 'debugmeta' ? (entry.data.images ?? []) : []));
}

/** The exception, its causes and the threads, with source code; frames of libraries are folded. */
export function StackPanel({ event }: { event: EventDetail }) {
  const [view, change] = useStackView();
  const stacks = event.entries.map((entry, index) => ({ entry, index })).filter(({ entry }) => STACKS.has(entry.type));
  if (stacks.length === 0) return null;
  return (
    <Panel title="Stack trace" flush aside={<ViewControls event={event} view={view} change={change} />}>
      {stacks.map(({ entry, index }) => (
        <EntryStack
          // Another view has other rows: which of them are open starts anew.
          key={`${event.eventID}-${index}-${view.mode}-${view.raw}`}
          entry={entry}
          platform={event.platform}
          view={view}
          images={imagesOf(event)}
          threads={threadsOf(event)}
          meta={entryMeta(event, index, entry.type)}
        />
      ))}
    </Panel>
  );
}
