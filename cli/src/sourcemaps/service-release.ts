import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { defaultPolicy, resolveRelease } from '@garrison/policy';
import { CommandError } from '../exit.ts';

const COMMIT_VARIABLES = ['GIT_COMMIT', 'GITHUB_SHA', 'CI_COMMIT_SHA', 'VERCEL_GIT_COMMIT_SHA', 'HEROKU_SLUG_COMMIT'];
const NO_RELEASE = /(?:^|[@/])(?:unknown|undefined|null|latest)$/i;

/** The release that the kit sets in the running service: computed by the same function from the same inputs. Throws when it is empty or a placeholder such as `unknown`. */
export function releaseOfService(folder: string, env: NodeJS.ProcessEnv): string {
  const manifest = readManifest(folder);
  const { release } = resolveRelease(
    {
      service: env['SENTRY_SERVICE'] || textOf(manifest['name']) || basename(folder),
      release: env['SENTRY_RELEASE'],
      version: env['SERVICE_VERSION'],
      packageVersion: textOf(manifest['version']),
      commit: COMMIT_VARIABLES.map((name) => env[name]).find(Boolean) ?? commitOf(folder),
    },
    defaultPolicy.release,
  );
  if (release.trim() === '' || NO_RELEASE.test(release)) {
    throw new CommandError(
      `${folder}: its release would be “${release}”. Set SENTRY_RELEASE or SERVICE_VERSION, or GIT_COMMIT where there is no repository.`,
    );
  }
  return release;
}

function readManifest(folder: string): Readonly<Record<string, unknown>> {
  try {
    const value: unknown = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
    return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {};
  } catch {
    return {};
  }
}

function commitOf(folder: string): string | undefined {
  try {
    return execFileSync('git', ['-C', folder, 'rev-parse', 'HEAD'], {
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'ignore'],
    }).trim();
  } catch {
    // No repository, or no git: the other facts decide.
    return undefined;
  }
}

function textOf(value: unknown): string | undefined {
  return typeof value === 'string' && value !== '' ? value : undefined;
}
