#!/usr/bin/env node
import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { parseArgs } from 'node:util';
import type { OrganizationConfig } from '@garrison/topology';
import { serve } from './commands/server/serve.ts';
import { applyTopology } from './commands/topology/apply.ts';
import { planTopology } from './commands/topology/plan.ts';
import { createRest, RestError, UnreachableError } from './rest.ts';

const USAGE = `garrison <command>

  serve [--help]                     start the server; --help lists every setting
  plan  [--config FILE] [--url URL]  what apply would change
  apply [--config FILE] [--url URL]  bring a Sentry to what garrison.config.ts says

  FILE is ./garrison.config.ts, URL is $SENTRY_URL or http://localhost:9000;
  the token is $SENTRY_AUTH_TOKEN.
`;

/** Exit codes: 1 the command failed, 2 it was called wrongly, 3 the API said no, 4 the API was not reached. */
process.exitCode = await run(process.argv.slice(2)).catch((cause: unknown) => {
  process.stderr.write(`${cause instanceof Error ? cause.message : String(cause)}\n`);
  if (cause instanceof RestError) return 3;
  return cause instanceof UnreachableError ? 4 : 1;
});

async function run([command, ...args]: string[]): Promise<number> {
  if (command === 'serve') return serve(args);
  if (command !== 'plan' && command !== 'apply') {
    process.stderr.write(USAGE);
    return command === '--help' || command === 'help' ? 0 : 2;
  }
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
  const lines = command === 'plan' ? await planTopology(config, rest) : applyTopology(config, rest);
  let count = 0;
  for await (const line of lines) {
    process.stdout.write(`${line}\n`);
    count++;
  }
  if (count === 0) process.stdout.write('nothing to do\n');
  return 0;
}

async function loadConfig(file: string): Promise<OrganizationConfig> {
  const module = (await import(pathToFileURL(resolve(file)).href)) as {
    organization?: OrganizationConfig;
    default?: OrganizationConfig;
  };
  const config = module.organization ?? module.default;
  if (config === undefined)
    throw new Error(`${file} exports no organization: export const organization = defineOrganization({ … })`);
  return config;
}
