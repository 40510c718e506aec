import type { OrganizationId, ProjectId, UserId } from '@garrison/protocol';
import { sql, type RawBuilder } from 'kysely';
import type { Selects } from '../../store/index.ts';
import type { Period } from '../period.ts';
import { nearest } from '../search/nearest.ts';
import { SearchError } from '../search/search-error.ts';
import type { SearchFilter, SearchValue } from '../search/search-tree.ts';
import { containsPattern, escapeLike, likePattern } from '../search/sql-pattern.ts';
import { readBoolean, readNumber, readTime } from '../search/typed-value.ts';
import { parseShortId } from '../short-id.ts';

/** Whose search it is. */
export interface SearchContext {
  readonly now: number;
  readonly organizationId: OrganizationId;
  readonly userId: UserId | null;
}

export type Condition = RawBuilder<boolean>;

/** A key that the relational store answers for issues. */
export interface IssueField {
  /** The only values there are. */
  readonly values?: readonly string[];
  condition(filter: SearchFilter, context: SearchContext): Condition;
}

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
const IS_VALUES: readonly string[] = Object.keys(IS);

const issueText = (column: string, values?: readonly string[]): IssueField => ({
  ...(values === undefined ? {} : { values }),
  condition: (filter) => texts(column, filter),
});
const issueTime = (column: string): IssueField => ({
  condition: (filter, context) => anyOf(filter, (value) => time(column, { filter, value }, context)),
});
const of = (condition: IssueField['condition']): IssueField => ({ condition });

const LEVELS = ['fatal', 'error', 'warning', 'info', 'debug', 'sample'];
const PRIORITIES = ['high', 'medium', 'low'];
const CATEGORIES = ['error', 'feedback'];

/** Issues as a dataset of the relational store. Keys in lower case: people write `firstSeen` and `firstseen`. */
const ISSUE_FIELDS: ReadonlyMap<string, IssueField> = new Map<string, IssueField>([
  ['is', { condition: isCondition, values: IS_VALUES }],
  ['status', { condition: isCondition, values: IS_VALUES }],
  ['assigned', of(assigned)],
  ['assigned_or_suggested', of(assigned)],
  ['bookmarks', of(bookmarks)],
  ['firstseen', issueTime('first_seen_at')],
  ['lastseen', issueTime('last_seen_at')],
  ['age', issueTime('first_seen_at')],
  ['timesseen', of((filter) => anyOf(filter, (value) => numeric('times_seen', { filter, value })))],
  ['level', issueText('level', LEVELS)],
  ['logger', issueText('logger')],
  ['title', issueText('title')],
  ['culprit', issueText('culprit')],
  ['platform', issueText('platform')],
  ['platform.name', issueText('platform')],
  ['firstrelease', of(firstRelease)],
  ['priority', issueText('priority', PRIORITIES)],
  ['issue.priority', issueText('priority', PRIORITIES)],
  ['substatus', issueText('substatus', SUBSTATUSES)],
  ['issue.type', issueText('type')],
  ['issue.category', { condition: category, values: CATEGORIES }],
  ['issue', of(idCondition)],
  ['issue.id', of(idCondition)],
  ['project', of(project)],
  ['project.name', of(project)],
  ['project.id', of(project)],
  ['error.unhandled', of(unhandled)],
]);

const HAS: ReadonlyMap<string, Condition> = new Map([
  ['assigned', sql<boolean>`(issues.assignee_user_id is not null or issues.assignee_team_id is not null)`],
  ['assignee', sql<boolean>`(issues.assignee_user_id is not null or issues.assignee_team_id is not null)`],
  ['logger', sql<boolean>`issues.logger is not null`],
  ['firstrelease', sql<boolean>`issues.first_release is not null`],
]);

/** Whether issues answer a filter: by its key, or `has:` of such a key. */
export function isIssueFilter(filter: SearchFilter): boolean {
  if (filter.keyKind !== 'name') return false;
  const key = filter.key.toLowerCase();
  return key === 'has' ? filter.values.every(({ text }) => HAS.has(text.toLowerCase())) : ISSUE_FIELDS.has(key);
}

/** Undefined: not a key of issues. */
export function issueFieldOf({ key, keyKind }: SearchFilter): IssueField | undefined {
  return keyKind === 'name' ? ISSUE_FIELDS.get(key.toLowerCase()) : undefined;
}

export function issueFilterCondition(filter: SearchFilter, context: SearchContext): Condition {
  const condition = filter.key.toLowerCase() === 'has' ? hasCondition(filter) : keyCondition(filter, context);
  // NULL is "not this": without coalesce both the filter and its negation would leave the row out.
  return filter.negated ? sql`not coalesce(${condition}, false)` : condition;
}

