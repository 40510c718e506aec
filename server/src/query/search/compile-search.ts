import type { Dataset, TagColumn } from '../datasets/dataset.ts';
import type { Field } from '../datasets/field.ts';
import { nearest } from './nearest.ts';
import type { Params } from './params.ts';
import { SearchError } from './search-error.ts';
import type { SearchFilter, SearchNode, SearchValue } from './search-tree.ts';
import { containsPattern, escapeLike, likePattern } from './sql-pattern.ts';
import { readBoolean, readDuration, readNumber, readSize, readTime } from './typed-value.ts';
import { versionCondition } from './version-condition.ts';

/** What a search is compiled for. */
export interface SearchTarget {
  readonly dataset: Dataset;
  readonly params: Params;
  /** Milliseconds. */
  readonly now: number;
  /** The SQL of parts that another store has answered. */
  readonly answered?: ReadonlyMap<SearchNode, string>;
  /** The SQL of a condition on a function; without it such a condition is refused. */
  readonly functionCondition?: (filter: SearchFilter) => string;
}

/** The condition of a search over a dataset. Throws `SearchError` for a value that its key cannot have. */
export function compileSearch(node: SearchNode, target: SearchTarget): string {
  const answer = target.answered?.get(node);
  if (answer !== undefined) return answer;
  if (node.kind === 'text') return textCondition(target.dataset.text, node.value, target.params);
  if (node.kind !== 'filter') {
    const conditions = node.nodes.map((child) => compileSearch(child, target));
    return `(${conditions.join(node.kind === 'and' ? ' AND ' : ' OR ')})`;
  }
  if (node.keyKind === 'function') {
    if (target.functionCondition !== undefined) return target.functionCondition(node);
    throw new SearchError(`"${node.key}()" cannot be searched for here`, node.position);
  }
  const condition = node.key.toLowerCase() === 'has' ? presence(node, target) : filterCondition(node, target);
  // NULL is "not this": without a default both the condition and its negation would leave the row out.
  return node.negated ? `NOT ifNull(${condition}, 0)` : `ifNull(${condition}, 0)`;
}

/** The field that a filter names; undefined: a tag. */
function fieldOfFilter(filter: SearchFilter, dataset: Dataset): Field | undefined {
  if (filter.keyKind === 'tag' && filter.tagType === 'number' && dataset.tags !== undefined) return undefined;
  if (filter.keyKind !== 'name') return undefined;
  const reason = dataset.notKept.get(filter.key);
  if (reason !== undefined) throw new SearchError(`"${filter.key}" cannot be searched: ${reason}`, filter.position);
  return dataset.fields.get(filter.key);
}

function filterCondition(filter: SearchFilter, target: SearchTarget): string {
  const field = fieldOfFilter(filter, target.dataset);
  if (field === undefined) return tagCondition(filter, target);
  const any = filter.values.map((value) => valueCondition(field, { filter, value }, target));
  return any.length === 1 ? (any[0] ?? '0') : `(${any.join(' OR ')})`;
}

interface FilterValue {
  readonly filter: SearchFilter;
  readonly value: SearchValue;
}

function valueCondition(field: Field, given: FilterValue, target: SearchTarget): string {
  switch (field.type) {
    case 'text':
      return textFieldCondition(field, given, target.params);
    case 'date':
      return timeCondition(field, given, target);
    case 'boolean':
      return `${field.sql} = ${typed(given, readBoolean, 'true or false') ? 1 : 0}`;
    case 'number':
      return numberCondition(field.sql, given, typed(given, readNumber, 'a number, such as 5 or 2k'));
    case 'duration':
      return numberCondition(field.sql, given, typed(given, readDuration, 'a duration, such as 300ms or 1.5s'));
    case 'size':
      return numberCondition(field.sql, given, typed(given, readSize, 'a size, such as 20kb'));
    case 'id':
      return idCondition(field, given, target.params);
  }
}

/** The value as its type reads it; a declared type is strict. */
function typed<Value>(
  { filter, value }: FilterValue,
  read: (text: string) => Value | undefined,
  expected: string,
): Value {
  const result = read(value.text);
  if (result !== undefined) return result;
  throw new SearchError(`"${value.text}" is no value of ${filter.key}: it takes ${expected}`, filter.valuePosition);
}

function numberCondition(sql: string, { filter }: FilterValue, value: number): string {
  return `${sql} ${filter.operator} ${value}`;
}

function timeCondition(field: Field, { filter, value }: FilterValue, { now, params }: SearchTarget): string {
  const range = readTime(value.text, filter.operator, now);
  if (range === undefined) {
    const expected = 'a time: -24h, 2026-01-31 or 2026-01-31T12:00:00';
    throw new SearchError(`"${value.text}" is no value of ${filter.key}: it takes ${expected}`, filter.valuePosition);
  }
  const at = (ms: number) => `fromUnixTimestamp64Milli(${params.bind(Math.floor(ms), 'Int64')})`;
  const ends = [
    ...(range.min === null ? [] : [`${field.sql} >= ${at(range.min)}`]),
    ...(range.max === null ? [] : [`${field.sql} < ${at(range.max)}`]),
  ];
  return `(${ends.join(' AND ')})`;
}

const UUID = /^[0-9a-f]{8}-?[0-9a-f]{4}-?[0-9a-f]{4}-?[0-9a-f]{4}-?[0-9a-f]{12}$/i;
const HEX64 = /^[0-9a-f]{16}$/i;

