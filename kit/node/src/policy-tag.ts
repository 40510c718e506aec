import { createHash } from 'node:crypto';
import type { Policy } from '@garrison/policy';

const HASH_LENGTH = 10;
const VERSION = /^[\w.-]{1,64}$/;

/**
 * `1.4.0+3f2a9c81d0`: the version that the organisation gave its policy, and a hash of what the policy says. It is a tag on what a
 * service sends, so that one sees which services have an older policy. A service's `overrides` and `SENTRY_KIT_PRIVACY` do not change
 * it: two services with the same package have the same tag.
 */
export function policyTag({ version, ...content }: Policy): string {
  const hash = createHash('sha256')
    .update(JSON.stringify(sorted(content)))
    .digest('hex');
  return `${typeof version === 'string' && VERSION.test(version) ? version : 'unversioned'}+${hash.slice(0, HASH_LENGTH)}`;
}

/** Equal policies give equal text, in whatever order their keys were written. */
function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).filter(([, part]) => part !== undefined);
  return Object.fromEntries(entries.toSorted(([a], [b]) => (a < b ? -1 : 1)).map(([key, part]) => [key, sorted(part)]));
}
