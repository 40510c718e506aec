import type { Policy, PolicyOverride, SamplingPolicy } from './policy.ts';

export interface MergedPolicy {
  readonly policy: Policy;
  /** Paths that would have loosened the floor and were not taken: `data.cookies`. To be reported, not hidden. */
  readonly refused: readonly string[];
}

/**
 * Lays a service's wishes on the organisation's floor. Each setting moves in its stricter direction only; a wish in the
 * other direction keeps the floor's value and is named in `refused`.
 */
export function mergePolicy(floor: Policy, override: PolicyOverride): MergedPolicy {
  const refused: string[] = [];
  const wish = createWish(refused);
  const { scrubbing, data, trace, limits } = override;
  const policy: Policy = {
    version: floor.version,
    sampling: mergeSampling(floor.sampling, override.sampling ?? {}, wish),
    noise: { ...floor.noise, ...mergeNoise(floor, override) },
    scrubbing: {
      headers: wish.fewer('scrubbing.headers', floor.scrubbing.headers, scrubbing?.headers),
      keys: union(floor.scrubbing.keys, scrubbing?.keys),
      safeKeys: wish.fewer('scrubbing.safeKeys', floor.scrubbing.safeKeys, scrubbing?.safeKeys),
      text: union(floor.scrubbing.text, scrubbing?.text),
      userFields: wish.fewer('scrubbing.userFields', floor.scrubbing.userFields, scrubbing?.userFields),
      freeText: wish.stricter('scrubbing.freeText', {
        floor: floor.scrubbing.freeText,
        asked: scrubbing?.freeText,
        loosens: (asked) => asked === 'scrub' && floor.scrubbing.freeText === 'drop',
      }),
    },
    data: {
      cookies: wish.off('data.cookies', floor.data.cookies, data?.cookies),
      requestBodies: wish.off('data.requestBodies', floor.data.requestBodies, data?.requestBodies),
      queryStrings: wish.off('data.queryStrings', floor.data.queryStrings, data?.queryStrings),
      clientAddress: wish.off('data.clientAddress', floor.data.clientAddress, data?.clientAddress),
      databaseQueryData: wish.off('data.databaseQueryData', floor.data.databaseQueryData, data?.databaseQueryData),
      queueArguments: wish.off('data.queueArguments', floor.data.queueArguments, data?.queueArguments),
      genAi: wish.off('data.genAi', floor.data.genAi, data?.genAi),
      graphQl: wish.off('data.graphQl', floor.data.graphQl, data?.graphQl),
      frameVariables: wish.off('data.frameVariables', floor.data.frameVariables, data?.frameVariables),
      frameContextLines: wish.less('data.frameContextLines', floor.data.frameContextLines, data?.frameContextLines),
    },
    trace: {
      ...floor.trace,
      strictContinuation: wish.stricter('trace.strictContinuation', {
        floor: floor.trace.strictContinuation,
        asked: trace?.strictContinuation,
        loosens: (asked) => !asked && floor.trace.strictContinuation,
      }),
      ownHosts: wish.fewer('trace.ownHosts', floor.trace.ownHosts, trace?.ownHosts),
    },
    health: { routes: union(floor.health.routes, override.health?.routes) },
    release: floor.release,
    errors: mergeErrors(floor, override),
    limits: {
      breadcrumbs: wish.less('limits.breadcrumbs', floor.limits.breadcrumbs, limits?.breadcrumbs),
      textLength: wish.less('limits.textLength', floor.limits.textLength, limits?.textLength),
      depth: wish.less('limits.depth', floor.limits.depth, limits?.depth),
      breadth: wish.less('limits.breadth', floor.limits.breadth, limits?.breadth),
      values: wish.less('limits.values', floor.limits.values, limits?.values),
      shutdownTimeout: wish.less('limits.shutdownTimeout', floor.limits.shutdownTimeout, limits?.shutdownTimeout),
    },
  };
  if (override.release !== undefined) refused.push('release');
  if (trace !== undefined && 'organizationId' in trace) refused.push('trace.organizationId');
  return { policy, refused };
}