function idCondition(field: Field, { filter, value }: FilterValue, params: Params): string {
  const isSpan = field.digits === 16;
  if (value.text === '') return isSpan ? `${field.sql} = 0` : `empty(${field.sql})`;
  if (!(isSpan ? HEX64 : UUID).test(value.text)) {
    const expected = `${isSpan ? 16 : 32} hexadecimal digits`;
    throw new SearchError(`"${value.text}" is no value of ${filter.key}: it takes ${expected}`, filter.valuePosition);
  }
  const digits = value.text.replaceAll('-', '').toLowerCase();
  if (isSpan) return `${field.sql} = reinterpretAsUInt64(reverse(unhex(${params.bind(digits, 'String')})))`;
  return `${field.sql} = ${params.bind(dashedId(digits), 'UUID')}`;
}

/** 32 hex digits as ClickHouse writes a UUID. */
export function dashedId(hex: string): string {
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
}

function textFieldCondition(field: Field, { filter, value }: FilterValue, params: Params): string {
  if (field.match === 'contains') return textCondition(field.sql, value, params);
  if (field.match === 'version' && filter.operator !== '=') return versionCondition(field.sql, filter, params);
  const read = asText(filter, value);
  if (field.isList === true) {
    if (read.text === '' && read.parts === null) return `empty(${field.sql})`;
    if (read.parts === null) return `has(${field.sql}, ${params.bind(read.text, 'String')})`;
    return `arrayExists(element -> element ILIKE ${params.bind(likePattern(read), 'String')}, ${field.sql})`;
  }
  if (read.parts !== null) return `${field.sql} ILIKE ${params.bind(likePattern(read), 'String')}`;
  const equal = `${field.sql} = ${params.bind(read.text, 'String')}`;
  if (field.match !== 'release' || read.text === '' || read.text.includes('@')) return equal;
  // People write a release as it is shown: without its package, and without its build.
  const short = escapeLike(read.text);
  const forms = [`%@${short}`, `%@${short}+%`].map((form) => `${field.sql} LIKE ${params.bind(form, 'String')}`);
  return `(${[equal, ...forms].join(' OR ')})`;
}

/** An operator is part of the text where the key is a text: `random:>5` is the text `>5`. */
function asText({ operator }: SearchFilter, value: SearchValue): SearchValue {
  if (operator === '=') return value;
  const [first = '', ...rest] = value.parts ?? [];
  return {
    text: `${operator}${value.text}`,
    parts: value.parts === null ? null : [`${operator}${first}`, ...rest],
  };
}

function textCondition(sql: string, value: SearchValue, params: Params): string {
  return `lower(${sql}) LIKE ${params.bind(containsPattern(value).toLowerCase(), 'String')}`;
}

/** `pairs` holds `key=value` behind an index; the map answers the rest. An empty value means that the tag is absent. */
function tagCondition(filter: SearchFilter, { dataset, params }: SearchTarget): string {
  const { tags } = dataset;
  if (tags === undefined) {
    const close = nearest(filter.key, dataset.fields.keys());
    throw new SearchError(`"${filter.key}" is no key of ${dataset.name}`, filter.position, close);
  }
  const any = filter.values.map((value) => {
    const name = params.bind(filter.key, 'String');
    const number = tags.numbers === undefined ? undefined : readNumber(value.text);
    if (filter.tagType === 'number') {
      const wanted = typed({ filter, value }, readNumber, 'a number, such as 5 or 2k');
      return `${numberOfTag(tags, name)} ${filter.operator} ${wanted}`;
    }
    // A name may stand for numbers in some rows and for texts in others.
    if (number !== undefined) {
      const same = filter.operator === '=' ? `${tags.map}[${name}] = ${params.bind(value.text, 'String')} OR ` : '';
      return `(${same}ifNull(${numberOfTag(tags, name)} ${filter.operator} ${number}, 0))`;
    }
    const read = asText(filter, value);
    if (read.parts !== null) {
      return `(mapContains(${tags.map}, ${name}) AND ${tags.map}[${name}] ILIKE ${params.bind(likePattern(read), 'String')})`;
    }
    if (read.text === '') return `NOT (${hasTag(tags, name)})`;
    if (tags.pairs === undefined) return `${tags.map}[${name}] = ${params.bind(read.text, 'String')}`;
    return `has(${tags.pairs}, ${params.bind(`${filter.key}=${read.text}`, 'String')})`;
  });
  return any.length === 1 ? (any[0] ?? '0') : `(${any.join(' OR ')})`;
}

/** NULL when the row has no such number. */
export function numberOfTag({ map, numbers }: TagColumn, name: string): string {
  if (numbers === undefined) return `toFloat64OrNull(${map}[${name}])`;
  return `if(mapContains(${numbers}, ${name}), ${numbers}[${name}], NULL)`;
}

function hasTag({ map, numbers }: TagColumn, name: string): string {
  const isText = `mapContains(${map}, ${name})`;
  return numbers === undefined ? isText : `${isText} OR mapContains(${numbers}, ${name})`;
}

function presence(filter: SearchFilter, { dataset, params }: SearchTarget): string {
  const any = filter.values.map(({ text }) => {
    const tag = /^(?:tags|flags)\[\s*"?([^\]",]+)"?\s*(?:,\s*\w+\s*)?\]$/.exec(text)?.[1];
    const field = tag === undefined ? dataset.fields.get(text) : undefined;
    if (field !== undefined) return presenceOf(field);
    if (dataset.tags === undefined) throw new SearchError(`"${text}" is no key`, filter.valuePosition);
    return `(${hasTag(dataset.tags, params.bind(tag ?? text, 'String'))})`;
  });
  return `(${any.join(' OR ')})`;
}

function presenceOf({ type, sql, isList, digits }: Field): string {
  if (isList === true) return `notEmpty(${sql})`;
  if (type === 'text') return `${sql} != ''`;
  if (type === 'id') return digits === 16 ? `${sql} != 0` : `notEmpty(${sql})`;
  return `isNotNull(${sql})`;
}
