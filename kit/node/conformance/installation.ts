import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { defaultPolicy, type Policy } from '@garrison/policy';
import { configFile } from '../src/config-file.ts';
import type { Framework } from './status-matrix.ts';

/** A service's directory as the suite finds it. */
export interface Installation {
  readonly sdk: string;
  readonly kit: string;
  /** Version of `@sentry/profiling-node`. */
  readonly profiling: string | undefined;
  /** Version of each framework that is installed. */
  readonly frameworks: Readonly<Partial<Record<Framework, string>>>;
}

/** Rejects when something is missing, with the command that installs it. */
export async function readInstallation(directory: string): Promise<Installation> {
  const names = ['@sentry/node', '@garrison/node', '@sentry/profiling-node', 'express', 'fastify'];
  const [sdk, kit, profiling, express, fastify] = await Promise.all(names.map((name) => versionOf(directory, name)));
  if (sdk === undefined || kit === undefined) {
    const missing = sdk === undefined ? '@sentry/node' : '@garrison/node';
    throw new Error(`${directory} has no ${missing}. Install it: npm install ${missing}`);
  }
  if (express === undefined && fastify === undefined) {
    throw new Error(
      `${directory} has neither express nor fastify to run the kit in. Install one: npm install --no-save express`,
    );
  }
  return { sdk, kit, profiling, frameworks: { ...(express && { express }), ...(fastify && { fastify }) } };
}

async function versionOf(directory: string, name: string): Promise<string | undefined> {
  // Through the folders, not through `exports`, which need not name package.json.
  const paths = createRequire(join(directory, 'index.js')).resolve.paths(name) ?? [];
  for (const path of paths) {
    const manifest = join(path, name, 'package.json');
    if (existsSync(manifest)) return (JSON.parse(await readFile(manifest, 'utf8')) as { version: string }).version;
  }
  return undefined;
}

/** The policy under test, and where the programs of the suite load it from. */
export interface FoundPolicy {
  readonly policy: Policy;
  /** URL of the service's configuration file. */
  readonly config: string | undefined;
  /** URL of the module that was asked for. */
  readonly module: string | undefined;
}

/** What `asked` exports as `policy`, else what the service's configuration names, else the default one. */
export async function findPolicy(directory: string, asked: string | undefined): Promise<FoundPolicy> {
  const file = configFile(directory);
  const config = file === undefined ? undefined : pathToFileURL(file).href;
  if (asked !== undefined) {
    const module = pathToFileURL(resolvePolicy(directory, asked)).href;
    const { policy } = (await load(module)) as { policy?: Policy };
    if (typeof policy !== 'object' || policy === null)
      throw new Error(`${asked} exports no policy. Write in it: export const policy = { ...defaultPolicy, … }`);
    return { policy, config, module };
  }
  const loaded = config === undefined ? {} : ((await load(config)) as { default?: { policy?: Policy } });
  return { policy: loaded.default?.policy ?? defaultPolicy, config, module: undefined };
}

async function load(url: string): Promise<unknown> {
  try {
    return await import(url);
  } catch (cause) {
    throw new Error(
      `${fileURLToPath(url)} could not be loaded: ${cause instanceof Error ? cause.message : String(cause)}`,
      { cause },
    );
  }
}

function resolvePolicy(directory: string, module: string): string {
  try {
    return createRequire(join(directory, 'index.js')).resolve(module);
  } catch (cause) {
    throw new Error(
      `The policy ${module} is not to be found from ${directory}. Install the package there, or name a file as ./policy.mjs`,
      { cause },
    );
  }
}
