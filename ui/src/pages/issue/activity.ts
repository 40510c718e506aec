import type { Activity } from '../../data/shapes.ts';

const text = (value: unknown): string => (typeof value === 'string' ? value : '');

/** Who is meant by the ids in activities. */
export interface ActivityNames {
  readonly teams: readonly { readonly id: string; readonly slug: string }[];
  readonly people: readonly { readonly id: string; readonly name: string }[];
  /** `WEB-APP`: what the short ids of the issue's project begin with. */
  readonly prefix: string;
}

function assigned(data: Activity['data'], { teams, people }: ActivityNames): string {
  const id = text(data['assignee']);
  const isTeam = data['assigneeType'] === 'team';
  const team = teams.find((one) => one.id === id);
  if (isTeam) return `assigned it to ${team === undefined ? 'a team that was deleted' : `#${team.slug}`}`;
  const person = people.find((one) => one.id === id);
  const name = person?.name ?? (text(data['assigneeName']) || text(data['assigneeEmail']));
  return `assigned it to ${name || 'a person who left'}`;
}

const DIGITS = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';

/** Short ids count in base 32, without letters that look like digits: 42 is `1A`. */
function shortId(prefix: string, number: unknown): string {
  if (typeof number !== 'number' || !Number.isSafeInteger(number) || number < 0) return 'an issue';
  let digits = '';
  for (let rest = number; rest > 0; rest = Math.floor(rest / 32)) digits = `${DIGITS[rest % 32]}${digits}`;
  return `${prefix}-${digits || '0'}`;
}

function merged(data: Activity['data'], { prefix }: ActivityNames): string {
  const issues = Array.isArray(data['issues']) ? (data['issues'] as { shortId?: unknown }[]) : [];
  const names = issues.map((one) => shortId(prefix, one.shortId));
  return names.length === 0 ? 'merged other issues into it' : `merged ${names.join(', ')} into it`;
}

function ignored(data: Activity['data']): string {
  if (typeof data['ignoreCount'] === 'number') return `archived it until ${data['ignoreCount']} more events`;
  if (typeof data['ignoreUntil'] === 'string')
    return `archived it until ${data['ignoreUntil'].slice(0, 16).replace('T', ' ')} UTC`;
  if (data['ignoreUntilEscalating'] === true) return 'archived it until it escalates';
  return 'archived it';
}

const TEXTS: Readonly<Record<string, (data: Activity['data'], names: ActivityNames) => string>> = {
  first_seen: () => 'was seen for the first time',
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
  merge: merged,
  unmerge_source: (data, { prefix }) => `moved some of its events to ${shortId(prefix, data['destinationShortId'])}`,
  unmerge_destination: (data, { prefix }) => `split it off from ${shortId(prefix, data['sourceShortId'])}`,
  set_public: () => 'made it public',
  set_private: () => 'made it private',
};

/** The id of the other issue that an activity names, to link to. */
export function otherIssue({ type, data }: Activity): string | undefined {
  const id =
    type === 'unmerge_source' ? data['destination_id'] : type === 'unmerge_destination' ? data['source_id'] : '';
  return text(id) || undefined;
}

/** What happened, as the end of a sentence that starts with who. */
export function activityText({ type, data }: Activity, names: ActivityNames): string {
  return TEXTS[type]?.(data, names) ?? type.replaceAll('_', ' ');
}

const BY_ITSELF: ReadonlySet<string> = new Set(['first_seen', 'set_regression', 'set_escalating']);

export function activityActor({ type, user }: Activity): string {
  return user?.name || user?.email || (BY_ITSELF.has(type) ? 'The issue' : 'Garrison');
}
