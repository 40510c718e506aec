import { parseDuration, type TierConfig, type WorkingHours } from '@garrison/topology';
import { deadlineOf, type Hours } from './deadline.ts';

/** How a tier wants to be answered. */
export type Response = Pick<TierConfig, 'respondWithin' | 'escalate' | 'digest'>;

const SPRINT_MS = 14 * 86_400_000;
const HOURS: Hours = { timeZone: 'UTC', days: [1, 2, 3, 4, 5], from: '09:00', to: '17:00' };

/** The time until which an alert has to be acknowledged; null: there is no deadline. `hours` of the owner's team, else Monday to Friday, 9 to 17 UTC. */
export function dueAt(firedAt: number, { respondWithin }: Response, hours: WorkingHours | undefined): number | null {
  if (respondWithin === 'triage') return null;
  if (respondWithin === 'same-day') return deadlineOf(firedAt, { sameDay: { ...HOURS, ...hours } }) ?? null;
  const afterMs = respondWithin === 'next-sprint' ? SPRINT_MS : parseDuration(respondWithin);
  return afterMs === undefined ? null : (deadlineOf(firedAt, { afterMs }) ?? null);
}

/** When a step of the escalation is due; null: there are no more. A tier without steps sends to its own channels once more. */
export function stepAt(due: number | null, { escalate }: Response, step: number): number | null {
  if (due === null) return null;
  if (escalate === undefined) return step === 0 ? due : null;
  const wanted = escalate[step];
  return wanted === undefined ? null : due + (wanted.after === undefined ? 0 : (parseDuration(wanted.after) ?? 0));
}
