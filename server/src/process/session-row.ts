import type { AcceptedItem } from '@garrison/protocol';
import type { SessionRow } from '../store/index.ts';
import { readJson } from './normalize/index.ts';

/** A session update or aggregate, kept as it came beside what it will be looked up by; undefined when it is no JSON object. */
export function toSessionRow(item: AcceptedItem, kind: SessionRow['kind']): SessionRow | undefined {
  const value = readJson(item.payload)?.value;
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return undefined;
  const { attrs }: { attrs?: unknown } = value;
  const { release, environment }: { release?: unknown; environment?: unknown } =
    typeof attrs === 'object' && attrs !== null ? attrs : {};
  return {
    organizationId: item.organizationId,
    projectId: item.projectId,
    kind,
    receivedAt: item.receivedAt,
    release: named(release, 200),
    environment: named(environment, 64),
    payload: new TextDecoder().decode(item.payload),
  };
}

function named(value: unknown, max: number): string {
  if (typeof value === 'number') return String(value);
  return typeof value === 'string' ? value.slice(0, max).toWellFormed() : '';
}
