import type { SentryEvent } from '@garrison/protocol';
import type { OwnershipFacts, OwnershipFrame } from '@garrison/topology';
import { eventTags } from '../signals/errors/event-rows.ts';

/** What ownership rules look at in an event: all its frames, also those of causes and threads. */
export function ownershipFacts(event: SentryEvent): OwnershipFacts {
  return {
    platform: event.platform,
    url: event.request?.url,
    frames: framesOf(event),
    tags: tagsOf(event),
    user: event.user === undefined ? undefined : { ...event.user },
  };
}

/** The frames of the exception that was raised come last: they are the nearest to the crash. */
function framesOf({ exception, threads, stacktrace }: SentryEvent): OwnershipFrame[] {
  const stacks = [
    ...(threads?.values ?? []).map((thread) => thread.stacktrace),
    stacktrace,
    ...(exception?.values ?? []).map((one) => one.stacktrace),
  ];
  return stacks
    .flatMap((stack) => stack?.frames ?? [])
    .map(({ filename, abs_path: absPath, module, in_app: inApp }) => ({ filename, absPath, module, inApp }));
}

/** What has a column of its own is a tag in Sentry, too. */
function tagsOf(event: SentryEvent): ReadonlyMap<string, string> {
  const { environment, level, release, dist, transaction, logger } = event;
  const columns = Object.entries({ environment, level, release, dist, transaction, logger });
  const present = columns.flatMap(([name, value]) => (value === undefined ? [] : [[name, value] as const]));
  return new Map([...present, ...eventTags(event)]);
}
