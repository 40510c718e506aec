import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { verify } from './verify.ts';

let directory: string;
beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'garrison-verify-'));
});
afterEach(() => rm(directory, { recursive: true }));

it('says what is missing, and how to install it', async () => {
  await expect(verify([directory])).rejects.toThrow(
    /has no @garrison\/node.*npm install @garrison\/node @sentry\/node/,
  );
});

it('says when the kit is older than the suite', async () => {
  const kit = join(directory, 'node_modules/@garrison/node');
  await mkdir(kit, { recursive: true });
  await writeFile(join(kit, 'package.json'), JSON.stringify({ name: '@garrison/node', exports: './index.js' }));
  await expect(verify([directory])).rejects.toThrow('npm install @garrison/node@latest');
});
