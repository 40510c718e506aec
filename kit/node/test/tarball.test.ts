import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, readdir, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { startCaptureServer, type CaptureServer } from '@garrison/testkit';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { MAJORS, type Major } from '../conformance/compose-app.ts';
import { installNodes, nodePath, NODES } from '../conformance/older-nodes.ts';

const ROOT = join(import.meta.dirname, '../../..');
const PACKAGES = join(ROOT, 'dist/packages');
const GARRISON = 'node_modules/garrison/dist/main.mjs';
const SDK_11 = join(ROOT, 'testkit/sdks/v11/node_modules');
const run = promisify(execFile);

const ESM = `import * as Sentry from '@sentry/node'; import { sentryStatus } from '@garrison/node';
Sentry.captureException(new Error('password=hunter2')); await Sentry.flush(5000); console.log(JSON.stringify(sentryStatus()));`;
const CJS = `const Sentry = require('@sentry/node'); const { sentryStatus } = require('@garrison/node');
Sentry.captureException(new Error('password=hunter2')); Sentry.flush(5000).then(() => console.log(JSON.stringify(sentryStatus())));`;
const STARTS = [
  ['--import', '@garrison/node/register', 'service.mjs'],
  ['--import', '@garrison/node/register', 'service.cjs'],
  ['--require', '@garrison/node/register', 'service.cjs'],
];

let project: string;
/** What `npm install` put there. */
let installed: readonly string[];
/** What `garrison init` said. */
let nextSteps: string;

beforeAll(async () => {
  await installNodes();
  await run(process.execPath, [join(ROOT, 'tools/pack.ts')], { cwd: ROOT });
  project = await mkdtemp(join(tmpdir(), 'garrison-tarball-'));
  await writeFile(join(project, 'package.json'), JSON.stringify({ name: 'empty', version: '1.0.0' }));
  // A service of its own, which does not depend on the organisation's package.
  await mkdir(join(project, 'plain'));
  await writeFile(join(project, 'plain/package.json'), JSON.stringify({ name: 'plain', version: '1.0.0' }));
  await writeFile(join(project, 'plain/service.mjs'), ESM);
  await writeFile(join(project, 'plain/service.cjs'), CJS);
  // Everything is installed before the first link is made: npm removes what it did not install, through links, too.
  await install(await tarball(PACKAGES, /^garrison-node-/), await tarball(PACKAGES, /^garrison-\d/));
  nextSteps = (await garrison('init', '--scope', '@shop', '--org', 'shop-eu')).stdout;
  await run('npm', ['pack', '--silent', './sentry-config'], { cwd: project });
  await install(await tarball(project, /^shop-sentry-config-/));
  installed = await readdir(join(project, 'node_modules'), { recursive: true });
  await link('express', join(SDK_11, 'express'));
}, 300_000);

afterAll(() => rm(project, { recursive: true, force: true }));

async function tarball(folder: string, name: RegExp): Promise<string> {
  const found = (await readdir(folder)).filter((file) => name.test(file));
  expect(found).toHaveLength(1);
  return join(folder, found[0] ?? '');
}

/** Offline and without peers: whatever a package needs beside its peer has to be in it. */
async function install(...packages: readonly string[]): Promise<void> {
  const flags = ['--offline', '--legacy-peer-deps', '--no-audit', '--no-fund'];
  await run('npm', ['install', ...flags, ...packages], { cwd: project });
}

async function link(name: string, target: string): Promise<void> {
  const path = join(project, 'node_modules', name);
  await rm(path, { recursive: true, force: true });
  await mkdir(join(path, '..'), { recursive: true });
  await symlink(target, path);
}

const garrison = (...args: string[]) => run(process.execPath, [GARRISON, ...args], { cwd: project });
const linkSdk = (major: Major): Promise<void> =>
  link('@sentry', join(ROOT, `testkit/sdks/v${major}/node_modules/@sentry`));

