import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdtemp, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { build, type InlineConfig } from 'tsdown';

const KIT = join(import.meta.dirname, '..');
const POLICY = join(KIT, '../../policy');

/**
 * Builds the package as it is published, JavaScript with the policy bundled in, and returns its folder.
 * Built once per state of the sources: several test files, also at the same time, share the result.
 */
export async function buildKit(): Promise<string> {
  const target = join(tmpdir(), `garrison-kit-${await digest([join(KIT, 'src'), join(POLICY, 'src')])}`);
  if (existsSync(target)) return target;
  const work = await mkdtemp(join(tmpdir(), 'garrison-kit-build-'));
  try {
    const dist = join(work, 'dist');
    // One build for both entries, so that they share their state; the preload is ESM only, it awaits at its top level.
    await build({ ...SETTINGS, outDir: dist, entry: ['src/index.ts', 'src/register.ts'], format: 'esm' });
    await build({ ...SETTINGS, outDir: dist, entry: ['src/index.ts'], format: 'cjs' });
    await writeFile(join(work, 'package.json'), JSON.stringify(MANIFEST));
    await rename(work, target).catch(async (error: unknown) => {
      if (!existsSync(target)) throw error; // Else another process was faster with the same result.
      await rm(work, { recursive: true });
    });
  } catch (error) {
    await rm(work, { recursive: true, force: true });
    throw error;
  }
  return target;
}

const SETTINGS = {
  cwd: KIT,
  config: false,
  platform: 'node',
  target: 'node20',
  dts: false,
  clean: false,
  logLevel: 'error',
  deps: { alwaysBundle: [/^@garrison\//] },
} satisfies InlineConfig;

const MANIFEST = {
  name: '@garrison/node',
  version: '0.0.0',
  type: 'module',
  exports: {
    '.': { import: './dist/index.mjs', require: './dist/index.cjs' },
    './register': './dist/register.mjs',
  },
};

async function digest(folders: readonly string[]): Promise<string> {
  const hash = createHash('sha256');
  for (const folder of folders) {
    const entries = await readdir(folder, { recursive: true, withFileTypes: true });
    const files = entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
    for (const file of files.toSorted()) hash.update(file).update(await readFile(file));
  }
  return hash.digest('hex').slice(0, 16);
}
