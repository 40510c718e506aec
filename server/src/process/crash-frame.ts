import type { Exception, Frame, SentryEvent } from '@garrison/protocol';

/** The exception that an event is about: the one grouping chose, else the one that was raised (the last). */
export function mainException(event: SentryEvent, exceptionId?: number): Exception | undefined {
  const all = event.exception?.values ?? [];
  const chosen =
    exceptionId === undefined ? undefined : all.find((exception) => exception.mechanism?.exception_id === exceptionId);
  return chosen ?? all.at(-1);
}

/** Where it happened: the innermost frame of the service's own code, else the innermost frame. */
export function crashFrame(event: SentryEvent, exceptionId?: number): Frame | undefined {
  const frames =
    mainException(event, exceptionId)?.stacktrace?.frames ?? event.stacktrace?.frames ?? threadFrames(event);
  return frames.findLast((frame) => frame.in_app === true) ?? frames.at(-1);
}

function threadFrames(event: SentryEvent): readonly Frame[] {
  const threads = event.threads?.values ?? [];
  const thread = threads.find((other) => other.crashed === true) ?? threads.find((other) => other.current === true);
  return thread?.stacktrace?.frames ?? [];
}
