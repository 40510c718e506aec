import { cp, mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { buildKit } from './build-kit.ts';

export const MAJORS = [8, 9, 10, 11] as const;
export type Major = (typeof MAJORS)[number];

export interface AppOptions {
  readonly major: Major;
  /** Default 5. */
  readonly express?: 4 | 5;
  /** Default 5. */
  readonly fastify?: 4 | 5;
  /** Default 2. */
  readonly amqplib?: 0 | 2;
}

/** A directory as a service has it: `node_modules` with the kit, one major of the SDK and the frameworks in it. */
export interface ConformanceTarget {
  readonly label: string;
  readonly directory: string;
  /** Path of the Node that runs its programs; default: this one. */
  readonly node?: string | undefined;
  /** Environment of all its programs. */
  readonly env?: Readonly<Record<string, string>>;
}

const ROOT = join(import.meta.dirname, '../../..');
const SDKS = join(ROOT, 'testkit/sdks');
/** In one version each. */
const FRAMEWORKS = ['@hono/node-server', '@koa/router', '@nestjs', 'hono', 'koa', 'reflect-metadata', 'rxjs'];

/**
 * Composes such a directory of symbolic links to really installed packages. Not npm aliases: SDK 11 instruments by the directory's name.
 * The kit is copied, because a package finds its peer dependency next to its real path.
 */
export async function composeApp(options: AppOptions): Promise<ConformanceTarget & { remove(): Promise<void> }> {
  const { major, express = 5, fastify = 5, amqplib = 2 } = options;
  const directory = await mkdtemp(join(tmpdir(), `garrison-app-v${major}-`));
  const modules = join(directory, 'node_modules');
  const sdk = join(SDKS, `v${major}/node_modules`);
  const old = join(SDKS, 'frameworks-old/node_modules');
  const root = join(ROOT, 'node_modules');
  const others = join(SDKS, 'frameworks/node_modules');
  const links: Record<string, string> = {
    '@sentry': join(sdk, '@sentry'),
    express: join(express === 4 ? old : sdk, 'express'),
    fastify: join(fastify === 4 ? old : sdk, 'fastify'),
    amqplib: join(amqplib === 0 ? old : root, 'amqplib'),
    bullmq: join(root, 'bullmq'),
    ioredis: join(root, 'ioredis'),
    kafkajs: join(root, 'kafkajs'),
    '@platformatic/kafka': join(root, '@platformatic/kafka'),
    nats: join(root, 'nats'),
    '@nats-io': join(root, '@nats-io'),
    '@aws-sdk/client-sqs': join(root, '@aws-sdk/client-sqs'),
    ...Object.fromEntries(FRAMEWORKS.map((name) => [name, join(others, name)])),
  };
  for (const [name, target] of Object.entries(links)) {
    await mkdir(dirname(join(modules, name)), { recursive: true });
    await symlink(target, join(modules, name));
  }
  await cp(await buildKit(), join(modules, '@garrison/node'), { recursive: true });
  await writeFile(
    join(directory, 'package.json'),
    JSON.stringify({ name: 'shop-api', version: '1.2.3', type: 'module' }),
  );
  return { label: `SDK ${major}`, directory, remove: () => rm(directory, { recursive: true, force: true }) };
}
