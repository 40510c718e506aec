import { Command } from 'commander';
import { EXIT, wrongCall, type End } from '../../exit.ts';
import { loadConfig } from '../../load-config.ts';
import { createRest } from '../../rest.ts';
import { applyTopology } from './apply.ts';
import { planTopology } from './plan.ts';

interface TopologyOptions {
  readonly config: string;
  readonly url?: string;
}

const DEFAULT_URL = 'http://localhost:9000';
const NOTES = `
The token is read from the variable SENTRY_AUTH_TOKEN; it needs the scopes org:read, team:write and project:write.
A configuration in TypeScript needs Node 22.18 or newer; on an older one write garrison.config.mjs.`;

/** `garrison plan` and `garrison apply`: the same call, the one without changes. */
export function topologyCommands(end: End): Command[] {
  const define = (name: string, description: string, command: typeof planTopology | typeof applyTopology): Command =>
    new Command(name)
      .description(description)
      .option('--config <file>', 'the organisation', './garrison.config.ts')
      .option('--url <url>', `address of the Sentry (default: $SENTRY_URL, else ${DEFAULT_URL})`)
      .addHelpText('after', NOTES)
      .action(async (options: TopologyOptions) => end(await runTopology(command, options)));
  return [
    define('plan', 'show what apply would change', planTopology),
    define('apply', 'create and change teams and projects until they are as garrison.config.ts says', applyTopology),
  ];
}

async function runTopology(
  command: typeof planTopology | typeof applyTopology,
  options: TopologyOptions,
): Promise<number> {
  const config = await loadConfig(options.config);
  const token = process.env['SENTRY_AUTH_TOKEN'];
  if (token === undefined || token === '')
    throw wrongCall(
      'The variable SENTRY_AUTH_TOKEN is not set. Set it to a token with the scopes org:read, team:write and project:write.',
    );
  const rest = createRest({ url: addressOf(options.url), token });
  let count = 0;
  for await (const line of await command(config, rest)) {
    process.stdout.write(`${line}\n`);
    count++;
  }
  if (count === 0) process.stdout.write('nothing to do\n');
  return EXIT.done;
}

function addressOf(given: string | undefined): string {
  const url = given ?? (process.env['SENTRY_URL'] || DEFAULT_URL);
  const name = given === undefined ? 'SENTRY_URL' : '--url';
  if (!URL.canParse(url) || !/^https?:$/.test(new URL(url).protocol))
    throw wrongCall(`${name}: ${url} is not an address. Write it as ${DEFAULT_URL} or https://sentry.io`);
  return url.replace(/\/+$/, '');
}