function environment(capture: CaptureServer): NodeJS.ProcessEnv {
  return {
    PATH: process.env['PATH'],
    NODE_NO_WARNINGS: '1',
    SENTRY_DSN: capture.dsn,
    SENTRY_SERVICE: 'empty',
    SENTRY_PROFILE_SESSION_SAMPLE_RATE: '0',
  };
}

it('are packages without dependencies', () => {
  // But for the mark on the programs of the conformance suite.
  const manifests = installed.filter((path) => path.endsWith('package.json') && !path.includes('/dist/apps/'));
  expect(manifests.toSorted()).toEqual(
    ['@garrison/node', '@shop/sentry-config', 'garrison'].map((name) => join(name, 'package.json')),
  );
});

describe.each(MAJORS)('beside SDK %d', (major) => {
  beforeAll(() => linkSdk(major));

  it.each(NODES)('the kit works on Node %d, for ESM and for CommonJS', async (node) => {
    // Between the oldest and the newest a start of each kind is enough.
    for (const args of node === 20 || node === 26 ? STARTS : STARTS.slice(0, 2)) {
      const capture = await startCaptureServer();
      const { stdout } = await run(nodePath(node), args, { cwd: join(project, 'plain'), env: environment(capture) });
      const values = capture
        .items('event')
        .map(({ json }) => (json as { exception: { values: { value: string }[] } }).exception.values[0]?.value);
      await capture.close();
      expect([args.join(' '), values]).toEqual([args.join(' '), ['password=[Filtered]']]);
      const status = JSON.parse(stdout.trim().split('\n').at(-1) ?? '') as object;
      expect(status).toMatchObject({ enabled: true, preloaded: true, problems: [] });
    }
  });
});

describe('the command, in a project with an SDK and Express alone', () => {
  beforeAll(() => linkSdk(11));

  it('lists its commands, and says where the server is', async () => {
    expect((await garrison('--help')).stdout).toMatch(/init[^]*verify[^]*plan[^]*apply[^]*serve/);
    await expect(garrison('serve')).rejects.toMatchObject({ code: 1, stderr: expect.stringMatching(/in a checkout/) });
  });

  it('reads an organisation that is written with nothing but the command itself', async () => {
    await writeFile(
      join(project, 'organization.ts'),
      `import { defineOrganization, type OrganizationConfig } from 'garrison';
       export const organization: OrganizationConfig = defineOrganization({ slug: 'shop', teams: {}, projects: {} });`,
    );
    const env = { PATH: process.env['PATH'], SENTRY_AUTH_TOKEN: 'token' };
    const args = [GARRISON, 'plan', '--config', 'organization.ts', '--url', 'http://127.0.0.1:9'];
    const plan = run(process.execPath, args, { cwd: project, env });
    await expect(plan).rejects.toMatchObject({
      code: 4,
      stderr: expect.stringContaining('127.0.0.1:9 does not answer'),
    });
  });

  it('finds and changes what goes past the policy, on the oldest Node', async () => {
    const file = join(project, 'old.mjs');
    await writeFile(file, `import * as Sentry from '@sentry/node';\nSentry.init({ dsn: process.env.SENTRY_DSN });\n`);
    const lint = (...args: string[]) => run(nodePath(20), [GARRISON, 'lint', 'old.mjs', ...args], { cwd: project });
    await expect(lint()).rejects.toMatchObject({ code: 1, stdout: expect.stringContaining('old.mjs:2:1 own-init') });
    expect((await lint('--fix')).stdout).toBe('changed old.mjs\nno findings in 1 file\n');
    expect(await readFile(file, 'utf8')).toContain(`import { initSentry } from '@shop/sentry-config';`);
  });

  it('proves the kit on the oldest Node, as a report for a machine', async () => {
    const ended = await run(nodePath(20), [GARRISON, 'verify', '--json'], { cwd: project }).catch(
      (error: { stdout: string }) => error,
    );
    const report = JSON.parse(ended.stdout) as {
      rows: { problems: unknown[] }[];
      leaks: { strict: boolean }[];
    };
    expect(report.rows.filter((row) => row.problems.length > 0)).toEqual([]);
    expect(report.rows).toHaveLength(14);
    expect(report).toMatchObject({ ok: true, sdk: '11.12.0', frameworks: { express: '5.3.0' }, skipped: [] });
    expect(report.leaks.filter((leak) => leak.strict)).toEqual([]);
  });

  it('init wrote a package that type-checks, starts a service and is proven by verify', async () => {
    expect(nextSteps).toContain('npm install @shop/sentry-config @sentry/node');
    await typeCheck();
    const capture = await startCaptureServer();
    await writeFile(join(project, 'shop.mjs'), SHOP);
    const args = ['--import', '@shop/sentry-config/register', 'shop.mjs'];
    const service = await run(process.execPath, args, { cwd: project, env: environment(capture) });
    await capture.close();
    expect(service.stdout).toContain('*.shop-eu.internal');
    expect(capture.items('event').map(({ json }) => (json as { extra: unknown }).extra)).toEqual([
      { licence_plate: '[Filtered]' },
    ]);
    const required = `require('@shop/sentry-config').policy.trace.ownHosts.join()`;
    expect((await run(nodePath(20), ['-p', required], { cwd: project })).stdout).toContain('*.shop-eu.internal');
    expect((await garrison('verify', '--policy', '@shop/sentry-config')).stdout).toMatch(/\n17 promises hold\n/);
  });
});