function keyCondition(filter: SearchFilter, context: SearchContext): Condition {
  const field = issueFieldOf(filter);
  if (field === undefined) throw new SearchError(`"${filter.key}" is not a key of issues`, filter.position);
  return field.condition(filter, context);
}

function hasCondition(filter: SearchFilter): Condition {
  return join(
    filter.values.flatMap(({ text }) => HAS.get(text.toLowerCase()) ?? []),
    'or',
  );
}

/** Free text: in the title, the place, or the exception's type and value. */
export function issueTextCondition(value: SearchValue): Condition {
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

/** An operator is part of the text: `level:>5` is the text `>5`. */
function texts(column: string, filter: SearchFilter): Condition {
  const reference = sql.ref(`issues.${column}`);
  const before = filter.operator === '=' ? '' : filter.operator;
  return anyOf(filter, (value) => {
    if (value.parts !== null) {
      const pattern = `${escapeLike(before)}${likePattern(value)}`.toLowerCase();
      return sql`lower(${reference}) like ${pattern} escape '\\'`;
    }
    const text = `${before}${value.text}`;
    return text === '' ? sql`(${reference} is null or ${reference} = '')` : sql`${reference} = ${text}`;
  });
}

/** A release is also known by its version without package and build. */
function firstRelease(filter: SearchFilter): Condition {
  const exact = texts('first_release', filter);
  const short = filter.values.filter(({ text, parts }) => parts === null && text !== '' && !text.includes('@'));
  const forms = short.flatMap(({ text }) => [`%@${escapeLike(text)}`, `%@${escapeLike(text)}+%`]);
  return join([exact, ...forms.map((form) => sql<boolean>`issues.first_release like ${form} escape '\\'`)], 'or');
}

function isCondition(filter: SearchFilter): Condition {
  if (filter.isList) {
    throw new SearchError(`"${filter.key}" takes one value: write is:a OR is:b`, filter.valuePosition);
  }
  return anyOf(filter, ({ text }) => {
    const condition = Object.hasOwn(IS, text.toLowerCase()) ? IS[text.toLowerCase()] : undefined;
    if (condition !== undefined) return condition;
    const close = nearest(text, IS_VALUES);
    const hint = close === null ? '' : `; did you mean is:${close}?`;
    throw new SearchError(`"${text}" is no value of ${filter.key}${hint}`, filter.position, close);
  });
}

/** How many issues each value of `is:` finds. */
export async function countByIs(
  db: Selects,
  { projectIds, period }: { projectIds: readonly ProjectId[]; period: Period },
): Promise<{ readonly value: string; readonly count: number }[]> {
  if (projectIds.length === 0) return [];
  const row = await db
    .selectFrom('issues')
    .select(Object.entries(IS).map(([name, is]) => sql<number>`sum(case when ${is} then 1 else 0 end)`.as(name)))
    .where('project_id', 'in', projectIds)
    .where('last_seen_at', '>=', period.start)
    .where('first_seen_at', '<', period.end)
    .executeTakeFirst();
  return IS_VALUES.map((value) => ({ value, count: Number(row?.[value] ?? 0) }));
}

function category(filter: SearchFilter): Condition {
  return anyOf(filter, ({ text }) => sql`${text} = case issues.type when 'feedback' then 'feedback' else 'error' end`);
}

function unhandled(filter: SearchFilter): Condition {
  return anyOf(filter, ({ text }) => {
    const value = readBoolean(text);
    if (value === undefined) {
      const message = `"${text}" is no value of ${filter.key}: it takes true or false`;
      throw new SearchError(message, filter.valuePosition);
    }
    return sql`issues.is_unhandled = ${value ? 1 : 0}`;
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

function idCondition(filter: SearchFilter, context: SearchContext): Condition {
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

interface FilterValue {
  readonly filter: SearchFilter;
  readonly value: SearchValue;
}

function time(column: string, { filter, value }: FilterValue, { now }: SearchContext): Condition {
  const reference = sql.ref(`issues.${column}`);
  const range = readTime(value.text, filter.operator, now);
  if (range === undefined) {
    const expected = 'a time: -24h, 2026-01-31 or 2026-01-31T12:00:00';
    throw new SearchError(`"${value.text}" is no value of ${filter.key}: it takes ${expected}`, filter.position);
  }
  return join(
    [
      ...(range.min === null ? [] : [sql<boolean>`${reference} >= ${range.min}`]),
      ...(range.max === null ? [] : [sql<boolean>`${reference} < ${range.max}`]),
    ],
    'and',
  );
}

function numeric(column: string, { filter, value }: FilterValue): Condition {
  const number = readNumber(value.text);
  if (number === undefined) {
    const message = `"${value.text}" is no value of ${filter.key}: it takes a number, such as 5 or 2k`;
    throw new SearchError(message, filter.position);
  }
  return sql`${sql.ref(`issues.${column}`)} ${sql.raw(filter.operator)} ${number}`;
}
