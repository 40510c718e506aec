import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
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

/** URL of a module that exports `policy`, as the service would resolve it; rejects when it exports none. */
export async function policyUrl(directory: string, module: string): Promise<string> {
  const url = pathToFileURL(resolvePolicy(directory, module)).href;
  const { policy } = (await import(url)) as { policy?: unknown };
  if (typeof policy !== 'object' || policy === null)
    throw new Error(`${module} exports no policy. Write in it: export const policy = { ...defaultPolicy, … }`);
  return url;
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
