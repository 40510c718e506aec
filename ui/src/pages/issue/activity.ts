import type { Activity } from '../../data/shapes.ts';

const text = (value: unknown): string => (typeof value === 'string' ? value : '');

function assigned(data: Activity['data']): string {
  const name = text(data['assigneeName']) || text(data['assigneeEmail']) || text(data['assignee']);
  return `assigned it to ${data['assigneeType'] === 'team' ? '#' : ''}${name}`;
}

function ignored(data: Activity['data']): string {
  if (typeof data['ignoreCount'] === 'number') return `archived it until ${data['ignoreCount']} more events`;
  if (typeof data['ignoreUntil'] === 'string')
    return `archived it until ${data['ignoreUntil'].slice(0, 16).replace('T', ' ')} UTC`;
  if (data['ignoreUntilEscalating'] === true) return 'archived it until it escalates';
  return 'archived it';
}

const TEXTS: Readonly<Record<string, (data: Activity['data']) => string>> = {
  first_seen: () => 'first seen',
  note: () => 'wrote',
  set_resolved: () => 'resolved it',
  set_resolved_in_release: (data) =>
    text(data['version']) ? `resolved it in ${text(data['version'])}` : 'resolved it in the next release',
  set_resolved_by_age: () => 'resolved it by age',
  set_resolved_in_commit: () => 'resolved it by a commit',
  set_unresolved: () => 'reopened it',
  set_regression: (data) =>
    text(data['version']) ? `came back in ${text(data['version'])}` : 'came back after it was resolved',
  set_ignored: ignored,
  set_escalating: () => 'escalated',
  set_priority: (data) => `set the priority to ${text(data['priority'])}`,
  assigned,
  unassigned: () => 'removed the assignee',
  merge: (data) => `merged ${Array.isArray(data['issues']) ? data['issues'].length : 'other'} issues into it`,
  unmerge_source: () => 'took events out of it',
  unmerge_destination: () => 'took it out of another issue',
  set_public: () => 'made it public',
  set_private: () => 'made it private',
};

/** What happened, as the end of a sentence that starts with who. */
export function activityText({ type, data }: Activity): string {
  return TEXTS[type]?.(data) ?? type.replaceAll('_', ' ');
}

const BY_ITSELF: ReadonlySet<string> = new Set(['first_seen', 'set_regression', 'set_escalating']);

export function activityActor({ type, user }: Activity): string {
  return user?.name || user?.email || (BY_ITSELF.has(type) ? 'The issue' : 'Garrison');
}
