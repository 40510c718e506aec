import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { run } from '../../program.ts';

const verify = (args: readonly string[]): Promise<number> => run(['verify', ...args]);

let directory: string;
beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'garrison-verify-'));
});
afterEach(async () => {
  vi.restoreAllMocks();
  await rm(directory, { recursive: true });
});

it('says what is missing, and how to install it', async () => {
  const said = vi.spyOn(process.stderr, 'write').mockReturnValue(true);
  expect(await verify([directory])).toBe(2);
  expect(said.mock.calls.join()).toMatch(/has no @garrison\/node.*npm install @garrison\/node @sentry\/node/);
});

async function installKit(files: Readonly<Record<string, string>>): Promise<void> {
  const kit = join(directory, 'node_modules/@garrison/node');
  await mkdir(kit, { recursive: true });
  for (const [name, text] of Object.entries(files)) await writeFile(join(kit, name), text);
}

it('a broken promise is exit code 1, and the report is the suite’s own', async () => {
  await installKit({
    'package.json': JSON.stringify({ name: '@garrison/node', exports: { './conformance': './conformance.cjs' } }),
    'conformance.cjs': `
      exports.runConformance = async ({ onProgress, ...options }) => ({ ok: options.policy === '@acme/kept', options });
      exports.conformanceText = (report) => 'as text: ' + report.ok;`,
  });
  const said = vi.spyOn(process.stdout, 'write').mockReturnValue(true);
  const codes = [
    await verify([directory]),
    await verify([directory, '--policy', '@acme/kept', '--node', process.execPath, '--json']),
  ];
  const [text, json] = said.mock.calls.map(([chunk]) => String(chunk));
  expect(codes).toEqual([1, 0]);
  expect(text).toContain('as text: false');
  expect(JSON.parse(json ?? '')).toEqual({
    ok: true,
    options: { directory, policy: '@acme/kept', node: process.execPath },
  });
});

it('--entry starts the service itself, with its requests and its preload', async () => {
  await installKit({
    'package.json': JSON.stringify({ name: '@garrison/node', exports: { './conformance': './conformance.cjs' } }),
    'conformance.cjs': `
      exports.runEntry = async ({ onProgress, ...options }) => ({ ok: options.preload === undefined, options });
      exports.entryText = (report) => 'as text: ' + JSON.stringify(report.options);`,
  });
  await writeFile(join(directory, 'server.js'), '');
  const said = vi.spyOn(process.stdout, 'write').mockReturnValue(true);
  const refused = vi.spyOn(process.stderr, 'write').mockReturnValue(true);
  const entry = [directory, '--entry', 'server.js'];
  expect(await verify(entry)).toBe(0);
  expect(await verify([...entry, '--policy', '@acme/x', '--request', '/a', '--request', 'POST /b', '--json'])).toBe(1);
  expect(said.mock.calls.join()).toContain('"requests":["/"]');
  expect(JSON.parse(String(said.mock.calls[1]?.[0]))).toMatchObject({
    options: { directory, entry: 'server.js', requests: ['/a', 'POST /b'], preload: '@acme/x/register' },
  });
  expect(await verify([...entry, '--request', 'orders'])).toBe(2);
  expect(await verify([directory, '--entry', 'nope.js'])).toBe(2);
  expect(await verify([directory, '--request', '/a'])).toBe(2);
  expect(await verify([directory, '--python', 'server.js'])).toBe(2);
  expect(refused.mock.calls.join()).toMatch(
    /“orders” is not a request.*there is no file.*nope\.js.*--request is for --entry/s,
  );
});

it('says when the kit is older than the suite', async () => {
  await installKit({ 'package.json': JSON.stringify({ name: '@garrison/node', exports: './index.js' }) });
  const said = vi.spyOn(process.stderr, 'write').mockReturnValue(true);
  expect(await verify([directory])).toBe(2);
  expect(said.mock.calls.join()).toContain('npm install @garrison/node@latest');
});

describe('in a Python project', () => {
  beforeEach(() => writeFile(join(directory, 'pyproject.toml'), ''));
  const asPython = async (script: string): Promise<string> => {
    const path = join(directory, 'python');
    await writeFile(path, `#!/bin/sh\n${script}\n`, { mode: 0o755 });
    return path;
  };

  it('the suite of the project’s Python decides, with the policy that was named', async () => {
    const policy = join(directory, 'policy.json');
    await writeFile(policy, '{}');
    const python = await asPython(`test "$*" = "-m garrison_sentry.verify --policy ${policy} --json"`);
    expect(await verify([directory, '--python', python, '--policy', policy, '--json'])).toBe(0);
    expect(await verify([directory, '--python', python])).toBe(1);
  });

  it('says what is missing, and which options are not for it', async () => {
    const said = vi.spyOn(process.stderr, 'write').mockReturnValue(true);
    const python = await asPython('echo "python: No module named garrison_sentry" >&2; exit 1');
    expect(await verify([directory, '--python', python])).toBe(2);
    expect(said.mock.calls.join()).toMatch(/has no garrison-sentry.*pip install garrison-sentry/);
    expect(await verify([directory, '--node', process.execPath])).toBe(2);
    expect(said.mock.calls.join()).toContain('--node is for services in Node');
  });
});
