import type { Frame, SentryEvent } from '@garrison/protocol';

import { objects, text } from '../hostile.ts';
import { normalizeMessage } from '../message.ts';
import { tagOf } from './facts.ts';

/** How an unknown `{{ name }}` is written into a fingerprint. */
export type UnknownVariable = (name: string, written: string) => string;

const VARIABLE = /^\{\{\s*([^{}\s]+)\s*\}\}$/;
const VARIABLES_WITHIN = /\{\{\s*([^{}\s]{1,200})\s*\}\}/g;

export function isDefault(value: string): boolean {
  return VARIABLE.exec(value)?.[1] === 'default';
}

/**
 * The values of a fingerprint for one event; `{{ default }}` stays.
 * A literal that repeats the event's own message is normalised like the message.
 */
export function resolveFingerprint(values: readonly string[], event: SentryEvent, unknown: UnknownVariable): string[] {
  return values.map((value) => {
    if (isDefault(value)) return value;
    const name = VARIABLE.exec(value)?.[1];
    if (name === undefined) return isOwnMessage(value, event) ? normalizeMessage(value) : value;
    return variable(name, event, normalizeMessage) ?? unknown(name, value);
  });
}

/** A title with its variables filled in; messages as they are. Unknown variables stay as written. */
export function resolveTitle(template: string, event: SentryEvent): string {
  return template.replace(
    VARIABLES_WITHIN,
    (written, name: string) => variable(name, event, (message) => message) ?? written,
  );
}

function isOwnMessage(value: string, event: SentryEvent): boolean {
  if (value === event.logentry?.formatted || value === event.logentry?.message) return true;
  return objects(event.exception?.values).some((exception) => exception.value === value);
}

/** Undefined when there is no such variable. */
function variable(name: string, event: SentryEvent, message: (text: string) => string): string | undefined {
  if (name.startsWith('tags.')) {
    const tag = name.slice('tags.'.length);
    return tagOf(event, tag) ?? `<no-value-for-tag-${tag}>`;
  }
  const exception = objects(event.exception?.values).at(-1);
  switch (name) {
    case 'transaction':
      return text(event.transaction) ?? '<no-transaction>';
    case 'message': {
      const found = text(event.logentry?.formatted) ?? text(event.logentry?.message) ?? text(exception?.value);
      return found === undefined ? '<no-message>' : message(found);
    }
    case 'error.type':
    case 'type':
      return text(exception?.type) ?? '<no-type>';
    case 'error.value':
    case 'value':
      return text(exception?.value) ?? '<no-value>';
    case 'logger':
      return text(event.logger) ?? '<no-logger>';
    case 'level':
      return text(event.level) ?? '<no-level>';
    default:
      return frameVariable(name, event);
  }
}

function frameVariable(name: string, event: SentryEvent): string | undefined {
  const frame = crashFrame(event);
  switch (name) {
    case 'stack.function':
    case 'function':
      return text(frame?.function) ?? '<no-function>';
    case 'stack.module':
    case 'module':
      return text(frame?.module) ?? '<no-module>';
    case 'stack.abs_path':
    case 'path':
      return text(frame?.abs_path) ?? text(frame?.filename) ?? '<no-abs-path>';
    case 'stack.filename':
      return text(frame?.filename) ?? text(frame?.abs_path) ?? '<no-filename>';
    case 'stack.package':
    case 'package':
      return text(frame?.package) ?? '<no-package>';
    default:
      return undefined;
  }
}

/** The in-app frame nearest to the crash, else the frame nearest to it; of the last exception that has frames. */
function crashFrame(event: SentryEvent): Frame | undefined {
  const traces = [
    ...objects(event.exception?.values).toReversed(),
    ...(event.stacktrace ? [event] : []),
    ...objects(event.threads?.values).filter(({ crashed }) => crashed === true),
  ].map(({ stacktrace }) => objects(stacktrace?.frames));
  const frames = traces.find((candidates) => candidates.length > 0);
  return frames?.findLast(({ in_app }) => in_app === true) ?? frames?.at(-1);
}
