import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { applyTopology } from '../../cli/src/commands/topology/apply.ts';
import { createRest } from '../../cli/src/rest.ts';
import { organization } from './garrison.config.ts';
import { startServer } from './server-process.ts';
import { startServices } from './services-processes.ts';
import { driveTraffic } from './traffic.ts';

/**
 * `npm start`: the server, the organisation of `garrison.config.ts` in it, the organisation's services, and traffic through them.
 * SIGINT and SIGTERM stop them in reverse order, so that the last events of the services still arrive.
 */
const dataDirectory = resolve(process.env['GARRISON_DATA'] ?? '.garrison');
const secrets = readSecrets();

const server = await startServer({
  GARRISON_ORG: organization.slug,
  GARRISON_ADMIN_EMAIL: secrets.email,
  GARRISON_ADMIN_PASSWORD: secrets.password,
  GARRISON_ADMIN_TOKEN: secrets.token,
});
const stops: (() => Promise<void>)[] = [() => server.stop()];
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => void stop(0));
server.ended.then(
  (code) => stop(code),
  () => stop(1),
);

for await (const done of applyTopology(organization, createRest({ url: server.url, token: secrets.token })))
  say(`  ${done}`);
const dsns = await readDsns();
sayHello();

const services = await startServices({ dsns, say });
stops.push(() => services.stop());
const traffic = driveTraffic(services.gatewayUrl);
stops.push(() => traffic.stop());
say(`Traffic is running through ${services.names.join(', ')}. Stop everything with Ctrl-C.`);

let stopping = false;
async function stop(code: number): Promise<void> {
  if (stopping) return;
  stopping = true;
  for (const one of stops.toReversed()) await one();
  process.exit(code);
}

function say(line: string): void {
  process.stdout.write(`${line}\n`);
}

function sayHello(): void {
  say('');
  say(`Garrison is at ${server.url}`);
  say(`  sign in as ${secrets.email} with ${secrets.password}`);
  for (const [project, dsn] of dsns) say(`  ${project.padEnd(16)} ${dsn}`);
  say('');
}

interface Secrets {
  readonly email: string;
  readonly password: string;
  readonly token: string;
}

/** The demo's own credentials: made at the first start and kept beside its data, so that every start can say how to sign in. */
function readSecrets(): Secrets {
  mkdirSync(dataDirectory, { recursive: true, mode: 0o700 });
  const path = join(dataDirectory, 'demo-sign-in.json');
  const kept = existsSync(path) ? (JSON.parse(readFileSync(path, 'utf8')) as Secrets) : undefined;
  const secrets = {
    email: process.env['GARRISON_ADMIN_EMAIL'] ?? kept?.email ?? 'admin@acme-corp.example',
    password: process.env['GARRISON_ADMIN_PASSWORD'] ?? kept?.password ?? randomBytes(9).toString('base64url'),
    token: process.env['GARRISON_ADMIN_TOKEN'] ?? kept?.token ?? `sntryu_${randomBytes(32).toString('hex')}`,
  };
  writeFileSync(path, `${JSON.stringify(secrets, null, 2)}\n`, { mode: 0o600 });
  return secrets;
}

/** Project slug → DSN, for every project of the organisation. */
async function readDsns(): Promise<Map<string, string>> {
  const entries = Object.keys(organization.projects).map(async (slug): Promise<[string, string]> => {
    const response = await fetch(`${server.url}/api/0/projects/${organization.slug}/${slug}/keys/`, {
      headers: { authorization: `Bearer ${secrets.token}` },
    });
    const [key] = (await response.json()) as { dsn: { public: string } }[];
    if (key === undefined) throw new Error(`project ${slug} has no key`);
    return [slug, key.dsn.public];
  });
  return new Map(await Promise.all(entries));
}
