import { formatOwner, type OwnershipRule } from '@garrison/topology';

/** A rule as a person writes it. */
export function formatRule({ matcher: { type, pattern }, owners }: OwnershipRule): string {
  const written = /[\s"]/.test(pattern) ? `"${pattern.replaceAll(/["\\]/g, String.raw`\$&`)}"` : pattern;
  return [`${type}:${written}`, ...owners.map(formatOwner)].join(' ');
}
