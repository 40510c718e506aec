#!/usr/bin/env node
import { parseArgs } from 'node:util';
import { init } from './commands/kit/init.ts';
import { verify } from './commands/kit/verify.ts';
import { admin } from './commands/server/admin.ts';
import { serve } from './commands/server/serve.ts';
import { applyTopology } from './commands/topology/apply.ts';
import { planTopology } from './commands/topology/plan.ts';
import { loadConfig } from './load-config.ts';
import { createRest, RestError, UnreachableError } from './rest.ts';

const USAGE = `garrison <command>

  init --scope @SCOPE [--org SLUG] [--dir DIR]
      write an organisation's own package that binds its policy to the kit; DIR is ./sentry-config
  verify [DIR] [--policy MODULE] [--node PATH] [--json]
      prove, on what a service has installed, which data leaves it and which events arrive;
      MODULE exports the organisation's policy, PATH is the Node that the service runs on
  plan  [--config FILE] [--url URL]
      what apply would change
  apply [--config FILE] [--url URL]
      bring a Sentry to what garrison.config.ts says;
      FILE is ./garrison.config.ts, URL is $SENTRY_URL or http://localhost:9000, the token is $SENTRY_AUTH_TOKEN
  serve [--help]
      start the server, in a checkout of Garrison; --help lists every setting
  admin reset-password [EMAIL]
      with the server stopped: give a user, or the first owner, a new password and end their sessions;
      the data are $GARRISON_DATA, the password is $GARRISON_ADMIN_PASSWORD or a random one, printed once

  Exit codes: 0 done, 1 failed or not proven, 2 called wrongly, 3 the API said no, 4 the API was not reached.
`;

type Command = (args: string[]) => Promise<number>;
const COMMANDS: Readonly<Record<string, Command>> = {
  init,
  verify,
  plan: (args) => topology(planTopology, args),
  apply: (args) => topology(applyTopology, args),
  serve,
  admin,
};

process.exitCode = await run(process.argv.slice(2)).catch((cause: unknown) => {
  process.stderr.write(`${cause instanceof Error ? cause.message : String(cause)}\n`);
  if (cause instanceof RestError) return 3;
  if (cause instanceof UnreachableError) return 4;
  return isUsageError(cause) ? 2 : 1;
});

async function run([name = '', ...args]: string[]): Promise<number> {
  if (Object.hasOwn(COMMANDS, name)) return (COMMANDS[name] as Command)(args);
  const asked = name === '--help' || name === 'help';
  process[asked ? 'stdout' : 'stderr'].write(USAGE);
  return asked ? 0 : 2;
}

async function topology(command: typeof planTopology | typeof applyTopology, args: string[]): Promise<number> {
  const { values } = parseArgs({
    args,
    options: { config: { type: 'string', default: './garrison.config.ts' }, url: { type: 'string' } },
  });
  const token = process.env['SENTRY_AUTH_TOKEN'];
  if (token === undefined || token === '') {
    process.stderr.write(
      'SENTRY_AUTH_TOKEN is not set: it needs a token with the scopes org:read, team:write and project:write\n',
    );
    return 2;
  }
  const config = await loadConfig(values.config);
  const rest = createRest({
    url: (values.url ?? process.env['SENTRY_URL'] ?? 'http://localhost:9000').replace(/\/+$/, ''),
    token,
  });
  let count = 0;
  for await (const line of await command(config, rest)) {
    process.stdout.write(`${line}\n`);
    count++;
  }
  if (count === 0) process.stdout.write('nothing to do\n');
  return 0;
}

/** What `parseArgs` throws. */
function isUsageError(cause: unknown): boolean {
  return cause instanceof TypeError && 'code' in cause && String(cause.code).startsWith('ERR_PARSE_ARGS');
}
