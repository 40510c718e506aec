import { sql, type RawBuilder } from 'kysely';
import { parseShortId } from '../short-id.ts';
import { nearest } from './nearest.ts';
import { containsPattern } from './parse-search.ts';
import { SearchError } from './search-error.ts';
import type { SearchFilter, SearchValue } from './search-tree.ts';

/** Whose search it is. */
export interface SearchContext {
  readonly now: number;
  readonly organizationId: number;
  readonly userId: number | null;
}

export type Condition = RawBuilder<boolean>;
type KeyCondition = (filter: SearchFilter, context: SearchContext) => Condition;

const UNIT_MS: Readonly<Record<string, number>> = { m: 60_000, h: 3_600_000, d: 86_400_000, w: 604_800_000 };
const SUBSTATUSES = [
  'new',
  'ongoing',
  'escalating',
  'regressed',
  'archived_until_escalating',
  'archived_until_condition_met',
  'archived_forever',
];
const IS: Readonly<Record<string, Condition>> = {
  unresolved: sql`issues.status = 'unresolved'`,
  resolved: sql`issues.status = 'resolved'`,
  ignored: sql`issues.status = 'ignored'`,
  archived: sql`issues.status = 'ignored'`,
  muted: sql`issues.status = 'ignored'`,
  assigned: sql`(issues.assignee_user_id is not null or issues.assignee_team_id is not null)`,
  unassigned: sql`(issues.assignee_user_id is null and issues.assignee_team_id is null)`,
  for_review: sql`(issues.status = 'unresolved' and issues.substatus in ('new', 'regressed', 'escalating'))`,
  linked: sql`1 = 0`,
  unlinked: sql`1 = 1`,
  ...Object.fromEntries(SUBSTATUSES.map((name) => [name, sql<boolean>`issues.substatus = ${name}`])),
};

/** Keys that the relational store answers. Names in lower case: people write `firstSeen` and `firstseen`. */
const KEYS: ReadonlyMap<string, KeyCondition> = new Map<string, KeyCondition>([
  ['is', isCondition],
  ['status', isCondition],
  ['assigned', assigned],
  ['assigned_or_suggested', assigned],
  ['bookmarks', bookmarks],
  ['firstseen', (filter, context) => time('first_seen_at', filter, context)],
  ['lastseen', (filter, context) => time('last_seen_at', filter, context)],
  ['age', (filter, context) => time('first_seen_at', filter, context)],
  ['timesseen', (filter) => anyOf(filter, (value) => numeric('times_seen', filter, value))],
  ['level', (filter) => texts('level', filter)],
  ['logger', (filter) => texts('logger', filter)],
  ['title', (filter) => texts('title', filter)],
  ['culprit', (filter) => texts('culprit', filter)],
  ['platform', (filter) => texts('platform', filter)],
  ['platform.name', (filter) => texts('platform', filter)],
  ['firstrelease', (filter) => texts('first_release', filter)],
  ['priority', (filter) => texts('priority', filter)],
  ['issue.priority', (filter) => texts('priority', filter)],
  ['substatus', (filter) => texts('substatus', filter)],
  ['issue.type', (filter) => texts('type', filter)],
  [
    'issue.category',
    (filter) =>
      anyOf(filter, ({ text }) => sql`${text} = case issues.type when 'feedback' then 'feedback' else 'error' end`),
  ],
  ['issue', issueCondition],
  ['issue.id', issueCondition],
  ['project', project],
  ['project.name', project],
  ['project.id', project],
  ['error.unhandled', (filter) => anyOf(filter, ({ text }) => sql`issues.is_unhandled = ${isTrue(text) ? 1 : 0}`)],
]);

export function isIssueKey(key: string): boolean {
  return KEYS.has(key.toLowerCase());
}

export function issueKeyCondition(filter: SearchFilter, context: SearchContext): Condition {
  const make = KEYS.get(filter.key.toLowerCase());
  if (make === undefined) throw new SearchError(`"${filter.key}" is not a key of issues`, filter.position);
  const condition = make(filter, context);
  // NULL is "not this": without coalesce both the filter and its negation would leave the row out.
  return filter.negated ? sql`not coalesce(${condition}, false)` : condition;
}

/** Free text: in the title, the place, or the exception's type and value. */
export function issueText(value: SearchValue): Condition {
  const pattern = containsPattern(value).toLowerCase();
  return sql`(lower(issues.title) like ${pattern} escape '\\' or lower(issues.culprit) like ${pattern} escape '\\'
    or lower(issues.metadata) like ${pattern} escape '\\')`;
}

export function join(conditions: readonly Condition[], separator: 'and' | 'or'): Condition {
  return sql`(${sql.join(conditions, separator === 'and' ? sql` and ` : sql` or `)})`;
}

function anyOf(filter: SearchFilter, make: (value: SearchValue) => Condition): Condition {
  return join(filter.values.map(make), 'or');
}

