import type { Field } from './field.ts';

/** What the answer of a function is. */
export interface FunctionResult {
  readonly sql: string;
  readonly type: 'integer' | 'number' | 'duration' | 'size' | 'date' | 'percentage' | 'rate' | 'string';
  readonly unit: string | null;
}

/** An argument, read: a field (or tag), a number, or a text bound as a parameter. */
export interface Argument {
  readonly field?: Field;
  readonly number?: number;
  /** The placeholder of the text. */
  readonly bound?: string;
  readonly text: string;
}

export interface QueryFunction {
  /** In order; `optional` ones come last. */
  readonly parameters: readonly {
    readonly kind: 'field' | 'measure' | 'number' | 'operator' | 'value';
    readonly optional?: true;
  }[];
  /** `seconds`: the length of the period, or of one step of a series. */
  compile(
    args: readonly Argument[],
    context: { readonly seconds: number; readonly timeColumn: string },
  ): FunctionResult;
}

const FIELD = [{ kind: 'field' }] as const;
const MEASURE = [{ kind: 'measure' }] as const;

const sqlOf = (argument: Argument | undefined): string => argument?.field?.sql ?? '';

/** Sentry's names for what a value of a field is. */
function measured(argument: Argument | undefined, sql: string): FunctionResult {
  const { type, unit = null } = argument?.field ?? {};
  if (type === 'duration') return { sql, type, unit: unit ?? 'millisecond' };
  if (type === 'size') return { sql, type, unit: unit ?? 'byte' };
  return { sql, type: type === 'date' ? 'date' : 'number', unit };
}

const measure = (name: string): QueryFunction => ({
  parameters: MEASURE,
  compile: ([argument]) => measured(argument, `${name}(${sqlOf(argument)})`),
});
const quantile = (share: number): QueryFunction => ({
  parameters: MEASURE,
  compile: ([argument]) => measured(argument, `quantileTDigest(${share})(${sqlOf(argument)})`),
});

/** The second argument of `percentile`: between 0 and 1. */
export const shareOf = (argument: Argument | undefined): number => Math.min(Math.max(argument?.number ?? 0.5, 0), 1);

const COMPARISONS: Readonly<Record<string, string>> = {
  equals: '=',
  notEquals: '!=',
  greater: '>',
  less: '<',
  greaterOrEquals: '>=',
  lessOrEquals: '<=',
};
export const COMPARISON_NAMES: readonly string[] = Object.keys(COMPARISONS);

/** `count`: the SQL that counts the rows which a condition holds for. */
export const countIf = (count: (condition: string) => string): QueryFunction => ({
  parameters: [{ kind: 'field' }, { kind: 'operator' }, { kind: 'value' }],
  compile([argument, operator, value]) {
    const left = sqlOf(argument);
    const sign = COMPARISONS[operator?.text ?? ''] ?? '=';
    const isNumber = argument?.field?.type !== 'text' && value?.number !== undefined;
    const condition = isNumber
      ? `${left} ${sign} ${value.number}`
      : argument?.field?.isList === true
        ? `${sign === '!=' ? 'NOT ' : ''}has(${left}, ${value?.bound})`
        : `toString(${left}) ${sign} ${value?.bound}`;
    return { sql: count(`ifNull(${condition}, 0)`), type: 'integer', unit: null };
  },
});

const countUnique: QueryFunction = {
  parameters: FIELD,
  compile([argument]) {
    const sql = sqlOf(argument);
    const { type, isList } = argument?.field ?? {};
    const distinct =
      isList === true ? `uniqArray(${sql})` : type === 'text' ? `uniqIf(${sql}, ${sql} != '')` : `uniq(${sql})`;
    return { sql: distinct, type: 'integer', unit: null };
  },
};

/** Functions that every dataset of events has. */
export const FUNCTIONS_OF_EVENTS: ReadonlyMap<string, QueryFunction> = new Map<string, QueryFunction>([
  ['count', { parameters: [], compile: () => ({ sql: 'count()', type: 'integer', unit: null }) }],
  ['count_unique', countUnique],
  ['count_if', countIf((condition) => `countIf(${condition})`)],
  [
    'any',
    {
      parameters: FIELD,
      compile: ([argument]) => ({
        sql: `any(${argument?.field?.shown ?? sqlOf(argument)})`,
        type: 'string',
        unit: null,
      }),
    },
  ],
  ['min', measure('min')],
  ['max', measure('max')],
  ['avg', measure('avg')],
  ['sum', measure('sum')],
  ['p50', quantile(0.5)],
  ['p75', quantile(0.75)],
  ['p90', quantile(0.9)],
  ['p95', quantile(0.95)],
  ['p99', quantile(0.99)],
  ['p100', measure('max')],
  [
    'percentile',
    {
      parameters: [{ kind: 'measure' }, { kind: 'number' }],
      compile: ([argument, share]) => measured(argument, `quantileTDigest(${shareOf(share)})(${sqlOf(argument)})`),
    },
  ],
  [
    'last_seen',
    { parameters: [], compile: (_, { timeColumn }) => ({ sql: `max(${timeColumn})`, type: 'date', unit: null }) },
  ],
  [
    'first_seen',
    { parameters: [], compile: (_, { timeColumn }) => ({ sql: `min(${timeColumn})`, type: 'date', unit: null }) },
  ],
  [
    'eps',
    { parameters: [], compile: (_, { seconds }) => ({ sql: `count() / ${seconds}`, type: 'rate', unit: '1/second' }) },
  ],
  [
    'epm',
    {
      parameters: [],
      compile: (_, { seconds }) => ({ sql: `count() / ${seconds / 60}`, type: 'rate', unit: '1/minute' }),
    },
  ],
]);
