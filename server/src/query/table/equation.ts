import { SearchError } from '../search/search-error.ts';
import { columnOf, type Column, type ColumnTarget } from './columns.ts';

export const EQUATION = 'equation|';
const OPERATORS_MAX = 10;
const TOKEN = /\s*(?:(\d+(?:\.\d+)?)|([a-z_][\w.]*\([^()]*\))|(tags\[[^\]]+\]|[A-Za-z_][\w.]*)|([-+*/÷()]))/y;

interface Reader {
  readonly text: string;
  readonly target: ColumnTarget;
  readonly columns: Column[];
  at: number;
  operators: number;
  terms: number;
}

/** `equation|count() / count_unique(user)`: + − × ÷ over functions, or over number fields. Throws `SearchError`. */
export function equationColumn(text: string, target: ColumnTarget): Column {
  const reader: Reader = {
    text: text.slice(EQUATION.length),
    target,
    columns: [],
    at: 0,
    operators: 0,
    terms: 0,
  };
  const sql = sum(reader);
  if (peek(reader) !== undefined || reader.at < reader.text.trimEnd().length) fail(reader, 'this cannot be read');
  if (reader.operators === 0 || reader.terms < 2) fail(reader, 'an equation has at least two terms and an operator');
  if (reader.operators > OPERATORS_MAX) fail(reader, `an equation has at most ${OPERATORS_MAX} operators`);
  const aggregates = reader.columns.filter(({ isAggregate }) => isAggregate).length;
  if (aggregates > 0 && aggregates < reader.columns.length) fail(reader, 'fields and functions cannot be mixed');
  return { text, isAggregate: aggregates > 0, sql, shown: sql, type: 'number', unit: null };
}

function sum(reader: Reader): string {
  let sql = product(reader);
  for (;;) {
    const sign = peek(reader)?.[4];
    if (sign !== '+' && sign !== '-') return sql;
    next(reader);
    reader.operators++;
    sql = `(${sql} ${sign} ${product(reader)})`;
  }
}

function product(reader: Reader): string {
  let sql = term(reader);
  for (;;) {
    const sign = peek(reader)?.[4];
    if (sign !== '*' && sign !== '/' && sign !== '÷') return sql;
    next(reader);
    reader.operators++;
    const right = term(reader);
    if (sign !== '*' && Number(right) === 0) fail(reader, 'a division by 0');
    sql = sign === '*' ? `(${sql} * ${right})` : `(${sql} / ${right})`;
  }
}

function term(reader: Reader): string {
  const [, number, call, field, sign] = next(reader) ?? fail(reader, 'a term is missing');
  if (sign === '-' || sign === '+') return sign === '-' ? `(-${term(reader)})` : term(reader);
  if (sign === '(') {
    const sql = sum(reader);
    if (next(reader)?.[4] !== ')') fail(reader, 'there is no ")" for a "("');
    return sql;
  }
  reader.terms++;
  if (number !== undefined) return number;
  const name = call ?? field;
  if (name === undefined) return fail(reader, `"${sign}" stands where a term is expected`);
  const column = columnOf(name, reader.target);
  if (!['integer', 'number', 'duration', 'size', 'percentage', 'rate'].includes(column.type)) {
    fail(reader, `"${name}" is no number`);
  }
  reader.columns.push(column);
  return column.sql;
}

function peek(reader: Reader): RegExpExecArray | undefined {
  TOKEN.lastIndex = reader.at;
  return TOKEN.exec(reader.text) ?? undefined;
}

function next(reader: Reader): RegExpExecArray | undefined {
  const token = peek(reader);
  if (token !== undefined) reader.at = TOKEN.lastIndex;
  return token;
}

function fail(reader: Reader, reason: string): never {
  throw new SearchError(`The equation "${reader.text}" is not valid: ${reason}`, reader.at);
}
