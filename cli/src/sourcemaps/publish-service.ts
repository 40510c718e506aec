import { rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { CommandError } from '../exit.ts';
import { builtFiles, manifestFiles } from './built-files.ts';
import { releaseOfService } from './service-release.ts';
import { stockCli } from './stock-cli.ts';
import { type ArtifactPlace, missingDebugIds } from './uploaded.ts';

export interface PublishOptions {
  /** From the folder of the service. */
  readonly dist: string;
  readonly sentryCli: string | undefined;
  readonly deploy: string | undefined;
  readonly deleteMaps: boolean;
  readonly dryRun: boolean;
}

export interface Service {
  readonly folder: string;
  readonly place: ArtifactPlace;
}

/** The result for a service, as text for the log of the pipeline. */
export interface Published {
  readonly line: string;
  readonly warnings: readonly string[];
}

const MANIFEST = '.sentry-manifest.json';

/**
 * Debug ids into the built files as the last step of the build, the manifest that the running service reads its release from, the
 * upload, and the proof that every id of the manifest is on the server. Only after that maps are deleted.
 */
export async function publishService(
  { folder, place }: Service,
  options: PublishOptions,
  env: NodeJS.ProcessEnv,
): Promise<Published> {
  const { project } = place;
  const release = releaseOfService(folder, env);
  const dist = join(folder, options.dist);
  const files = await builtFiles(dist);
  const cli = stockCli({ given: options.sentryCli, folder, env: environmentOf(place, env) });
  if (options.dryRun) {
    await missingDebugIds(place, ['00000000-0000-0000-0000-000000000000']);
    return { line: `${project}: would upload ${files.length} files with their maps as ${release}`, warnings: [] };
  }
  await cli(['sourcemaps', 'inject', dist]);
  const lines = await manifestFiles(dist, files);
  await writeFile(join(dist, MANIFEST), `${JSON.stringify({ release, project, files: lines }, null, 2)}\n`);
  const ids = lines.map(({ debugId }) => debugId);
  const changed = await missingDebugIds(place, ids);
  await cli(['releases', 'new', release]);
  if (changed.length > 0) {
    await cli(['sourcemaps', 'upload', '--strict', '--wait', '--release', release, dist]);
    const missing = await missingDebugIds(place, ids);
    if (missing.length > 0) {
      throw new CommandError(
        `${project}: after the upload the server does not have ${missing.length} of ${ids.length} debug ids (${missing.slice(0, 3).join(', ')}).`,
      );
    }
  }
  const warnings = await setCommits(cli, { project, release });
  await cli(['releases', 'finalize', release]);
  if (options.deploy !== undefined) await cli(['deploys', 'new', '--release', release, '--env', options.deploy]);
  if (options.deleteMaps) for (const { map } of files) await rm(join(dist, map));
  const what =
    changed.length === 0 ? `unchanged, ${ids.length} files are there` : `${ids.length} files uploaded and found`;
  return { line: `${project}: ${release}: ${what}`, warnings };
}

/** Without a repository there are no commits: no reason to stop a deployment. */
async function setCommits(
  cli: (args: readonly string[]) => Promise<string>,
  { project, release }: { project: string; release: string },
): Promise<string[]> {
  try {
    await cli(['releases', 'set-commits', release, '--auto', '--ignore-missing']);
    return [];
  } catch (error) {
    const [first] = error instanceof Error ? error.message.split('\n') : [String(error)];
    return [`${project}: ${release} has no commits: ${first}`];
  }
}

function environmentOf(
  { url, token, organization, project }: ArtifactPlace,
  env: NodeJS.ProcessEnv,
): NodeJS.ProcessEnv {
  return {
    ...env,
    SENTRY_URL: url,
    SENTRY_AUTH_TOKEN: token,
    SENTRY_ORG: organization,
    SENTRY_PROJECT: project,
    SENTRY_LOAD_DOTENV: '0',
  };
}
