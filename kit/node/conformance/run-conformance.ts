import { readFile, rm } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import type { ConformanceTarget } from './compose-app.ts';
import { checkEventContract, CONTRACT, type ContractPromise } from './event-contract.ts';
import { CANARIES } from './leak-canaries.ts';
import { measureLeaks, type Privacy } from './leak-matrix.ts';
import { checkLoading } from './loading-matrix.ts';
import { checkStatuses, type Framework } from './status-matrix.ts';

export interface ConformanceOptions {
  /** The service's directory: its `node_modules` hold `@sentry/node`, `@garrison/node`, and Express or Fastify. */
  readonly directory: string;
  /** Told of each part before it runs. */
  readonly onProgress?: (part: string) => void;
}

export interface ConformanceRow {
  readonly name: string;
  /** Empty: it holds. */
  readonly problems: readonly string[];
}

export interface ConformanceReport {
  /** Version of the SDK that was found. */
  readonly sdk: string;
  readonly rows: readonly ConformanceRow[];
  readonly ok: boolean;
}

interface Part {
  readonly name: string;
  run(): Promise<readonly ConformanceRow[]>;
}

/**
 * Proves on the service's own installation, against a server on loopback, what the kit promises: what leaks, which events arrive, what
 * clients read, what the way of loading costs. Nothing leaves the machine. Takes about 15 seconds. Rejects when a package is missing.
 */
export async function runConformance(options: ConformanceOptions): Promise<ConformanceReport> {
  const { directory, onProgress } = options;
  const sdk = await versionOf(directory, '@sentry/node');
  if (sdk === undefined) throw new Error(`${directory} has no @sentry/node`);
  if ((await versionOf(directory, '@garrison/node')) === undefined)
    throw new Error(`${directory} has no @garrison/node`);
  const frameworks: Framework[] = [];
  for (const name of ['express', 'fastify'] as const) {
    if ((await versionOf(directory, name)) !== undefined) frameworks.push(name);
  }
  const rows: ConformanceRow[] = [];
  try {
    for (const part of partsFor({ label: `SDK ${sdk}`, directory }, frameworks)) {
      onProgress?.(part.name);
      rows.push(...(await part.run()));
    }
  } finally {
    await rm(join(directory, 'node_modules/.garrison-conformance'), { recursive: true, force: true });
  }
  return { sdk, rows, ok: rows.every((row) => row.problems.length === 0) };
}

function partsFor(target: ConformanceTarget, frameworks: readonly Framework[]): Part[] {
  const statuses = frameworks.map((framework) => ({
    name: `answers of ${framework}`,
    run: async () => [
      { name: `${framework}: errors by the final status`, problems: await checkStatuses(target, framework) },
    ],
  }));
  if (!frameworks.includes('express')) return statuses;
  return [
    ...(['default', 'strict'] as const).map((privacy) => ({
      name: `leaks with the ${privacy} policy`,
      run: async () => [await leakRow(target, privacy)],
    })),
    { name: 'events', run: () => contractRows(target) },
    ...statuses,
    ...(['ESM', 'CJS'] as const).map((module) => ({
      name: `preload of ${module}`,
      run: async () => {
        const { error, route, problems } = await checkLoading(target, { module, form: 'preload' });
        const lost = [...(error ? [] : ['no error event']), ...(route ? [] : ['no route'])];
        return [{ name: `${module} service with the preload`, problems: [...lost, ...problems] }];
      },
    })),
  ];
}

async function leakRow(target: ConformanceTarget, privacy: Privacy): Promise<ConformanceRow> {
  const { leaked, missing } = await measureLeaks(target, privacy);
  // The default policy lets free text pass that nothing marks; that is its promise.
  const wrong = privacy === 'strict' ? leaked : leaked.filter((canary) => canary.unmarked !== true);
  return {
    name: `${privacy} policy: ${CANARIES.length} secrets, ${leaked.length} reached the wire`,
    problems: [
      ...wrong.map((canary) => `leaks: ${canary.channel}`),
      ...missing.map((text) => `did not arrive: ${text}`),
    ],
  };
}

async function contractRows(target: ConformanceTarget): Promise<ConformanceRow[]> {
  const result = await checkEventContract(target);
  return Object.entries(CONTRACT).map(([promise, name]) => ({ name, problems: result[promise as ContractPromise] }));
}

async function versionOf(directory: string, name: string): Promise<string | undefined> {
  try {
    // Through the folders, not through `exports`, which need not name package.json.
    const paths = createRequire(join(directory, 'index.js')).resolve.paths(name) ?? [];
    for (const path of paths) {
      const manifest = await readFile(join(path, name, 'package.json'), 'utf8').catch(() => undefined);
      if (manifest !== undefined) return (JSON.parse(manifest) as { version: string }).version;
    }
    return undefined;
  } catch (cause) {
    throw new Error(`the manifest of ${name} in ${directory} cannot be read`, { cause });
  }
}

/** The report as lines for a terminal. */
export function conformanceText(report: ConformanceReport): string {
  const failed = report.rows.filter((row) => row.problems.length > 0).length;
  return [
    `@sentry/node ${report.sdk}`,
    ...report.rows.flatMap((row) => [
      `${row.problems.length === 0 ? '✓' : '✗'} ${row.name}`,
      ...row.problems.map((problem) => `    ${problem}`),
    ]),
    report.ok ? `${report.rows.length} promises hold` : `${failed} of ${report.rows.length} promises are broken`,
    '',
  ].join('\n');
}
