import type { SameTrace } from '../../data/traces.ts';
import type { Breadcrumb, EventDetail, ExceptionValue, Frame, IssueDetail } from '../../data/shapes.ts';

/** Fits a chat message and a ticket. */
const BYTES_MAX = 4096;
const FRAMES_MAX = 12;
const BREADCRUMBS_MAX = 10;
const TRACE_ERRORS_MAX = 8;
const TAGS = ['environment', 'level', 'url', 'transaction', 'server_name', 'runtime', 'browser', 'os'];

function frameLine(frame: Frame): string {
  const file = frame.filename ?? frame.absPath ?? frame.module ?? '?';
  const place = frame.lineNo ? `${file}:${frame.lineNo}` : file;
  const code = frame.context?.find(([number]) => number === frame.lineNo)?.[1]?.trim();
  return `  at ${frame.function ?? '(anonymous)'} (${place})${code ? `\n       ${code}` : ''}`;
}

function exceptionLines({ type, value, stacktrace }: ExceptionValue, cause: boolean): string[] {
  const frames = (stacktrace?.frames ?? []).toReversed();
  const ours = frames.filter(({ inApp }) => inApp);
  const shown = (ours.length > 0 ? ours : frames).slice(0, FRAMES_MAX);
  const left = frames.length - shown.length;
  return [
    `${cause ? 'Caused by ' : ''}${type ?? 'Error'}: ${value ?? ''}`,
    ...shown.map(frameLine),
    ...(left > 0 ? [`  … ${left} more`] : []),
  ];
}

function breadcrumbLine({ timestamp, category, message, data }: Breadcrumb): string {
  const text = message ?? (data ? JSON.stringify(data) : '');
  return `- ${timestamp?.slice(11, 19) ?? ''} \`${category ?? 'default'}\` ${text.slice(0, 160)}`;
}

/** A code fence longer than any run of backticks inside, so that the payload cannot leave it. */
function fenced(text: string): string[] {
  const longest = Math.max(2, ...[...text.matchAll(/`+/g)].map(([run]) => run.length));
  const fence = '`'.repeat(longest + 1);
  return [fence, text, fence];
}

function stackText(event: EventDetail): string {
  const entry = event.entries.find(({ type }) => type === 'exception');
  if (entry?.type === 'exception') {
    return (entry.data.values ?? [])
      .toReversed()
      .flatMap((value, i) => exceptionLines(value, i > 0))
      .join('\n');
  }
  return event.message ?? event.title;
}

function breadcrumbsOf(event: EventDetail): readonly Breadcrumb[] {
  const entry = event.entries.find(({ type }) => type === 'breadcrumbs');
  return entry?.type === 'breadcrumbs' ? (entry.data.values ?? []).slice(-BREADCRUMBS_MAX) : [];
}

function facts(issue: IssueDetail, event: EventDetail): string[] {
  const tags = new Map(event.tags.map(({ key, value }) => [key, value]));
  const named = TAGS.flatMap((key) => (tags.get(key) ? [`- ${key}: ${tags.get(key)}`] : []));
  return [
    `- project: ${issue.project.slug}`,
    `- release: ${event.release?.version ?? 'not sent'}`,
    `- events: ${issue.count}, users: ${issue.userCount}`,
    `- first seen: ${issue.firstSeen ?? '?'}, last seen: ${issue.lastSeen ?? '?'}`,
    ...named,
  ];
}

function shorten(text: string, bytesMax: number): string {
  const bytes = new TextEncoder().encode(text);
  if (bytes.length <= bytesMax) return text;
  return `${new TextDecoder().decode(bytes.slice(0, bytesMax - 4)).replace(/�+$/, '')}…`;
}

/** Other errors of the trace, the first one marked, and the way from it to this one. */
function traceLines({ errors, path }: SameTrace, event: EventDetail): string[] {
  if (errors.length < 2) return [];
  const lines = errors
    .slice(0, TRACE_ERRORS_MAX)
    .map(({ eventId, shortId, title, service, project, isLikelyCause }) => {
      const mark = isLikelyCause ? ' (first, likely the cause)' : '';
      return `- ${service || project.slug}: ${shortId ?? '?'} ${shorten(title, 160)}${mark}${eventId === event.eventID ? ' (this event)' : ''}`;
    });
  const more = errors.length - lines.length;
  const way = path.map(({ service, project, name }) => `${service || project} ${shorten(name, 80)}`);
  return [
    '',
    '## Same trace',
    ...lines,
    ...(more > 0 ? [`- … ${more} more`] : []),
    ...(way.length > 1 ? ['', `Path: ${way.join(' → ')}`] : []),
  ];
}

/** What a copy of an issue is made of. `trace`: what else failed in it, where that is known. */
export interface CopiedIssue {
  readonly issue: IssueDetail;
  readonly event: EventDetail;
  readonly trace?: SameTrace | undefined;
}

/** Title, facts, stack (in app), errors of the trace, the last breadcrumbs, link: at most 4 kB; what gives way first is the breadcrumbs, then the stack. */
export function issueMarkdown({ issue, event, trace }: CopiedIssue, link: string): string {
  const head = [`# ${shorten(issue.title, 400)}`, '', `[${issue.shortId}](${link})`, '', ...facts(issue, event), ''];
  const others = trace === undefined ? [] : traceLines(trace, event);
  const build = (stack: string, crumbs: readonly string[]) =>
    [...head, ...fenced(stack), ...others, ...(crumbs.length > 0 ? ['', '## Breadcrumbs', ...crumbs] : []), ''].join(
      '\n',
    );
  const size = (text: string) => new TextEncoder().encode(text).length;
  let crumbs = breadcrumbsOf(event).map(breadcrumbLine);
  const stack = stackText(event);
  while (crumbs.length > 0 && size(build(stack, crumbs)) > BYTES_MAX) crumbs = crumbs.slice(1);
  const whole = build(stack, crumbs);
  if (size(whole) <= BYTES_MAX) return whole;
  const room = BYTES_MAX - size(build('', [])) - 16;
  return shorten(build(shorten(stack, Math.max(room, 0)), []), BYTES_MAX);
}
