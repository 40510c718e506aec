import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, readdir, rm, symlink, writeFile } from 'node:fs/promises';
import { arch, platform, tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { startCaptureServer } from '@garrison/testkit';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { MAJORS, type Major } from '../conformance/compose-app.ts';

const ROOT = join(import.meta.dirname, '../../..');
const NODES = join(ROOT, 'testkit/nodes');
const NODE_20 = join(NODES, `node_modules/node-20-${platform()}-${arch()}/bin/node`);
const run = promisify(execFile);

const ESM = `import * as Sentry from '@sentry/node'; import { sentryStatus } from '@garrison/node';
Sentry.captureException(new Error('password=hunter2')); await Sentry.flush(5000); console.log(JSON.stringify(sentryStatus()));`;
const CJS = `const Sentry = require('@sentry/node'); const { sentryStatus } = require('@garrison/node');
Sentry.captureException(new Error('password=hunter2')); Sentry.flush(5000).then(() => console.log(JSON.stringify(sentryStatus())));`;

let project: string;

beforeAll(async () => {
  // The oldest Node is a project of its own with a lock file; npm takes it from its cache after the first time.
  if (!existsSync(join(NODES, 'node_modules'))) await run('npm', ['ci', '--loglevel=error'], { cwd: NODES });
  await run(process.execPath, [join(ROOT, 'tools/pack.ts')], { cwd: ROOT });
  project = await mkdtemp(join(tmpdir(), 'garrison-tarball-'));
  const [tarball = ''] = (await readdir(join(ROOT, 'dist/packages'))).filter((name) =>
    name.startsWith('garrison-node-'),
  );
  await writeFile(join(project, 'package.json'), JSON.stringify({ name: 'empty', version: '1.0.0' }));
  // Offline and without its peer: whatever the package needs beside that has to be in it.
  await run(
    'npm',
    ['install', '--offline', '--legacy-peer-deps', '--no-audit', '--no-fund', join(ROOT, 'dist/packages', tarball)],
    { cwd: project },
  );
}, 180_000);

afterAll(() => rm(project, { recursive: true, force: true }));

async function serviceWith(major: Major): Promise<string> {
  const modules = join(project, 'node_modules');
  await rm(join(modules, '@sentry'), { recursive: true, force: true });
  await mkdir(modules, { recursive: true });
  await symlink(join(ROOT, `testkit/sdks/v${major}/node_modules/@sentry`), join(modules, '@sentry'));
  await writeFile(join(project, 'service.mjs'), ESM);
  await writeFile(join(project, 'service.cjs'), CJS);
  return project;
}

it('is one package without dependencies', async () => {
  expect(
    (await readdir(join(project, 'node_modules'))).filter((name) => !name.startsWith('.') && name !== '@sentry'),
  ).toEqual(['@garrison']);
});

const nodes = [
  ['newest', () => process.execPath],
  // Node 20 does not come as a package for every platform; there the newest is asked twice.
  ['oldest', () => (existsSync(NODE_20) ? NODE_20 : process.execPath)],
] as const;

describe.each(MAJORS)('beside SDK %d', (major) => {
  it.each(nodes)('works on the %s Node, for ESM and for CommonJS', async (_name, node) => {
    const cwd = await serviceWith(major);
    const starts = [
      ['--import', '@garrison/node/register', 'service.mjs'],
      ['--import', '@garrison/node/register', 'service.cjs'],
      ['--require', '@garrison/node/register', 'service.cjs'],
    ];
    for (const args of starts) {
      const capture = await startCaptureServer();
      const env = {
        PATH: process.env['PATH'],
        NODE_NO_WARNINGS: '1',
        SENTRY_DSN: capture.dsn,
        SENTRY_SERVICE: 'empty',
        SENTRY_PROFILE_SESSION_SAMPLE_RATE: '0',
      };
      const { stdout } = await run(node(), args, { cwd, env });
      const status = JSON.parse(stdout.trim().split('\n').at(-1) ?? '') as object;
      const values = capture
        .items('event')
        .map(({ json }) => (json as { exception: { values: { value: string }[] } }).exception.values[0]?.value);
      await capture.close();
      expect([args.join(' '), values]).toEqual([args.join(' '), ['password=[Filtered]']]);
      expect(status).toMatchObject({ enabled: true, preloaded: true, problems: [] });
    }
  });
});
