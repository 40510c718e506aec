import type { SentryEvent } from '@garrison/protocol';

import { text } from '../hostile.ts';

/** A tag by name; those that Sentry derives from fields of the event count as tags. */
export function tagOf(event: SentryEvent, name: string): string | undefined {
  const tags: unknown = event.tags;
  if (Array.isArray(tags)) {
    const found: unknown = tags.find((pair: unknown) => Array.isArray(pair) && pair[0] === name);
    if (Array.isArray(found)) return text(found[1]);
  }
  switch (name) {
    case 'transaction':
      return text(event.transaction);
    case 'environment':
      return text(event.environment);
    case 'release':
      return text(event.release);
    case 'dist':
      return text(event.dist);
    case 'level':
      return text(event.level);
    case 'logger':
      return text(event.logger);
    case 'server_name':
      return text(event.server_name);
    default:
      return undefined;
  }
}