/** A rate that somebody asked for, within the policy's bounds. */
export function clampRate(rate: number, sampling: SamplingPolicy): number {
  if (!Number.isFinite(rate)) return sampling.bounds.min;
  return Math.min(sampling.bounds.max, Math.max(sampling.bounds.min, rate));
}

interface Wish {
  off(path: string, floor: boolean, asked: boolean | undefined): boolean;
  less(path: string, floor: number, asked: number | undefined): number;
  fewer<T>(path: string, floor: readonly T[], asked: readonly T[] | undefined): readonly T[];
  stricter<T>(path: string, choice: { floor: T; asked: T | undefined; loosens: (asked: T) => boolean }): T;
}

function createWish(refused: string[]): Wish {
  const stricter: Wish['stricter'] = (path, { floor, asked, loosens }) => {
    if (asked === undefined) return floor;
    if (!loosens(asked)) return asked;
    refused.push(path);
    return floor;
  };
  return {
    stricter,
    off: (path, floor, asked) => stricter(path, { floor, asked, loosens: (value) => value && !floor }),
    less: (path, floor, asked) => stricter(path, { floor, asked, loosens: (value) => !(value >= 0 && value <= floor) }),
    fewer(path, floor, asked) {
      if (asked === undefined) return floor;
      if (asked.some((entry) => !floor.includes(entry))) refused.push(path);
      return floor.filter((entry) => asked.includes(entry));
    },
  };
}

function mergeSampling(floor: SamplingPolicy, asked: Partial<SamplingPolicy>, wish: Wish): SamplingPolicy {
  const rates = (path: string, wished: Readonly<Record<string, number>> | undefined): Record<string, number> =>
    Object.fromEntries(
      Object.entries(wished ?? {}).map(([environment, rate]) => [
        environment,
        wish.stricter(`${path}.${environment}`, {
          floor: clampRate(rate, floor),
          asked: rate,
          loosens: (value) => value !== clampRate(value, floor),
        }),
      ]),
    );
  const routes = (asked.routes ?? []).map((entry) => ({ ...entry, rate: clampRate(entry.rate, floor) }));
  return {
    traces: { ...floor.traces, ...rates('sampling.traces', asked.traces) },
    routes: [...floor.routes, ...routes],
    profiles: { ...floor.profiles, ...rates('sampling.profiles', asked.profiles) },
    bounds: {
      min: floor.bounds.min,
      max: wish.less('sampling.bounds.max', floor.bounds.max, asked.bounds?.max),
    },
    dropOrphanRoots: floor.dropOrphanRoots || asked.dropOrphanRoots === true,
  };
}

function mergeNoise(floor: Policy, override: PolicyOverride): Partial<Policy['noise']> {
  const asked = override.noise ?? {};
  const merged: Record<string, Policy['noise']['node']> = {};
  for (const platform of ['node', 'browser', 'react-native', 'python'] as const) {
    merged[platform] = {
      errors: union(floor.noise[platform].errors, asked[platform]?.errors),
      transactions: union(floor.noise[platform].transactions, asked[platform]?.transactions),
    };
  }
  return merged;
}

/** Reporting 4xx answers is a service's own choice: it costs quota, and its text is fixed. */
function mergeErrors(floor: Policy, override: PolicyOverride): Policy['errors'] {
  const asked = override.errors?.clientErrors;
  if (asked === undefined) return floor.errors;
  return { clientErrors: { report: asked.report, sampleRate: clampRate(asked.sampleRate, floor.sampling) } };
}

function union<T>(floor: readonly T[], asked: readonly T[] | undefined): readonly T[] {
  return asked === undefined ? floor : [...new Set([...floor, ...asked])];
}
