import type { EventDetail, ExceptionValue, IssueDetail } from '../../data/shapes.ts';
import { issueName } from '../../parts/issue-name.ts';

/** What stands on top of the issue page. */
export interface Headline {
  readonly type: string;
  readonly message: string;
  readonly culprit: string;
  readonly level: string;
  readonly isUnhandled: boolean;
}

/** The exception that the title is of: the last on the wire is the one that was raised last. */
function mainException(event: EventDetail): ExceptionValue | undefined {
  const entry = event.entries.find(({ type }) => type === 'exception');
  return entry?.type === 'exception' ? entry.data.values?.at(-1) : undefined;
}

/** Of the event that is shown, so that nothing on the page contradicts it; of the issue until the event is there. */
export function headlineOf(issue: IssueDetail, event: EventDetail | undefined): Headline {
  if (event === undefined) {
    const { culprit, level, isUnhandled } = issue;
    return { ...issueName(issue), culprit: culprit ?? '', level, isUnhandled };
  }
  const exception = mainException(event);
  const named = issueName({ metadata: event.metadata, title: event.title });
  // The event's title may be cut, and a rule may have set it; the whole message is in the exception.
  const isOwn = exception !== undefined && named.type === exception.type;
  return {
    type: named.type,
    message: isOwn ? (exception.value ?? '') : named.message,
    culprit: event.culprit ?? '',
    level: event.tags.find(({ key }) => key === 'level')?.value ?? issue.level,
    isUnhandled: exception?.mechanism?.handled === false,
  };
}
