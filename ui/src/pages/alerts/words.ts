import type { Alert, AlertMessage } from '../../data/alerts.ts';
import { formatDuration } from '../../parts/format.ts';

const BECAUSE: Readonly<Record<string, string>> = {
  new: 'new issue',
  regressed: 'regression',
  reopened: 'open again',
  resolved: 'resolved',
};

export function becauseWord(because: string): string {
  return BECAUSE[because] ?? because;
}

/** How long until an alert escalates. `now`: milliseconds since the epoch. */
export function timeLeft({ dueAt }: Pick<Alert, 'dueAt'>, now: number): { text: string; isOverdue: boolean } {
  if (dueAt === null) return { text: 'no deadline', isOverdue: false };
  const left = new Date(dueAt).getTime() - now;
  if (left <= 0) return { text: `overdue by ${formatDuration(-left)}`, isOverdue: true };
  return { text: `${formatDuration(left)} left`, isOverdue: false };
}

const STATES: Readonly<Record<string, string>> = {
  waiting: 'to be sent',
  sending: 'being sent',
  sent: 'sent',
  failed: 'failed',
  unsure: 'perhaps sent',
  kept: 'not sent: no channel',
};

export function stateWord(state: string): string {
  return STATES[state] ?? state;
}

const KINDS: Readonly<Record<string, string>> = {
  fired: '',
  digest: '',
  acknowledged: 'Acknowledged: ',
  resolved: 'Resolved: ',
  escalated: 'Not answered in time: ',
};

/** The content of a message in the form of its channel. */
export function messageTitle({
  kind,
  alertCount,
  alerts,
}: Pick<AlertMessage, 'kind' | 'alertCount' | 'alerts'>): string {
  const [first] = alerts;
  if (first === undefined) return 'Alerts that were deleted meanwhile';
  const tier = first.tier === null ? '' : `${first.tier}: `;
  const what = alertCount > 1 ? `${alertCount} alerts, the first: ${first.title}` : first.title;
  return `${KINDS[kind] ?? ''}${tier}${what} in ${first.project}`;
}
