import type { SentryEvent } from '@garrison/protocol';
import { crashFrame, mainException } from './crash-frame.ts';
import type { GroupingResult } from './grouping/index.ts';

const VALUE_MAX = 100;
const TITLE_MAX = 255;
const METADATA_VALUE_MAX = 1024;

export interface EventTitle {
  readonly title: string;
  /** What the issue list shows: {type, value, filename, function} for errors, {title} for messages, {message, name, …} for feedback. */
  readonly metadata: Readonly<Record<string, unknown>>;
}

/** "Type: first line of the value" for errors, the first line for messages: Sentry's words. */
export function titleOf(event: SentryEvent, grouping: Pick<GroupingResult, 'title' | 'mainExceptionId'>): EventTitle {
  const own = ownTitle(event, grouping.mainExceptionId);
  if (grouping.title === undefined || grouping.title === '') return own;
  return {
    title: clip(grouping.title, TITLE_MAX),
    metadata: { ...own.metadata, title: clip(grouping.title, TITLE_MAX) },
  };
}

function ownTitle(event: SentryEvent, exceptionId: number | undefined): EventTitle {
  if (event.type === 'feedback') return feedbackTitle(event);
  const exception = mainException(event, exceptionId);
  if (exception !== undefined) {
    const frame = crashFrame(event, exceptionId);
    const metadata = {
      ...said('type', exception.type),
      ...said('value', exception.value),
      ...said('filename', frame?.filename),
      ...said('function', frame?.function),
      ...(exception.mechanism?.synthetic === true ? { synthetic: true } : {}),
    };
    return { title: errorTitle(exception.type?.trim(), firstLine(exception.value), frame?.function), metadata };
  }
  const title = messageTitle(event);
  return { title, metadata: { title } };
}

function said(name: string, text: string | undefined): Readonly<Record<string, string>> {
  return text === undefined || text.trim() === '' ? {} : { [name]: clip(text, METADATA_VALUE_MAX) };
}

/** A blank text counts as missing, in each of the three. */
function errorTitle(type: string | undefined, value: string, fn: string | undefined): string {
  if (type === undefined || type === '') return clip(value, VALUE_MAX) || fn?.trim() || '<unknown>';
  return clip(value === '' ? type : `${type}: ${clip(value, VALUE_MAX)}`, TITLE_MAX);
}

function messageTitle(event: SentryEvent): string {
  const message = firstLine(event.logentry?.formatted) || firstLine(event.logentry?.message);
  if (message !== '') return clip(message, VALUE_MAX);
  const directive = event.csp?.['effective_directive'];
  if (typeof directive === 'string') return clip(`Blocked '${directive}'`, VALUE_MAX);
  const frame = crashFrame(event);
  return frame?.function || frame?.filename || '<unlabeled event>';
}

function feedbackTitle(event: SentryEvent): EventTitle {
  const feedback = event.contexts?.['feedback'] ?? {};
  const pick = (key: string): Record<string, unknown> =>
    typeof feedback[key] === 'string' ? { [key]: feedback[key] } : {};
  const message = typeof feedback['message'] === 'string' ? feedback['message'] : '';
  const title = clip(`User Feedback: ${firstLine(message) || '(no message)'}`, TITLE_MAX);
  return {
    title,
    metadata: {
      title: 'User Feedback',
      value: clip(message, METADATA_VALUE_MAX),
      message: clip(message, 4096),
      ...pick('contact_email'),
      ...pick('name'),
      ...pick('source'),
      ...pick('associated_event_id'),
    },
  };
}

/** The first line that is not blank. */
function firstLine(text: string | undefined): string {
  if (text === undefined) return '';
  const trimmed = text.trimStart();
  const end = trimmed.search(/[\r\n]/);
  return (end < 0 ? trimmed : trimmed.slice(0, end)).trimEnd();
}

/** At most `length` characters, of which the last three say that something was cut. */
export function clip(text: string, length: number): string {
  return text.length <= length ? text : `${text.slice(0, length - 3).toWellFormed()}...`;
}
