import { formatTook } from '../../parts/format.ts';
import type { TraceNode } from './trace-node.ts';

/** Less is within what clocks of machines in step differ by. */
const SKEW_MS = 1;
const ADDRESSES = ['server.address', 'net.peer.name', 'url.full', 'http.url'] as const;

/** What a reader should know before trusting the picture: missing parents, clocks, calls whose other side is not in the trace. */
export function remarksOf(node: TraceNode, projects: ReadonlySet<string>): readonly string[] {
  return [missingParent(node), skew(node), queueWait(node), missingCallee(node, projects), mended(node)].filter(
    (remark) => remark !== '',
  );
}

function missingParent({ parent, item }: TraceNode): string {
  if (parent !== undefined || item.parent_span_id === null) return '';
  return `Its parent ${item.parent_span_id} is not in this trace: it was not sampled, not sent, or not yet received.`;
}

function skew({ parent, start, service }: TraceNode): string {
  if (parent === undefined || parent.start - start < SKEW_MS) return '';
  const ahead = formatTook(parent.start - start);
  return parent.service === service
    ? `It starts ${ahead} before the span that it is in.`
    : `It starts ${ahead} before the span of ${parent.service} that called it: the clocks of the two machines differ.`;
}

function queueWait({ parent, start, kind, item }: TraceNode): string {
  if (parent === undefined) return '';
  const isConsumer = kind === 'consumer' || /^queue\.(?:process|receive)/.test(item.op);
  const wait = start - parent.end;
  return isConsumer && wait > 0 ? `It waited ${formatTook(wait)} in the queue.` : '';
}

/** A call to a service of the organisation whose own spans are not in the trace. */
function missingCallee({ item, kind, service, children }: TraceNode, projects: ReadonlySet<string>): string {
  const isCall = kind === 'client' || item.op === 'http.client' || item.op.startsWith('rpc');
  if (!isCall || children.some((child) => child.service !== service)) return '';
  const callee = calledHost(item.name, item.additional_attributes).find((host) => projects.has(host));
  if (callee === undefined || callee === item.project_slug) return '';
  return `${callee} was called and sent no span of this trace: it received no trace header, does not sample this trace, or is not set up for tracing.`;
}

/** The names that a call gives of the host: `auth-service` of `http://auth-service.internal:3001/verify`. */
function calledHost(name: string, attributes: Readonly<Record<string, unknown>>): string[] {
  const addresses = ADDRESSES.map((key) => attributes[key]).filter((value) => typeof value === 'string');
  return [...addresses, name].flatMap((value) => {
    const host = /:\/\/([a-z0-9][a-z0-9-]*)/i.exec(value)?.[1] ?? /^[a-z0-9][a-z0-9-]*/i.exec(value)?.[0];
    return host === undefined ? [] : [host];
  });
}

function mended({ item }: TraceNode): string {
  const remark = item.additional_attributes['garrison.remarks'];
  return typeof remark === 'string' ? `Received with a fault: ${remark}.` : '';
}
