import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { missingEngine } from './install.mjs';

const NAMES = ['@chdb/lib-darwin-arm64', '@chdb/lib-linux-arm64-gnu', '@chdb/lib-linux-x64-gnu'];

let root: string;
beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), 'garrison-install-'));
  await mkdir(join(root, 'node_modules/chdb'), { recursive: true });
  const optionalDependencies = Object.fromEntries(NAMES.map((name) => [name, '26.7.3-stable.1']));
  await writeFile(join(root, 'node_modules/chdb/package.json'), JSON.stringify({ optionalDependencies }));
  await mkdir(join(root, 'node_modules/@chdb/lib-linux-x64-gnu'), { recursive: true });
  await writeFile(join(root, 'node_modules/@chdb/lib-linux-x64-gnu/package.json'), '{}');
});
afterAll(() => rm(root, { recursive: true, force: true }));

it.each([
  ['darwin-arm64', { name: '@chdb/lib-darwin-arm64', version: '26.7.3-stable.1' }],
  ['linux-arm64', { name: '@chdb/lib-linux-arm64-gnu', version: '26.7.3-stable.1' }],
  // Installed already; not named by chdb; not known at all.
  ['linux-x64', undefined],
  ['darwin-x64', undefined],
  ['win32-x64', undefined],
])('the event store of %s', (system, expected) => {
  expect(missingEngine(root, system)).toEqual(expected);
});
