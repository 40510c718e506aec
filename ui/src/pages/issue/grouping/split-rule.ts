import type { IssueDetail } from '../../../data/shapes.ts';

/** A fingerprint rule that gives each message of this kind of error an issue of its own; undefined without an error type. */
export function splitRule({ metadata }: Pick<IssueDetail, 'metadata'>): string | undefined {
  const type = metadata['type'];
  if (typeof type !== 'string' || type === '') return undefined;
  return `error.type:"${type.replaceAll(/["\\*?[\]]/g, '?')}" -> {{ default }}, {{ message }}`;
}
