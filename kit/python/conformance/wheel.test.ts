import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pythonOf, runProgram } from '@garrison/testkit';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { packPython } from '../../../tools/pack-python.ts';
import { ENVIRONMENTS, pythonEnv } from './python-process.ts';

let folder: string;
let packed: readonly string[];
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'garrison-wheel-'));
  packed = packPython(join(import.meta.dirname, '../../..'), folder);
});
afterAll(() => rm(folder, { recursive: true }));

it.each(ENVIRONMENTS)('the wheel runs in %s, typed, with its policy and its suite', async (environment) => {
  const wheel = packed.find((path) => path.endsWith('.whl')) ?? '';
  const site = join(folder, environment);
  const pip = ['-m', 'pip', 'install', '--quiet', '--no-deps', '--no-compile', '--target', site, wheel];
  await runProgram(pythonOf(environment), pip, { env: pythonEnv() });
  expect(await readdir(join(site, 'garrison_sentry'))).toEqual(
    expect.arrayContaining(['policy.json', 'py.typed', 'verify']),
  );
  const script =
    'from garrison_sentry import init_sentry; import garrison_sentry.verify.suite, importlib.metadata as m; ' +
    'print(init_sentry("x").enabled, m.version("garrison-sentry"), m.requires("garrison-sentry"))';
  const output = await runProgram(pythonOf(environment), ['-c', script], { env: pythonEnv({ PYTHONPATH: site }) });
  expect(output.trim()).toBe("False 0.1.0 ['sentry-sdk<4,>=2.20']");
});

it('the sdist holds what the wheel is built from', async () => {
  const sdist = packed.find((path) => path.endsWith('.tar.gz')) ?? '';
  const names = (await runProgram('tar', ['-tzf', sdist])).split('\n');
  expect(names).toEqual(
    expect.arrayContaining(
      ['LICENSE', 'README.md', 'pyproject.toml', 'src/garrison_sentry/policy.json'].map(
        (name) => `garrison_sentry-0.1.0/${name}`,
      ),
    ),
  );
});
