import { basename } from 'node:path';
import { Command } from 'commander';
import { existingFolder } from '../../existing-path.ts';
import { CommandError, EXIT, type End, wrongCall } from '../../exit.ts';
import { type PublishOptions, publishService, type Service } from '../../sourcemaps/publish-service.ts';

interface Options extends Omit<PublishOptions, 'dryRun' | 'deleteMaps'> {
  readonly org?: string;
  readonly url?: string;
  readonly parallel: string;
  readonly dryRun?: true;
  readonly deleteMaps?: true;
}

const DEFAULT_URL = 'https://sentry.io';
const NOTES = `
A service is its folder; its project is the name of the folder, or what follows a colon: services/web:web-app.
For each: the release as the running service will name it, a check that every built file has its map, debug ids,
dist/.sentry-manifest.json, the upload (only of what the server does not have), the check that the server has every id
of the manifest, commits, finalize, deploy. It runs the stock sentry-cli (2.58.6 and 3.8.0 are tested) that is installed.
Variables: SENTRY_AUTH_TOKEN (scope org:ci), SENTRY_ORG, SENTRY_URL.
Exit codes: 0 done, 1 nothing found, no release, or an upload that failed or is not there afterwards,
2 called wrongly or no token, 3 no such project, or the API refused, 4 the API was not reached.`;

/** The pipeline from built files to mapped stack traces; a build fails when it does not hold. */
export function sourcemapsCommand(end: End): Command {
  return new Command('sourcemaps')
    .description('upload the source maps of services, and prove that they arrived')
    .argument('<service...>', 'folders of services')
    .option('--dist <folder>', 'the build folder in each', 'dist')
    .option('--org <slug>', 'the organisation (default: $SENTRY_ORG)')
    .option('--url <url>', `address of the Sentry (default: $SENTRY_URL, else ${DEFAULT_URL})`)
    .option('--sentry-cli <file>', 'the stock sentry-cli, where it is not installed as @sentry/cli')
    .option('--deploy <environment>', 'say that the release was deployed there')
    .option('--delete-maps', 'delete the maps once the server has them')
    .option('--parallel <count>', 'services at once', '4')
    .option('--dry-run', 'check everything, and change and send nothing')
    .addHelpText('after', NOTES)
    .action(async (services: string[], options: Options) => end(await publish(services, options)));
}

async function publish(named: readonly string[], options: Options): Promise<number> {
  const env = process.env;
  const token = env['SENTRY_AUTH_TOKEN'];
  if (token === undefined || token === '') {
    throw wrongCall('The variable SENTRY_AUTH_TOKEN is not set. Set it to a token of the organisation (scope org:ci).');
  }
  const organization = options.org ?? env['SENTRY_ORG'];
  if (organization === undefined || organization === '') throw wrongCall('Name the organisation: --org or SENTRY_ORG.');
  const url = (options.url ?? (env['SENTRY_URL'] || DEFAULT_URL)).replace(/\/+$/, '');
  if (!URL.canParse(url)) throw wrongCall(`--url: ${url} is not an address.`);
  const parallel = Number(options.parallel);
  if (!Number.isInteger(parallel) || parallel < 1) throw wrongCall('--parallel takes a whole number from 1 on.');
  const services = named.map((text): Service => {
    const [, path = text, project] = /^(.*?)(?::([\w-]+))?$/.exec(text) ?? [];
    const folder = existingFolder(path, 'service');
    return { folder, place: { url, token, organization, project: project ?? basename(folder) } };
  });
  return publishAll(services, {
    parallel,
    options: {
      dist: options.dist,
      sentryCli: options.sentryCli,
      deploy: options.deploy,
      deleteMaps: options.deleteMaps === true,
      dryRun: options.dryRun === true,
    },
  });
}

/** All services are tried; the exit code is that of the first failure. */
async function publishAll(
  services: readonly Service[],
  { parallel, options }: { parallel: number; options: PublishOptions },
): Promise<number> {
  const waiting = [...services];
  const failures: number[] = [];
  let done = 0;
  const say = (line: string): unknown => process.stdout.write(`[${++done}/${services.length}] ${line}\n`);
  const worker = async (): Promise<void> => {
    for (let service = waiting.shift(); service !== undefined; service = waiting.shift()) {
      try {
        const { line, warnings } = await publishService(service, options, process.env);
        say(line);
        for (const warning of warnings) process.stderr.write(`warning: ${warning}\n`);
      } catch (error) {
        say(`${service.place.project}: failed`);
        process.stderr.write(`garrison: ${error instanceof Error ? error.message : String(error)}\n`);
        failures.push(error instanceof CommandError ? error.exitCode : EXIT.failed);
      }
    }
  };
  await Promise.all(Array.from({ length: parallel }, worker));
  return failures[0] ?? EXIT.done;
}