function texts(column: string, filter: SearchFilter): Condition {
  const reference = sql.ref(`issues.${column}`);
  return anyOf(filter, ({ text, pattern }) => {
    if (pattern !== null) return sql`lower(${reference}) like ${pattern.toLowerCase()} escape '\\'`;
    return text === '' ? sql`(${reference} is null or ${reference} = '')` : sql`${reference} = ${text}`;
  });
}

function isCondition(filter: SearchFilter): Condition {
  return anyOf(filter, ({ text }) => {
    const condition = Object.hasOwn(IS, text.toLowerCase()) ? IS[text.toLowerCase()] : undefined;
    if (condition !== undefined) return condition;
    const close = nearest(text, Object.keys(IS));
    const hint = close === null ? '' : `; did you mean is:${close}?`;
    throw new SearchError(`"${text}" is nothing an issue can be${hint}`, filter.position, close);
  });
}

function assigned(filter: SearchFilter, context: SearchContext): Condition {
  const me = context.userId ?? 0;
  return anyOf(filter, ({ text }) => {
    if (text === 'none') return sql`(issues.assignee_user_id is null and issues.assignee_team_id is null)`;
    if (text === 'me') return sql`issues.assignee_user_id = ${me}`;
    if (text === 'my_teams') {
      return sql`issues.assignee_team_id in (select team_id from team_members where user_id = ${me})`;
    }
    if (text.startsWith('#')) {
      return sql`issues.assignee_team_id in (select id from teams where organization_id = ${context.organizationId} and slug = ${text.slice(1)})`;
    }
    return sql`issues.assignee_user_id in (select id from users where email = ${text.toLowerCase()})`;
  });
}

function bookmarks(filter: SearchFilter, context: SearchContext): Condition {
  return anyOf(filter, ({ text }) => {
    const user =
      text === 'me' ? sql`${context.userId ?? 0}` : sql`(select id from users where email = ${text.toLowerCase()})`;
    return sql`issues.id in (select issue_id from issue_bookmarks where user_id = ${user})`;
  });
}

function issueCondition(filter: SearchFilter, context: SearchContext): Condition {
  return anyOf(filter, ({ text }) => {
    if (/^\d{1,15}$/.test(text)) return sql`issues.id = ${Number(text)}`;
    const shortId = parseShortId(text);
    if (shortId === undefined) {
      throw new SearchError(`"${text}" is not the id of an issue, such as API-GATEWAY-1`, filter.position);
    }
    return sql`(issues.short_id = ${shortId.number} and issues.project_id in (select id from projects
      where organization_id = ${context.organizationId} and slug = ${shortId.projectSlug}))`;
  });
}

function project(filter: SearchFilter, context: SearchContext): Condition {
  return anyOf(filter, ({ text }) =>
    /^\d{1,15}$/.test(text)
      ? sql`issues.project_id = ${Number(text)}`
      : sql`issues.project_id in (select id from projects where organization_id = ${context.organizationId} and slug = ${text})`,
  );
}

/** `-24h` is newer than, `+24h` older than; otherwise an operator and a time, or a day. */
function time(column: string, filter: SearchFilter, context: SearchContext): Condition {
  const reference = sql.ref(`issues.${column}`);
  return anyOf(filter, ({ text }) => {
    const [, sign, count, unit] = /^([+-])(\d{1,6})([mhdw])$/.exec(text) ?? [];
    if (sign !== undefined && unit !== undefined) {
      const at = context.now - Number(count) * (UNIT_MS[unit] ?? 0);
      return sign === '-' ? sql`${reference} >= ${at}` : sql`${reference} < ${at}`;
    }
    const isDay = /^\d{4}-\d{2}-\d{2}$/.test(text);
    const at = /^\d{4}-/.test(text)
      ? Date.parse(isDay || /(?:Z|[+-]\d{2}:?\d{2})$/.test(text) ? text : `${text}Z`)
      : NaN;
    if (Number.isNaN(at)) throw new SearchError(`"${text}" is not a time, such as -24h or 2026-01-31`, filter.position);
    if (filter.operator !== '=') return sql`${reference} ${sql.raw(filter.operator)} ${at}`;
    return sql`(${reference} >= ${at} and ${reference} < ${at + (isDay ? 86_400_000 : 1000)})`;
  });
}

function numeric(column: string, filter: SearchFilter, { text }: SearchValue): Condition {
  const [, digits, suffix] = /^(-?\d{1,12}(?:\.\d+)?)([kmb]?)$/i.exec(text) ?? [];
  if (digits === undefined) throw new SearchError(`"${text}" is not a number`, filter.position);
  const factor = { k: 1e3, m: 1e6, b: 1e9 }[suffix?.toLowerCase() ?? ''] ?? 1;
  return sql`${sql.ref(`issues.${column}`)} ${sql.raw(filter.operator)} ${Number(digits) * factor}`;
}

function isTrue(text: string): boolean {
  return text === '1' || text.toLowerCase() === 'true';
}
