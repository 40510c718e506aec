import { isIssueKey } from './issue-keys.ts';
import { containsPattern } from './parse-search.ts';
import { SearchError } from './search-error.ts';
import type { SearchFilter, SearchNode, SearchValue } from './search-tree.ts';

/** Event columns that a search may name; everything else is a tag. Texts, compared as they are. */
const COLUMNS: ReadonlyMap<string, string> = new Map([
  ['release', 'release'],
  ['environment', 'environment'],
  ['dist', 'dist'],
  ['transaction', 'transaction'],
  ['level', 'level'],
  ['platform', 'platform'],
  ['platform.name', 'platform'],
  ['event.type', 'type'],
  ['title', 'title'],
  ['culprit', 'culprit'],
  ['sdk.name', 'sdk_name'],
  ['sdk.version', 'sdk_version'],
  ['user', 'user'],
]);
const USER_PARTS: ReadonlyMap<string, string> = new Map([
  ['user.id', 'id:'],
  ['user.email', 'email:'],
  ['user.username', 'username:'],
  ['user.ip', 'ip:'],
]);

/** ClickHouse takes 128 KiB of one parameter; a number has up to 20 digits. */
const HASHES_PER_PARAMETER = 5000;

export interface EventCondition {
  readonly sql: string;
  readonly params: Readonly<Record<string, string | readonly bigint[]>>;
}

/** What an event itself can answer though issues have a key of that name, too. */
export function isEventKey(key: string): boolean {
  return COLUMNS.has(key) || key === 'logger' || key.startsWith('error.');
}

/**
 * A WHERE over the narrow event table. Every value, tag keys too, travels as a parameter.
 * `ofIssues`: the parts that are about issues, each with the `hash id + project id` of the issues that it means.
 */
export function eventCondition(
  node: SearchNode,
  ofIssues: ReadonlyMap<SearchNode, readonly bigint[]> = new Map(),
): EventCondition {
  const params: Record<string, string | readonly bigint[]> = {};
  const add = (value: string | readonly bigint[], type: string): string => {
    const name = `s${Object.keys(params).length}`;
    params[name] = value;
    return `{${name}:${type}}`;
  };
  const bind = (value: string): string => add(value, 'String');
  const answered = (part: SearchNode): string | undefined => {
    const hashes = ofIssues.get(part);
    if (hashes === undefined) return undefined;
    const some = Array.from({ length: Math.ceil(hashes.length / HASHES_PER_PARAMETER) }, (_, index) =>
      hashes.slice(index * HASHES_PER_PARAMETER, (index + 1) * HASHES_PER_PARAMETER),
    );
    const among = some.map((keys) => `hash_id + project_id IN ${add(keys, 'Array(UInt64)')}`);
    return among.length === 0 ? '0' : `(${among.join(' OR ')})`;
  };
  return { sql: conditionOf(node, bind, answered), params };
}

type Bind = (value: string) => string;

function conditionOf(node: SearchNode, bind: Bind, answered: (part: SearchNode) => string | undefined): string {
  const answer = answered(node);
  if (answer !== undefined) return answer;
  switch (node.kind) {
    case 'and':
    case 'or':
      return `(${node.nodes.map((child) => conditionOf(child, bind, answered)).join(node.kind === 'and' ? ' AND ' : ' OR ')})`;
    case 'text':
      return messageContains(node.value, bind);
    case 'filter': {
      const any = node.key.toLowerCase() === 'has' ? hasKey(node, bind) : filterOf(node, bind);
      return node.negated ? `NOT (${any})` : `(${any})`;
    }
  }
}

function filterOf(filter: SearchFilter, bind: Bind): string {
  const key = filter.key;
  if (isIssueKey(key) && !isEventKey(key)) {
    throw new SearchError(`"${key}" is about issues: a list of events cannot be narrowed by it`, filter.position);
  }
  if (filter.operator !== '=')
    throw new SearchError(`"${key}" cannot be compared with ${filter.operator}`, filter.position);
  return filter.values.map((value) => comparison(key, value, bind)).join(' OR ');
}

function comparison(key: string, value: SearchValue, bind: Bind): string {
  if (key === 'message') return messageContains(value, bind);
  if (key === 'id') return `event_id = toUUIDOrZero(${bind(dashed(value.text))})`;
  if (key === 'trace') return `trace_id = toUUIDOrZero(${bind(dashed(value.text))})`;
  if (key === 'error.handled') return `handled = ${truth(value.text) ? '1' : '0'}`;
  if (key === 'error.unhandled') return truth(value.text) ? 'handled = 0' : 'handled != 0';
  const userPrefix = USER_PARTS.get(key);
  if (userPrefix !== undefined) return compare('user', prefixed(userPrefix, value), bind);
  const column = COLUMNS.get(key);
  if (column !== undefined) return compare(column, value, bind);
  return tagComparison(key, value, bind);
}

function compare(column: string, value: SearchValue, bind: Bind): string {
  return value.pattern === null ? `${column} = ${bind(value.text)}` : `${column} ILIKE ${bind(value.pattern)}`;
}

/** `tag_kv` holds `key=value` behind a text index; the map answers the rest. An empty value means that the tag is absent. */
function tagComparison(key: string, value: SearchValue, bind: Bind): string {
  if (value.pattern !== null) {
    const name = bind(key);
    return `(mapContains(tags, ${name}) AND tags[${name}] ILIKE ${bind(value.pattern)})`;
  }
  if (value.text === '') return `NOT mapContains(tags, ${bind(key)})`;
  return `has(tag_kv, ${bind(`${key}=${value.text}`)})`;
}

function hasKey(filter: SearchFilter, bind: Bind): string {
  return filter.values
    .map(({ text }) => {
      const column = COLUMNS.get(text);
      const user = USER_PARTS.get(text);
      if (user !== undefined) return `startsWith(user, ${bind(user)})`;
      if (text === 'trace') return 'notEmpty(trace_id)';
      return column === undefined ? `mapContains(tags, ${bind(text)})` : `${column} != ''`;
    })
    .join(' OR ');
}

function messageContains(value: SearchValue, bind: Bind): string {
  return `lower(message) LIKE ${bind(containsPattern(value).toLowerCase())}`;
}

function prefixed(prefix: string, value: SearchValue): SearchValue {
  return { text: `${prefix}${value.text}`, pattern: value.pattern === null ? null : `${prefix}${value.pattern}` };
}

function truth(text: string): boolean {
  return text === '1' || text.toLowerCase() === 'true';
}

function dashed(text: string): string {
  const hex = text.replaceAll('-', '').toLowerCase();
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
}
