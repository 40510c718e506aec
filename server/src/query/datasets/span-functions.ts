import {
  type Argument,
  countIf,
  FUNCTIONS_OF_EVENTS,
  type FunctionResult,
  type QueryFunction,
  shareOf,
} from './functions.ts';

const DURATION = '(duration_us / 1000)';
/** Sentry's rule; a span without a status did not fail. */
const FAILED = `status NOT IN ('', 'ok', 'cancelled', 'unknown')`;
const APDEX_DEFAULT_MS = 300;

type Compile = QueryFunction['compile'];
const none = (compile: Compile): QueryFunction => ({ parameters: [], compile });
const ofMeasure = (compile: Compile): QueryFunction => ({ parameters: [{ kind: 'measure', optional: true }], compile });

const sqlOf = (argument: Argument | undefined): string => argument?.field?.sql ?? DURATION;

/** Without an argument these are about the duration. */
function measured(argument: Argument | undefined, sql: string): FunctionResult {
  const { type, unit = null } = argument?.field ?? { type: 'duration' as const, unit: 'millisecond' };
  if (type === 'duration') return { sql, type, unit: unit ?? 'millisecond' };
  return { sql, type: type === 'size' ? 'size' : 'number', unit: type === 'size' ? (unit ?? 'byte') : unit };
}

const quantileSql = (share: number, argument: Argument | undefined, weight: string): string =>
  `quantileTDigestWeighted(${share})(${sqlOf(argument)}, toUInt64(greatest(1, round(${weight}))))`;
const quantile = (share: number, weight: string): QueryFunction =>
  ofMeasure(([argument]) => measured(argument, quantileSql(share, argument, weight)));
const percentile = (weight: string): QueryFunction => ({
  parameters: [{ kind: 'measure' }, { kind: 'number' }],
  compile: ([argument, share]) => measured(argument, quantileSql(shareOf(share), argument, weight)),
});
const plain = (name: 'min' | 'max'): QueryFunction =>
  ofMeasure(([argument]) => measured(argument, `${name}(${sqlOf(argument)})`));

const rate = (weight: string, perSeconds: number, unit: string): QueryFunction =>
  none((_, { seconds }) => ({ sql: `sum(${weight}) / ${seconds / perSeconds}`, type: 'rate', unit }));

const count = (sql: string): FunctionResult => ({ sql, type: 'integer', unit: null });

/** `apdex(300)` and `apdex(span.duration,300)` are the same. */
const apdex = (weight: string): QueryFunction => ({
  parameters: [
    { kind: 'value', optional: true },
    { kind: 'value', optional: true },
  ],
  compile(args) {
    const limit = args.map(({ text }) => Number(text)).find((value) => value > 0) ?? APDEX_DEFAULT_MS;
    const satisfied = `sumIf(${weight}, ${DURATION} <= ${limit})`;
    const tolerable = `sumIf(${weight}, ${DURATION} > ${limit} AND ${DURATION} <= ${4 * limit})`;
    return { sql: `(${satisfied} + ${tolerable} / 2) / nullIf(sum(${weight}), 0)`, type: 'number', unit: null };
  },
});

const average = (weight: string): QueryFunction =>
  ofMeasure(([argument]) => {
    const sql = sqlOf(argument);
    return measured(argument, `sum(ifNull(${sql}, 0) * ${weight}) / nullIf(sumIf(${weight}, isNotNull(${sql})), 0)`);
  });

const failureRate = (weight: string): QueryFunction =>
  none(() => ({ sql: `sumIf(${weight}, ${FAILED}) / nullIf(sum(${weight}), 0)`, type: 'percentage', unit: null }));

/** `weight`: the SQL of how many spans a row counts as. */
function functionsOfSpans(weight: string): ReadonlyMap<string, QueryFunction> {
  return new Map<string, QueryFunction>([
    ...FUNCTIONS_OF_EVENTS,
    ['count', ofMeasure(() => count(`round(sum(${weight}))`))],
    ['count_if', countIf((condition) => `round(sumIf(${weight}, ${condition}))`)],
    ['count_sample', none(() => count('count()'))],
    ['sum', ofMeasure(([argument]) => measured(argument, `sum(ifNull(${sqlOf(argument)}, 0) * ${weight})`))],
    ['avg', average(weight)],
    ['min', plain('min')],
    ['max', plain('max')],
    ['p50', quantile(0.5, weight)],
    ['p75', quantile(0.75, weight)],
    ['p90', quantile(0.9, weight)],
    ['p95', quantile(0.95, weight)],
    ['p99', quantile(0.99, weight)],
    ['p100', plain('max')],
    ['percentile', percentile(weight)],
    ['eps', rate(weight, 1, '1/second')],
    ['epm', rate(weight, 60, '1/minute')],
    ['failure_count', none(() => count(`round(sumIf(${weight}, ${FAILED}))`))],
    ['failure_rate', failureRate(weight)],
    ['apdex', apdex(weight)],
  ]);
}

/** Of all spans, not only of those that were sampled: a stored span counts as 1 / sample rate. */
export const FUNCTIONS_OF_SPANS = functionsOfSpans('weight');
/** Of the stored spans: each counts as one. */
export const FUNCTIONS_OF_STORED_SPANS = functionsOfSpans('1.0');
