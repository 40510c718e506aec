import { Type, type Static } from 'typebox';
import type { ShownAlert } from '../../query/index.ts';
import type { AlertedThing } from '../../store/index.ts';
import { isoDate } from '../http/dates.ts';
import { NullableString } from '../http/schema.ts';

export const Alert = Type.Object({
  id: Type.String(),
  tier: NullableString,
  workflowId: NullableString,
  title: Type.String(),
  /** `new`, `regressed`, `reopened` or `metric`. */
  because: Type.String(),
  project: Type.String(),
  issueId: NullableString,
  shortId: NullableString,
  culprit: NullableString,
  level: NullableString,
  environment: NullableString,
  release: NullableString,
  /** `team:3` or `user:7`, and the name for people. */
  owner: NullableString,
  ownerName: NullableString,
  firedAt: Type.String(),
  /** By when somebody should have taken it. */
  dueAt: NullableString,
  acknowledgedAt: NullableString,
  acknowledgedBy: NullableString,
  resolvedAt: NullableString,
  resolvedBy: NullableString,
  /** How many steps of its escalation were made. */
  step: Type.Integer(),
});

export function alertView(
  { alert, project, shortId, ownerName }: ShownAlert,
  nameOf: (who: string | null) => string | null,
): Static<typeof Alert> {
  // Written when it fired.
  const what = JSON.parse(alert.what) as AlertedThing;
  const dateOf = (at: number | null): string | null => (at === null ? null : isoDate(at));
  return {
    id: String(alert.id),
    tier: alert.tier,
    workflowId: alert.workflow_id === null ? null : String(alert.workflow_id),
    title: what.title,
    because: what.because,
    project,
    issueId: alert.issue_id === null ? null : String(alert.issue_id),
    shortId,
    culprit: what.culprit ?? null,
    level: what.level ?? null,
    environment: what.environment ?? null,
    release: what.release ?? null,
    owner: alert.owner,
    ownerName,
    firedAt: isoDate(alert.fired_at),
    dueAt: dateOf(alert.due_at),
    acknowledgedAt: dateOf(alert.acknowledged_at),
    acknowledgedBy: nameOf(alert.acknowledged_by),
    resolvedAt: dateOf(alert.resolved_at),
    resolvedBy: nameOf(alert.resolved_by),
    step: alert.step,
  };
}
