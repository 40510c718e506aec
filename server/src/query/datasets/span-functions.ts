import { type Argument, FUNCTIONS_OF_EVENTS, type FunctionResult, type QueryFunction } from './functions.ts';

/** A span that was sampled stands for `weight` spans. */
const COUNT = 'sum(weight)';
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

const quantile = (share: number): QueryFunction =>
  ofMeasure(([argument]) =>
    measured(argument, `quantileTDigestWeighted(${share})(${sqlOf(argument)}, toUInt64(greatest(1, round(weight))))`),
  );
const plain = (name: 'min' | 'max'): QueryFunction =>
  ofMeasure(([argument]) => measured(argument, `${name}(${sqlOf(argument)})`));

const rate = (perSeconds: number, unit: string): QueryFunction =>
  none((_, { seconds }) => ({ sql: `${COUNT} / ${seconds / perSeconds}`, type: 'rate', unit }));

/** `apdex(300)` and `apdex(span.duration,300)` are the same. */
const apdex: QueryFunction = {
  parameters: [
    { kind: 'value', optional: true },
    { kind: 'value', optional: true },
  ],
  compile(args) {
    const limit = args.map(({ text }) => Number(text)).find((value) => value > 0) ?? APDEX_DEFAULT_MS;
    const satisfied = `sumIf(weight, ${DURATION} <= ${limit})`;
    const tolerable = `sumIf(weight, ${DURATION} > ${limit} AND ${DURATION} <= ${4 * limit})`;
    return { sql: `(${satisfied} + ${tolerable} / 2) / nullIf(${COUNT}, 0)`, type: 'number', unit: null };
  },
};

/** Counts are of all spans, not only of the sampled ones: each stands for `weight`. */
export const FUNCTIONS_OF_SPANS: ReadonlyMap<string, QueryFunction> = new Map<string, QueryFunction>([
  ...FUNCTIONS_OF_EVENTS,
  ['count', ofMeasure(() => ({ sql: `round(${COUNT})`, type: 'integer', unit: null }))],
  ['count_sample', none(() => ({ sql: 'count()', type: 'integer', unit: null }))],
  ['sum', ofMeasure(([argument]) => measured(argument, `sum(ifNull(${sqlOf(argument)}, 0) * weight)`))],
  [
    'avg',
    ofMeasure(([argument]) => {
      const sql = sqlOf(argument);
      return measured(argument, `sum(ifNull(${sql}, 0) * weight) / nullIf(sumIf(weight, isNotNull(${sql})), 0)`);
    }),
  ],
  ['min', plain('min')],
  ['max', plain('max')],
  ['p50', quantile(0.5)],
  ['p75', quantile(0.75)],
  ['p90', quantile(0.9)],
  ['p95', quantile(0.95)],
  ['p99', quantile(0.99)],
  ['p100', plain('max')],
  ['eps', rate(1, '1/second')],
  ['epm', rate(60, '1/minute')],
  ['failure_count', none(() => ({ sql: `round(sumIf(weight, ${FAILED}))`, type: 'integer', unit: null }))],
  [
    'failure_rate',
    none(() => ({ sql: `sumIf(weight, ${FAILED}) / nullIf(${COUNT}, 0)`, type: 'percentage', unit: null })),
  ],
  ['apdex', apdex],
]);
