import { defaultPolicy } from './default-policy.ts';
import type { Policy, PolicyOverride } from './policy.ts';
import { TEXT_RULES } from './scrub/text-rules.ts';
import { boolean, faultsOf, fieldsOf, listOf, number, oneOf, pattern, recordOf, share, text } from './schema.ts';
import type { Check, Fault } from './schema.ts';
import { isRecord } from './wire.ts';

const texts = listOf(text);
const patterns = listOf(pattern);
const noise = fieldsOf({ errors: patterns, transactions: patterns });
const rates = recordOf(share);

/** Each field of a policy, with what it may hold. */
const SCHEMA: { readonly [Part in keyof Required<Policy>]: Check } = {
  version: text,
  sampling: fieldsOf({
    traces: rates,
    routes: listOf(fieldsOf({ route: text, rate: share })),
    profiles: rates,
    bounds: fieldsOf({ min: share, max: share }),
    dropOrphanRoots: boolean,
  }),
  noise: fieldsOf({ node: noise, browser: noise, 'react-native': noise, python: noise }),
  scrubbing: fieldsOf({
    headers: texts,
    keys: texts,
    safeKeys: texts,
    text: listOf(oneOf(...Object.keys(TEXT_RULES))),
    userFields: texts,
    freeText: oneOf('scrub', 'drop'),
  }),
  data: fieldsOf({
    cookies: boolean,
    requestBodies: boolean,
    queryStrings: boolean,
    clientAddress: boolean,
    databaseQueryData: boolean,
    queueArguments: boolean,
    genAi: boolean,
    graphQl: boolean,
    frameVariables: boolean,
    frameContextLines: number,
  }),
  trace: fieldsOf({ organizationId: number, strictContinuation: boolean, ownHosts: texts }),
  health: fieldsOf({ routes: texts }),
  release: fieldsOf({ format: text, requiredIn: texts }),
  errors: fieldsOf({ clientErrors: fieldsOf({ report: oneOf('count', 'sample'), sampleRate: share }) }),
  limits: fieldsOf({
    breadcrumbs: number,
    textLength: number,
    depth: number,
    breadth: number,
    values: number,
    shutdownTimeout: number,
  }),
};

const POLICY = fieldsOf(SCHEMA);

export interface CheckedPolicy {
  readonly policy: Policy;
  readonly faults: readonly Fault[];
}

/**
 * A policy as a program or a file gives it, of any shape. What is right stays; each field that is wrong, unknown or missing is named with its
 * path and what was expected, and the default policy's field takes its place.
 */
export function checkPolicy(given: unknown): CheckedPolicy {
  const faults = faultsOf(POLICY, given, 'policy');
  const missing = missingFields(given);
  const policy = faults.length + missing.length === 0 ? (given as Policy) : repaired(given, defaultPolicy, faults);
  return { policy, faults: [...faults, ...missing] };
}

/** The same for a service's overrides, of which every field is optional: what is wrong is left out. */
export function checkOverrides(given: unknown): {
  readonly overrides: PolicyOverride;
  readonly faults: readonly Fault[];
} {
  const faults = faultsOf(POLICY, given, 'overrides');
  return { overrides: faults.length === 0 ? (given as PolicyOverride) : without(given, faults, 'overrides'), faults };
}

function missingFields(given: unknown): Fault[] {
  if (!isRecord(given)) return [];
  return Object.entries(defaultPolicy).flatMap(([part, fields]) => {
    if (part === 'version') return [];
    const own = given[part];
    if (own === undefined) return [missing(`policy.${part}`)];
    if (!isRecord(own) || !isRecord(fields)) return [];
    return Object.keys(fields).flatMap((field) =>
      own[field] === undefined ? [missing(`policy.${part}.${field}`)] : [],
    );
  });
}

function missing(path: string): Fault {
  return { path, expected: 'it is missing; the default is used' };
}

/** Field by field of each part: a part with one wrong field keeps the others. */
function repaired(given: unknown, base: Policy, faults: readonly Fault[]): Policy {
  const wrong = (path: string): boolean =>
    faults.some(
      (fault) => fault.path === path || fault.path.startsWith(`${path}.`) || fault.path.startsWith(`${path}[`),
    );
  const result: Record<string, unknown> = {};
  for (const [part, fields] of Object.entries(base)) {
    const own = isRecord(given) ? given[part] : undefined;
    if (!isRecord(fields)) {
      result[part] = own === undefined || wrong(`policy.${part}`) ? fields : own;
      continue;
    }
    const known = Object.entries(isRecord(own) ? own : {}).filter(
      ([field, value]) => value !== undefined && !wrong(`policy.${part}.${field}`),
    );
    result[part] = { ...fields, ...Object.fromEntries(known) };
  }
  return result as unknown as Policy;
}

/** The value without the fields that are wrong. Of lists and records the whole goes. */
function without(given: unknown, faults: readonly Fault[], path: string): PolicyOverride {
  if (!isRecord(given)) return {};
  const kept = Object.entries(given).flatMap(([part, fields]) => {
    if (!isRecord(fields))
      return faults.some((fault) => fault.path === `${path}.${part}`) ? [] : [[part, fields] as const];
    const right = Object.entries(fields).filter(
      ([field]) =>
        !faults.some(
          (fault) =>
            fault.path === `${path}.${part}` || new RegExp(`^${path}\\.${part}\\.${field}(?:$|[.[])`).test(fault.path),
        ),
    );
    return [[part, Object.fromEntries(right)] as const];
  });
  return Object.fromEntries(kept) as PolicyOverride;
}
