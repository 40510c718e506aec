import { checkOverrides, checkPolicy, schema, type Check, type Fault } from '@garrison/policy';
import type { SentryServiceConfig } from './service-config.ts';

const { aFunction, anObject, boolean, faultsOf, fieldsOf, listOf, share, text } = schema;
const anything: Check = () => [];

/** Policy and overrides are looked at on their own. */
const FIELDS: { readonly [Field in keyof SentryServiceConfig]-?: Check } = {
  serviceName: text,
  dsn: anything, // May be empty; what else is wrong with one is said by `dsnFault`.
  environment: text,
  version: text,
  team: text,
  tracesSampleRate: share,
  profileSessionSampleRate: share,
  ignoredTransactions: listOf(text),
  policy: anything,
  overrides: anything,
  sdk: anObject,
  shutdownOnSignals: boolean,
  exitOnUnhandledRejection: boolean,
  openTelemetrySpanProcessors: listOf(anObject),
  logger: aFunction,
};

export interface CheckedConfig {
  readonly config: Partial<SentryServiceConfig>;
  readonly faults: readonly Fault[];
}

/** A configuration of any shape: what is right stays, the rest is left out and named. Never throws. */
export function checkConfig(given: unknown): CheckedConfig {
  const faults = faultsOf(fieldsOf(FIELDS), given ?? {}, 'config');
  const config: Record<string, unknown> = {};
  for (const name of Object.keys(FIELDS)) {
    const isWrong = faults.some(
      ({ path }) => path === 'config' || new RegExp(`^config\\.${name}(?:$|[.[])`).test(path),
    );
    const value: unknown =
      isWrong || typeof given !== 'object' || given === null ? undefined : Reflect.get(given, name);
    if (value !== undefined && value !== null) config[name] = value;
  }
  const all = [...faults];
  if (config['policy'] !== undefined) {
    const checked = checkPolicy(config['policy']);
    config['policy'] = checked.policy;
    all.push(...checked.faults);
  }
  if (config['overrides'] !== undefined) {
    const checked = checkOverrides(config['overrides']);
    config['overrides'] = checked.overrides;
    all.push(...checked.faults);
  }
  return { config, faults: all.map((fault) => ({ ...fault, path: fault.path.replace(/^config\./, '') })) };
}
