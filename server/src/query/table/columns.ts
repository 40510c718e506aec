import { fieldNamed } from '../datasets/field-names.ts';
import type { Dataset } from '../datasets/dataset.ts';
import type { Field } from '../datasets/field.ts';
import type { Argument, FunctionResult } from '../datasets/functions.ts';
import { nearest } from '../search/nearest.ts';
import type { Params } from '../search/params.ts';
import { SearchError } from '../search/search-error.ts';
import { readNumber } from '../search/typed-value.ts';

export type ColumnType = FunctionResult['type'] | 'boolean' | 'array';

/** One column of a table, or one line of a chart. */
export interface Column {
  /** As the caller wrote it: the key in the answer. */
  readonly text: string;
  readonly isAggregate: boolean;
  /** What rows are grouped and sorted by. */
  readonly sql: string;
  /** What the answer shows. */
  readonly shown: string;
  readonly type: ColumnType;
  readonly unit: string | null;
}

export interface ColumnTarget {
  readonly dataset: Dataset;
  readonly params: Params;
  /** Of the period, or of one step of a chart. */
  readonly seconds: number;
  /** Fields that exist in this request only. */
  readonly extra?: ReadonlyMap<string, Field>;
}

const FUNCTION = /^([a-z_][a-z0-9_]*)\((.*)\)$/s;

/** A field, a tag (`tags[name]`, `tags[name,number]`, or any other name), or a function. Throws `SearchError`. */
export function columnOf(text: string, target: ColumnTarget): Column {
  const [, name, args] = FUNCTION.exec(text) ?? [];
  if (name !== undefined && args !== undefined)
    return functionColumn(text, { name, args: splitArguments(args) }, target);
  const field = fieldOf(text, target);
  return {
    text,
    isAggregate: false,
    sql: field.sql,
    shown: field.shown ?? field.sql,
    type: typeOf(field, text),
    unit: field.type === 'duration' ? (field.unit ?? 'millisecond') : (field.unit ?? null),
  };
}

/** The column of a function in a search, such as `count():>5`. */
export function functionColumn(
  text: string,
  call: { readonly name: string; readonly args: readonly string[] },
  target: ColumnTarget,
): Column {
  const { dataset } = target;
  const known = dataset.functions.get(call.name);
  if (known === undefined) {
    const close = nearest(call.name, dataset.functions.keys());
    const hint = close === null ? '' : `; did you mean ${close}()?`;
    throw new SearchError(`"${call.name}()" is no function of ${dataset.name}${hint}`, 0, close);
  }
  const required = known.parameters.filter(({ optional }) => optional !== true).length;
  if (call.args.length < required || call.args.length > known.parameters.length) {
    const many = known.parameters.length === 1 ? '1 argument' : `${known.parameters.length} arguments`;
    throw new SearchError(`${call.name}() takes ${many}, not ${call.args.length}`, 0);
  }
  const args = call.args.map((arg, index) =>
    argumentOf(arg, { kind: known.parameters[index]?.kind ?? 'value', of: call.name }, target),
  );
  const { sql, type, unit } = known.compile(args, { seconds: target.seconds, timeColumn: dataset.timeColumn });
  return { text, isAggregate: true, sql, shown: sql, type, unit };
}

function argumentOf(
  text: string,
  { kind, of }: { kind: 'field' | 'measure' | 'number' | 'operator' | 'value'; of: string },
  target: ColumnTarget,
): Argument {
  if (kind === 'field' || kind === 'measure') {
    const field = fieldOf(text, target);
    if (kind === 'measure' && (field.isList === true || ['text', 'id', 'boolean'].includes(field.type))) {
      throw new SearchError(`${of}() takes a field that is a number or a time; "${text}" is not`, 0);
    }
    return { field, text };
  }
  const number = readNumber(text);
  if (kind === 'number' && number === undefined) throw new SearchError(`${of}() takes a number, not "${text}"`, 0);
  if (kind === 'operator' && !target.dataset.comparisons.includes(text)) {
    throw new SearchError(`${of}() compares by ${target.dataset.comparisons.join(', ')}, not "${text}"`, 0);
  }
  const bound = kind === 'value' ? { bound: target.params.bind(text.replaceAll(/^"|"$/g, ''), 'String') } : {};
  return { text, ...(number === undefined ? {} : { number }), ...bound };
}

function fieldOf(text: string, { dataset, params, extra }: ColumnTarget): Field {
  return extra?.get(text) ?? fieldNamed(dataset, text, params);
}

/** Sentry's names of types. */
function typeOf(field: Field, text: string): ColumnType {
  if (field.isList === true) return 'array';
  switch (field.type) {
    case 'text':
    case 'id':
      return 'string';
    case 'number':
      return text.endsWith('.id') ? 'integer' : 'number';
    case 'duration':
    case 'size':
    case 'date':
    case 'boolean':
      return field.type;
  }
}

/** At commas outside of brackets and quotes. */
function splitArguments(text: string): string[] {
  if (text.trim() === '') return [];
  return text.split(/,(?![^[]*\])(?=(?:[^"]*"[^"]*")*[^"]*$)/).map((part) => part.trim());
}
