import { existsSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { policyTag } from '../src/policy-tag.ts';
import { checkBoundWays } from './bound-ways.ts';
import type { ConformanceTarget } from './compose-app.ts';
import { checkEventContract, CONTRACT, type ContractPromise } from './event-contract.ts';
import { findPolicy, readInstallation, type FoundPolicy, type Installation } from './installation.ts';
import { CANARIES } from './leak-canaries.ts';
import { measureLeaks } from './leak-matrix.ts';
import { checkLoading } from './loading-matrix.ts';
import { APPS_FOLDER } from './run-app.ts';
import { checkStatuses, type Framework } from './status-matrix.ts';

export interface ConformanceOptions {
  /** The service's directory: its `node_modules` hold `@sentry/node`, `@garrison/node`, and Express or Fastify. */
  readonly directory: string;
  /** A module that exports the organisation's `policy`: `@acme/sentry-config`. Default: what the service's configuration says. */
  readonly policy?: string | undefined;
  /** Path of the Node that the service runs on; default: this one. */
  readonly node?: string | undefined;
  /** Told of each part before it runs. */
  readonly onProgress?: (part: string) => void;
}

export interface ConformanceRow {
  readonly name: string;
  /** Empty: it holds. */
  readonly problems: readonly string[];
}

/** Whether a secret that was planted in this channel reached the wire. */
export interface ConformanceLeak {
  readonly channel: string;
  readonly default: boolean;
  readonly strict: boolean;
  /** Free text without a key or a pattern: the default policy lets it pass, and that is its promise. */
  readonly unmarked: boolean;
}

export interface ConformanceReport extends Installation {
  /** Version and hash of the policy under test, as the tag `policy` of the service's events has them. */
  readonly policy: string;
  readonly rows: readonly ConformanceRow[];
  /** Empty when the suite could not plant any. */
  readonly leaks: readonly ConformanceLeak[];
  /** What could not be checked, each with its reason and the way to change that. */
  readonly skipped: readonly string[];
  readonly ok: boolean;
}

type Progress = (part: string) => void;

/**
 * Proves on the service's own installation, against a server on loopback, what the kit promises: what leaks, which events arrive, what
 * clients read, what the way of loading costs. Nothing leaves the machine. Takes about 15 seconds. Rejects when a package is missing.
 */
export async function runConformance(options: ConformanceOptions): Promise<ConformanceReport> {
  const directory = resolve(options.directory);
  const installation = await readInstallation(directory);
  const found = await findPolicy(directory, options.policy);
  const target: ConformanceTarget = {
    label: `SDK ${installation.sdk}`,
    directory,
    node: options.node,
    env: environment(directory, found),
  };
  const progress = options.onProgress ?? ((): void => undefined);
  // In a workspace the packages stand further up, and the folder for them is made here.
  const modules = join(directory, 'node_modules');
  const made = existsSync(modules) ? join(directory, APPS_FOLDER) : modules;
  try {
    const hasExpress = installation.frameworks.express !== undefined;
    const { rows, leaks } = hasExpress ? await checkExpress(target, progress) : { rows: [], leaks: [] };
    const statuses: ConformanceRow[] = [];
    for (const framework of Object.keys(installation.frameworks) as Framework[]) {
      progress(`answers of ${framework}`);
      const problems = await checkStatuses(target, framework);
      statuses.push({
        name: `${framework}: errors are reported by the final status, clients read none of them`,
        problems,
      });
    }
    const ways = await checkWays(target, { asked: options.policy, found, progress });
    // Without the profiler nobody promised profiles.
    const promised = rows.filter((row) => row.name !== CONTRACT.profiles || installation.profiling !== undefined);
    const all = [...promised, ...statuses, ...ways];
    return {
      ...installation,
      policy: policyTag(found.policy),
      rows: all,
      leaks,
      skipped: skippedParts(installation),
      ok: all.every((row) => row.problems.length === 0),
    };
  } finally {
    await rm(made, { recursive: true, force: true });
  }
}

function skippedParts({ sdk, profiling, frameworks }: Installation): string[] {
  if (frameworks.express === undefined)
    return ['leaks, events and loading: their programs are Express services (npm install --no-save express)'];
  return profiling === undefined ? [`profiles: npm install @sentry/profiling-node@${sdk.split('.', 1)[0]}`] : [];
}

function environment(directory: string, { config, module }: FoundPolicy): Record<string, string> {
  return {
    GARRISON_CONFIG: join(directory, APPS_FOLDER, 'service-config.mjs'),
    ...(config !== undefined && { CONFORMANCE_CONFIG: config }),
    ...(module !== undefined && { CONFORMANCE_POLICY: module }),
  };
}

/** A package of the organisation is started through each way into it; a file has none. */
async function checkWays(
  target: ConformanceTarget,
  parts: { readonly asked: string | undefined; readonly found: FoundPolicy; readonly progress: Progress },
): Promise<readonly ConformanceRow[]> {
  const { asked, found, progress } = parts;
  if (asked === undefined || /^[./]/.test(asked)) return [];
  progress(`ways into ${asked}`);
  return checkBoundWays(target, { packageName: asked, found });
}

type ExpressPart = Pick<ConformanceReport, 'rows' | 'leaks'>;

async function checkExpress(target: ConformanceTarget, progress: Progress): Promise<ExpressPart> {
  const { rows, leaks } = await checkLeaks(target, progress);
  progress('events');
  const contract = await checkEventContract(target);
  const promises = Object.entries(CONTRACT) as [ContractPromise, string][];
  const loading: ConformanceRow[] = [];
  for (const module of ['ESM', 'CJS'] as const) {
    progress(`preload of ${module}`);
    const { error, route, problems } = await checkLoading(target, { module, form: 'preload' });
    const lost = [...(error ? [] : ['no error event']), ...(route ? [] : ['no route'])];
    loading.push({ name: `${module} service with the preload`, problems: [...lost, ...problems] });
  }
  return {
    rows: [...rows, ...promises.map(([promise, name]) => ({ name, problems: contract.problems[promise] })), ...loading],
    leaks,
  };
}

async function checkLeaks(target: ConformanceTarget, progress: Progress): Promise<ExpressPart> {
  const measure = (privacy: 'default' | 'strict') => {
    progress(`leaks with the ${privacy} policy`);
    return measureLeaks(target, privacy);
  };
  const found = { default: await measure('default'), strict: await measure('strict') };
  const leaks = CANARIES.map((canary) => ({
    channel: canary.channel,
    default: found.default.leaked.includes(canary),
    strict: found.strict.leaked.includes(canary),
    unmarked: canary.unmarked === true,
  }));
  const rows = (['default', 'strict'] as const).map((privacy) => ({
    name: `${privacy} policy: ${CANARIES.length} secrets planted, ${found[privacy].leaked.length} reached the wire`,
    problems: [
      ...leaks
        .filter((leak) => leak[privacy] && !(privacy === 'default' && leak.unmarked))
        .map((leak) => `leaks: ${leak.channel}`),
      ...found[privacy].missing.map((text) => `did not arrive: ${text}`),
    ],
  }));
  return { rows, leaks };
}
