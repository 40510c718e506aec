import { ActionIcon, Button } from '@mantine/core';
import { IconX } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useOrg } from '../../app/filters.ts';
import { type ErrorItem, spanQuery } from '../../data/traces.ts';
import { CopyButton } from '../../parts/copy-button.tsx';
import { formatTook, formatShare } from '../../parts/format.ts';
import { LevelBadge } from '../../parts/level.tsx';
import { Problem } from '../../parts/problem.tsx';
import { SafeText } from '../../parts/safe-text.tsx';
import { KeyValues } from '../../parts/value.tsx';
import type { Trace } from './trace.ts';
import type { TraceNode } from './trace-node.ts';
import type { TraceView } from './use-trace-view.ts';
import { zoomOf } from './use-trace-keys.ts';

/** An error of a trace with the way to its issue. */
export function ErrorLine({ error }: { error: ErrorItem }) {
  const org = useOrg();
  const { issue_id: issueId, event_id: eventId, short_id: shortId } = error;
  return (
    <li className="trace-error">
      <LevelBadge level={error.level} iconOnly />
      {issueId === 0 ? (
        <span className="muted">The issue was deleted</span>
      ) : (
        <Link
          to="/organizations/$org/issues/$issueId/events/$eventId/"
          params={{ org, issueId: String(issueId), eventId }}
        >
          {shortId}
        </Link>
      )}
      <SafeText text={error.description} className="cut" />
      <span className="muted">{error.project_slug}</span>
    </li>
  );
}

interface SpanDetailProps {
  readonly trace: Trace;
  readonly traceId: string;
  readonly node: TraceNode;
  readonly view: TraceView;
}

function Attributes({ traceId, node }: { traceId: string; node: TraceNode }) {
  const org = useOrg();
  const project = node.item.project_slug;
  const { data, error, refetch } = useQuery(spanQuery({ org, project, traceId, spanId: node.id }));
  if (error !== null) {
    return <Problem what="The attributes could not be loaded" error={error} retry={() => void refetch()} />;
  }
  return <KeyValues pairs={(data?.attributes ?? []).map(({ name, value }) => ({ key: name, value }))} empty=" " />;
}

/** Everything of the selected span: how long, what went wrong, what was sent of it. */
export function SpanDetail({ trace, traceId, node, view }: SpanDetailProps) {
  const { item, remarks } = node;
  const duration = node.end - node.start;
  return (
    <section className="panel span-detail" aria-label="Span">
      <div className="panel-head">
        <h2>
          {node.service} · <SafeText text={item.name} />
        </h2>
        <div className="row">
          <Button onClick={() => view.setZoom(zoomOf(trace, node))}>Zoom to it</Button>
          <CopyButton text={() => location.href}>Copy link</CopyButton>
          <ActionIcon aria-label="Close the span" onClick={() => view.select(undefined)}>
            <IconX size={16} />
          </ActionIcon>
        </div>
      </div>
      <div className="panel-body">
        <p>
          <strong>{formatTook(duration)}</strong>
          {duration > 0 ? (
            <span className="muted">
              {' '}
              · {formatTook(node.self)} ({formatShare(node.self / duration)}) not in the spans below it
            </span>
          ) : null}
          <span className="muted"> · starts {formatTook(node.start)} after the trace</span>
          {node.status === '' ? null : <span className="muted"> · {node.status}</span>}
          {node.isCritical ? <span className="muted"> · on the critical path</span> : null}
        </p>
        {remarks.map((remark) => (
          <p key={remark} className="level-warning">
            {remark}
          </p>
        ))}
        {item.errors.length > 0 ? (
          <ul className="trace-errors">
            {item.errors.map((error) => (
              <ErrorLine key={error.event_id} error={error} />
            ))}
          </ul>
        ) : null}
        <Attributes traceId={traceId} node={node} />
      </div>
    </section>
  );
}
