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

export interface EventCondition {
  readonly sql: string;
  readonly params: Readonly<Record<string, string>>;
}

/** A WHERE over the narrow event table. Every value, tag keys too, travels as a parameter. */
export function eventCondition(node: SearchNode): EventCondition {
  const params: Record<string, string> = {};
  const bind = (value: string): string => {
    const name = `s${Object.keys(params).length}`;
    params[name] = value;
    return `{${name}:String}`;
  };
  return { sql: conditionOf(node, bind), params };
}

type Bind = (value: string) => string;

function conditionOf(node: SearchNode, bind: Bind): string {
  switch (node.kind) {
    case 'and':
    case 'or':
      return `(${node.nodes.map((child) => conditionOf(child, bind)).join(node.kind === 'and' ? ' AND ' : ' OR ')})`;
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
