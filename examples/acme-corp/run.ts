import { resolve } from 'node:path';
import { applyTopology } from '../../cli/src/commands/topology/apply.ts';
import { createRest } from '../../cli/src/rest.ts';
import { organization } from './garrison.config.ts';
import { startServer } from './server-process.ts';
import { startServices } from './services-processes.ts';
import { keepSignIn, opens, readSignIn } from './sign-in.ts';
import { driveTraffic } from './traffic.ts';

/**
 * `npm start`: the server, the organisation of `garrison.config.ts` in it, the organisation's services, and traffic through them.
 * SIGINT and SIGTERM stop them in reverse order, so that the last events of the services still arrive.
 */
const { GARRISON_ORG: named = organization.slug } = process.env;
if (named !== organization.slug) {
  process.stderr.write(
    `GARRISON_ORG is “${named}”, but this start creates the organisation ${organization.slug}. Start the server alone: npm start -- --no-demo\n`,
  );
  process.exit(2);
}
const dataDirectory = resolve(process.env['GARRISON_DATA'] ?? '.garrison');
const signIn = readSignIn(dataDirectory);
let stopping = false;

const server = await startServer({
  GARRISON_ORG: organization.slug,
  GARRISON_ADMIN_EMAIL: signIn.email,
  GARRISON_ADMIN_PASSWORD: signIn.password,
  GARRISON_ADMIN_TOKEN: signIn.token,
});
const stops: (() => Promise<void>)[] = [() => server.stop()];
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => void stop(0));
server.ended.then(
  (code) => stop(code),
  () => stop(1),
);

for await (const done of applyTopology(organization, createRest({ url: server.url, token: signIn.token })))
  say(`  ${done}`);
const dsns = await readDsns();
await sayHello();

const services = await startServices({ dsns, say });
stops.push(() => services.stop());
const traffic = driveTraffic(services.gatewayUrl, { pricing: services.pricing });
stops.push(() => traffic.stop());
say(`Traffic is running through ${services.names.join(', ')}. Stop everything with Ctrl-C.`);

async function stop(code: number): Promise<void> {
  if (stopping) return;
  stopping = true;
  for (const one of stops.toReversed()) await one();
  process.exit(code);
}

function say(line: string): void {
  process.stdout.write(`${line}\n`);
}

async function sayHello(): Promise<void> {
  const isGood = await opens(server.url, signIn);
  if (isGood) keepSignIn(dataDirectory, signIn);
  say('');
  say(`Garrison is at ${server.url}`);
  say(
    isGood
      ? `  sign in as ${signIn.email} with ${signIn.password}`
      : `  sign in as ${signIn.email} with the password that was set since (lost? garrison admin reset-password)`,
  );
  for (const [project, dsn] of dsns) say(`  ${project.padEnd(16)} ${dsn}`);
  say('');
}

/** Project slug → DSN, for every project of the organisation. */
async function readDsns(): Promise<Map<string, string>> {
  const entries = Object.keys(organization.projects).map(async (slug): Promise<[string, string]> => {
    const response = await fetch(`${server.url}/api/0/projects/${organization.slug}/${slug}/keys/`, {
      headers: { authorization: `Bearer ${signIn.token}` },
    });
    const [key] = (await response.json()) as { dsn: { public: string } }[];
    if (key === undefined) throw new Error(`project ${slug} has no key`);
    return [slug, key.dsn.public];
  });
  return new Map(await Promise.all(entries));
}
