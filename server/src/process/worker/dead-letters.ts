import { type AcceptedItem, itemKind, OUTCOME_REASONS, type OutcomeRecord } from '@garrison/protocol';
import type { DeadLetterRow } from '../../store/index.ts';
import type { RulesOf } from './project-cache.ts';
import { salvageRecord } from './salvage-record.ts';

const DETAIL_MAX = 1000;

export function letterOfItem(
  { item, bytes }: { readonly item: AcceptedItem; readonly bytes: Uint8Array },
  why: { readonly reason: string; readonly detail: string },
): DeadLetterRow {
  const { organizationId, projectId, type: itemType, eventId, receivedAt: createdAt } = item;
  const { reason } = why;
  return { organizationId, projectId, itemType, eventId, reason, detail: clip(why.detail), item: bytes, createdAt };
}

interface UnreadContext {
  readonly rules: RulesOf;
  /** The organisation that gets what names no project. */
  readonly operators: () => number | undefined;
  readonly now: number;
}

/** Of a record that cannot be decoded: of the project that it still names, else of none, for the operators to see. */
export function letterOfUnread(
  { bytes, detail }: { readonly bytes: Uint8Array; readonly detail: string },
  { rules, operators, now }: UnreadContext,
): { readonly row: DeadLetterRow; readonly outcome: OutcomeRecord | undefined } {
  const salvaged = salvageRecord(bytes);
  const project = salvaged === undefined ? undefined : rules(salvaged.projectId);
  const of = project === undefined ? undefined : salvaged;
  const organizationId = project?.organizationId ?? operators();
  const reason = OUTCOME_REASONS.processing;
  const row = {
    organizationId: organizationId ?? null,
    projectId: of?.projectId ?? null,
    itemType: of?.type ?? 'unknown',
    eventId: of?.eventId ?? null,
    reason,
    detail: clip(detail),
    item: bytes,
    createdAt: now,
  };
  if (organizationId === undefined) return { row, outcome: undefined };
  const category = (of?.type === undefined ? undefined : itemKind(of.type)?.category) ?? 'default';
  const { projectId, keyId } = of ?? { projectId: 0, keyId: 0 };
  const ending = { category, quantity: 1, outcome: 'invalid', reason } as const;
  return { row, outcome: { organizationId, projectId, keyId, at: now, ...ending } };
}

function clip(text: string): string {
  return text.slice(0, DETAIL_MAX).toWellFormed();
}