const SHOP = `import * as Sentry from '@sentry/node'; import { policy } from '@shop/sentry-config';
Sentry.captureException(new Error('x'), { extra: { licence_plate: 'M-AB 1234' } }); await Sentry.flush(5000);
console.log(policy.trace.ownHosts.join());`;

/** Of a strict service and of the package itself. */
async function typeCheck(): Promise<void> {
  await writeFile(
    join(project, 'service.ts'),
    `import { initSentry, policy, preload, preloadSync, SentryService, withSpan } from '@shop/sentry-config';
     import type { SentryServiceConfig, SentryStatus } from '@shop/sentry-config';
     export const status: SentryStatus = initSentry({ serviceName: 'shop-api' });
     export const rate: number | undefined = policy.sampling.traces['production'];
     export const sum: number = withSpan('function', 'sum', () => 1 + 1);
     // @ts-expect-error -- the policy is the organisation's
     initSentry({ serviceName: 'shop-api', policy });
     // @ts-expect-error
     SentryService.getInstance({ serviceName: 'shop-api', policy });
     // @ts-expect-error
     await preload({ policy });
     // @ts-expect-error
     preloadSync({ policy });
     const config = { serviceName: 'shop-api', policy };
     // @ts-expect-error -- nor under another name
     initSentry(config);
     // @ts-expect-error -- nor in a configuration file
     export const own: SentryServiceConfig = config;
     const service: SentryService = SentryService.getInstance({ serviceName: 'shop-api', team: 'shop' });
     service.count('orders');`,
  );
  // As TypeScript for CommonJS writes it.
  await writeFile(
    join(project, 'service-cjs.cts'),
    `import { initSentry, policy, SentryService } from '@shop/sentry-config';
     export const enabled: boolean = initSentry({ serviceName: 'shop-api' }).enabled;
     SentryService.getInstance({ serviceName: 'shop-api' }).captureError(new Error(policy.version));`,
  );
  const compilerOptions = {
    module: 'nodenext',
    target: 'es2023',
    types: ['node'],
    typeRoots: [join(ROOT, 'node_modules/@types')],
    strict: true,
    noEmit: true,
    allowJs: true,
    checkJs: true,
  };
  const files = ['service.ts', 'service-cjs.cts', 'sentry-config/index.js', 'sentry-config/register.js'];
  await writeFile(join(project, 'tsconfig.json'), JSON.stringify({ compilerOptions, files }));
  const checked = await run(process.execPath, [join(ROOT, 'node_modules/typescript/bin/tsc'), '-p', '.'], {
    cwd: project,
  }).catch((error: { stdout: string }) => error);
  expect(checked.stdout).toBe('');
}
