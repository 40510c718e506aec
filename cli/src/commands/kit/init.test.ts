import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { run } from '../../program.ts';

const init = (args: readonly string[]): Promise<number> => run(['init', ...args]);

const EXAMPLE = join(import.meta.dirname, '../../../../examples/sentry-config');

let directory: string;
beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'garrison-init-'));
});
afterEach(async () => {
  vi.restoreAllMocks();
  await rm(directory, { recursive: true });
});

const texts = async (folder: string): Promise<Record<string, string>> =>
  Object.fromEntries(
    await Promise.all(
      (await readdir(folder)).map(async (name) => [name, await readFile(join(folder, name), 'utf8')] as const),
    ),
  );

it('writes the example for Acme, byte for byte, and never over it', async () => {
  const said = vi.spyOn(process.stdout, 'write').mockReturnValue(true);
  const refused = vi.spyOn(process.stderr, 'write').mockReturnValue(true);
  const dir = join(directory, 'sentry-config');
  expect(await init(['--scope', '@acme', '--dir', dir])).toBe(0);
  expect(await texts(dir)).toEqual(await texts(EXAMPLE));
  expect(said.mock.calls.join()).toContain('--import @acme/sentry-config/register');
  expect(await init(['--scope', '@other', '--dir', dir])).toBe(1);
  expect(await texts(dir)).toEqual(await texts(EXAMPLE));
  expect(refused.mock.calls.join()).toContain('not empty');
});

it('names the organisation throughout', async () => {
  vi.spyOn(process.stdout, 'write').mockReturnValue(true);
  expect(await init(['--scope', '@big-shop', '--org', 'shop-eu', '--dir', directory])).toBe(0);
  const written = await texts(directory);
  expect(Object.values(written).filter((text) => /acme/i.test(text))).toEqual([]);
  expect(JSON.parse(written['package.json'] ?? '')).toMatchObject({
    name: '@big-shop/sentry-config',
    description: expect.stringContaining("Shop Eu's own"),
  });
});

it.each([[[]], [['--scope', 'acme']], [['--scope', '@acme', '--org', 'Acme Corp']]])(
  'asks for what it needs: %j',
  async (args) => {
    const said = vi.spyOn(process.stderr, 'write').mockReturnValue(true);
    expect(await init([...args, '--dir', directory])).toBe(2);
    expect(said.mock.calls.join()).toMatch(/--scope|--org: “Acme Corp” is not a slug/);
    expect(await readdir(directory)).toEqual([]);
  },
);
