import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { run } from '../../program.ts';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'garrison-lint-'));
});
afterEach(async () => {
  vi.restoreAllMocks();
  await rm(folder, { recursive: true });
});

async function write(files: Readonly<Record<string, string>>): Promise<void> {
  for (const [name, text] of Object.entries(files)) {
    await mkdir(dirname(join(folder, name)), { recursive: true });
    await writeFile(join(folder, name), text);
  }
}

async function lint(...args: readonly string[]): Promise<{ code: number; stdout: string; stderr: string }> {
  const stdout = vi.spyOn(process.stdout, 'write').mockReturnValue(true);
  const stderr = vi.spyOn(process.stderr, 'write').mockReturnValue(true);
  const code = await run(['lint', ...args]);
  const said = (spy: typeof stdout): string => spy.mock.calls.map(([chunk]) => String(chunk)).join('');
  const ended = { code, stdout: said(stdout), stderr: said(stderr) };
  vi.restoreAllMocks();
  return ended;
}

const DIRECT = `import * as Sentry from '@sentry/node';\nSentry.flush();\n`;

it('exit code 1 and a line per place; 0 when there is nothing', async () => {
  await write({ 'src/a.mjs': DIRECT, 'src/b.ts': 'export const b = 1;\n', 'README.md': '@sentry/node' });
  const found = await lint(folder);
  expect(found.code).toBe(1);
  expect(found.stdout).toMatch(
    /src\/a\.mjs:1:1 direct-import: .*\n {4}write: import \{ Sentry \} from '@garrison\/node'\n/,
  );
  expect(found.stdout).toContain('1 finding in 2 files\n');
  expect(await lint(join(folder, 'src/b.ts'))).toEqual({ code: 0, stdout: 'no findings in 1 file\n', stderr: '' });
});

it('--fix changes what it understands, and says what it left and why', async () => {
  const left = `export * from '@sentry/node';\n`;
  await write({
    'a.mjs': DIRECT,
    'b.mjs': left,
    'package.json': '{"name":"@shop/pay","dependencies":{"@shop/sentry-config":"1"}}',
  });
  const fixed = await lint(folder, '--fix');
  expect(fixed.code).toBe(1);
  expect(fixed.stdout).toMatch(/^changed .*a\.mjs\nnot changed .*b\.mjs:1: what is exported again/);
  expect(await readFile(join(folder, 'a.mjs'), 'utf8')).toBe(
    `import { Sentry } from '@shop/sentry-config';\nSentry.flush();\n`,
  );
  expect(await readFile(join(folder, 'b.mjs'), 'utf8')).toBe(left);
});

it('is a report for a machine, and names the folders that were left out', async () => {
  await write({ 'a.mjs': DIRECT, 'dist/b.mjs': DIRECT, 'node_modules/c/c.js': DIRECT, '.cache/d.js': DIRECT });
  const { stdout } = await lint(folder, '--json', '--kit', '@x/sentry');
  expect(JSON.parse(stdout)).toMatchObject({
    files: 1,
    changed: [],
    left: [],
    findings: [{ rule: 'direct-import', line: 1, column: 1, write: `import { Sentry } from '@x/sentry'` }],
    skipped: [expect.stringMatching(/dist$/)],
  });
  expect((await lint(join(folder, 'dist'))).code).toBe(1);
});

it('a path without a source is called wrongly', async () => {
  await write({ 'README.md': '' });
  expect(await lint(folder)).toMatchObject({ code: 2, stderr: expect.stringContaining('No JavaScript or TypeScript') });
  expect(await lint(join(folder, 'nope'))).toMatchObject({
    code: 2,
    stderr: expect.stringContaining('there is no file'),
  });
  expect(await lint(folder, '--fixx')).toMatchObject({
    code: 2,
    stderr: expect.stringContaining('Did you mean --fix?'),
  });
});
