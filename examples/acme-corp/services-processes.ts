import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { type AddressInfo, connect, createServer } from 'node:net';
import { join } from 'node:path';
import { findPricingPython, startPricing } from './pricing-process.ts';
import type { ServiceMessage } from './service-message.ts';

/** The services that run here; each is a file in `services/`. */
const SERVICES = ['billing-worker', 'user-service', 'auth-service', 'payment-api', 'api-gateway'] as const;
/** The one in Python, where there is one. */
const PRICING = 'pricing';
type ServiceName = (typeof SERVICES)[number];

const TEAMS: Readonly<Record<ServiceName, string>> = {
  'billing-worker': 'payments',
  'payment-api': 'payments',
  'user-service': 'platform-eng',
  'auth-service': 'platform-eng',
  'api-gateway': 'platform-eng',
};
const VERSION = '2.0.1';
const REDIS_URL = process.env['REDIS_URL'] ?? 'redis://127.0.0.1:6379';
const STOP_TIMEOUT_MS = 5_000;

export interface Services {
  readonly names: readonly string[];
  readonly gatewayUrl: string;
  /** Whether the service in Python runs. */
  readonly pricing: boolean;
  stop(): Promise<void>;
}

/** Starts each service as a process of its own, with nothing but environment variables and the kit's preload. */
export async function startServices({
  dsns,
  say,
}: {
  dsns: ReadonlyMap<string, string>;
  say: (line: string) => void;
}): Promise<Services> {
  const redis = await reachable(REDIS_URL);
  say(
    redis
      ? `Queue: BullMQ on ${REDIS_URL}`
      : `Queue: in-process transport (no Redis at ${REDIS_URL}; start one to see BullMQ)`,
  );
  const children = new Map<ServiceName, ChildProcess>();
  const deliver = (message: ServiceMessage): void => void children.get('billing-worker')?.send(message);
  // Ports are chosen beforehand, so that all can start at once and know each other.
  const ports = new Map(await Promise.all(SERVICES.map(async (name) => [name, await freePort()] as const)));
  // By name: `localhost` is an own host of the policy, so that it gets the trace; an address is not.
  const urls = Object.fromEntries([...ports].map(([name, port]) => [urlVariable(name), `http://localhost:${port}`]));
  const python = await findPricingPython(say);
  const pricing = python === undefined ? undefined : { python, port: await freePort() };
  if (pricing !== undefined) urls[urlVariable(PRICING)] = `http://localhost:${pricing.port}`;
  const start = async (name: ServiceName): Promise<void> => {
    const child = startService(name, {
      dsn: dsns.get(name) ?? '',
      redis,
      env: { ...urls, PORT: String(ports.get(name)) },
    });
    children.set(name, child);
    // Without a broker the parent carries messages from one service to the other.
    child.on('message', (message: ServiceMessage) => {
      if (message.kind === 'publish') deliver(message);
    });
    await listening(child, name);
  };
  await Promise.all(SERVICES.map(start));
  const priced =
    pricing === undefined
      ? undefined
      : await startPricing(
          pricing.python,
          { ...identity(PRICING, 'payments', dsns.get(PRICING) ?? ''), PORT: String(pricing.port) },
          deliver,
        );
  return {
    names: [...SERVICES, ...(priced === undefined ? [] : [PRICING])],
    pricing: priced !== undefined,
    gatewayUrl: urls[urlVariable('api-gateway')] ?? '',
    async stop() {
      await priced?.stop();
      for (const child of [...children.values()].toReversed()) await stopChild(child);
    },
  };
}

function startService(
  name: ServiceName,
  { dsn, redis, env }: { dsn: string; redis: boolean; env: Record<string, string> },
): ChildProcess {
  return fork(join(import.meta.dirname, 'services', `${name}.ts`), {
    execArgv: ['--disable-warning=ExperimentalWarning', '--import', '@garrison/node/register'],
    detached: true,
    env: {
      ...process.env,
      ...env,
      ...(redis ? { REDIS_URL } : {}),
      ...identity(name, TEAMS[name], dsn),
    },
  });
}

/** All that the kit is told, in either language. */
function identity(name: string, team: string, dsn: string): Record<string, string> {
  return {
    SENTRY_DSN: dsn,
    SENTRY_SERVICE: name,
    SENTRY_TEAM: team,
    SENTRY_ENVIRONMENT: 'production',
    SERVICE_VERSION: VERSION,
  };
}

/** `api-gateway` → `API_GATEWAY_URL`. */
function urlVariable(name: string): string {
  return `${name.toUpperCase().replaceAll('-', '_')}_URL`;
}

function listening(child: ChildProcess, name: string): Promise<void> {
  return new Promise((resolve, reject) => {
    child.on('message', (message: ServiceMessage) => message.kind === 'listening' && resolve());
    child.once('exit', (code) => reject(new Error(`${name} ended with ${code} before it listened`)));
  });
}

async function stopChild(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const timer = setTimeout(() => child.kill('SIGKILL'), STOP_TIMEOUT_MS);
  child.kill('SIGTERM');
  await once(child, 'exit');
  clearTimeout(timer);
}

function reachable(url: string): Promise<boolean> {
  const { hostname, port } = new URL(url);
  return new Promise((resolve) => {
    const socket = connect({ host: hostname, port: Number(port || 6379), timeout: 500 });
    const answer = (value: boolean) => () => {
      socket.destroy();
      resolve(value);
    };
    socket.once('connect', answer(true)).once('error', answer(false)).once('timeout', answer(false));
  });
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
}
