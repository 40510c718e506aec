import { execFile } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { type GarrisonServer, poll, startGarrisonServer, startProgram } from '@garrison/testkit';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { entryOf, readEvent } from './read-back.ts';

const run = promisify(execFile);
const testkit = join(import.meta.dirname, '../../testkit');
const BUNDLERS = ['esbuild', 'rollup', 'vite', 'webpack'] as const;

interface ShownFrame {
  readonly filename: string;
  readonly lineNo: number;
  readonly context: readonly (readonly [number, string])[];
}

let server: GarrisonServer;
let organization: string;
let folder: string;
beforeAll(async () => {
  server = await startGarrisonServer();
  organization = await server.organization();
  folder = await mkdtemp(join(tmpdir(), 'garrison-plugins-'));
});
afterAll(async () => {
  await server.stop();
  await rm(folder, { recursive: true, force: true });
});

function build(bundler: string, project: string, more: Record<string, string> = {}) {
  const release = `${bundler}@1.0.0`;
  return run(process.execPath, ['build.mjs', bundler, join(folder, project), release], {
    cwd: join(testkit, 'plugins'),
    env: {
      ...process.env,
      HOME: folder,
      SENTRY_URL: server.url,
      SENTRY_ORG: organization,
      SENTRY_PROJECT: project,
      SENTRY_AUTH_TOKEN: server.adminToken,
      ...more,
    },
  });
}

it.each(BUNDLERS)('a build by %s with its unmodified plugin shows the source that people wrote', async (bundler) => {
  const project = `built-by-${bundler}`;
  const dsn = await server.dsn(project);
  await build(bundler, project);
  const program = startProgram(process.execPath, [join(folder, project, 'main.mjs'), join(testkit, 'sdks/v10')], {
    env: { ...process.env, SENTRY_DSN: dsn },
  });
  await poll(() => program.exit() ?? undefined, { timeoutMs: 30_000, describe: () => program.output() });
  const [, id = ''] = /"event":"([0-9a-f]{32})"/.exec(program.output()) ?? [];
  const event = await readEvent(server, project, id);
  const { values } = entryOf<{ values: { stacktrace: { frames: ShownFrame[] } }[] }>(event, 'exception');
  const frames = values[0]?.stacktrace.frames ?? [];
  expect(frames.at(-1)).toMatchObject({ filename: expect.stringMatching(/price\.js$/), lineNo: 4 });
  expect(frames.at(-1)?.context).toContainEqual([4, '  return price.amount;']);
  expect(event.release?.version).toBe(`${bundler}@1.0.0`);
  const release = await server.api(`/api/0/organizations/${organization}/releases/${bundler}@1.0.0/`);
  expect(await release.json()).toMatchObject({
    dateReleased: expect.any(String),
    lastDeploy: { environment: 'production' },
    projects: [{ slug: project }],
  });
});

it.each(BUNDLERS)('a build by %s fails when its upload is refused', async (bundler) => {
  await expect(build(bundler, 'refused', { SENTRY_AUTH_TOKEN: 'not-a-token' })).rejects.toMatchObject({
    code: expect.any(Number),
  });
});
