import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { run } from '../../program.ts';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'garrison-ownership-'));
});
afterEach(async () => {
  vi.restoreAllMocks();
  await rm(folder, { recursive: true });
});

async function test(rules: string, cases: unknown): Promise<{ code: number; stdout: string; stderr: string }> {
  const [rulesFile, casesFile] = [join(folder, 'rules'), join(folder, 'cases.json')];
  await writeFile(rulesFile, rules);
  await writeFile(casesFile, typeof cases === 'string' ? cases : JSON.stringify(cases));
  const stdout = vi.spyOn(process.stdout, 'write').mockReturnValue(true);
  const stderr = vi.spyOn(process.stderr, 'write').mockReturnValue(true);
  const code = await run(['ownership', 'test', rulesFile, casesFile]);
  const said = (spy: typeof stdout): string => spy.mock.calls.map(([chunk]) => String(chunk)).join('');
  return { code, stdout: said(stdout), stderr: said(stderr) };
}

const RULES = 'src/* #platform-eng\nsrc/pay/* #payments\ntags.region:eu jo@acme.example';

it('is done when every case holds', async () => {
  const cases = [
    { path: 'src/auth.ts', expect: '#platform-eng' },
    { path: 'src/pay/a.ts', expect: '#payments' },
    { tags: { region: 'eu' }, expect: 'jo@acme.example' },
    { url: 'https://x.example/', expect: 'none' },
  ];
  expect(await test(RULES, cases)).toEqual({ code: 0, stdout: '4 of 4 cases hold\n', stderr: '' });
});

it('names the case that fails, who owns it instead, and by which line', async () => {
  const ended = await test(RULES, [{ path: 'src/pay/a.ts', expect: '#platform-eng' }]);
  expect(ended.code).toBe(1);
  expect(ended.stdout).toMatch(/^failed: .*the owner is #payments \(line 2: path:src\/pay\/\*\)\n0 of 1 cases hold\n$/);
});

it('names the place of a rule that cannot be read', async () => {
  const ended = await test('src/* payments', [{ path: 'a', expect: 'none' }]);
  expect(ended.code).toBe(1);
  expect(ended.stdout).toMatch(/rules:1:7 “payments” is not an owner/);
});

it.each<[unknown, RegExp]>([
  ['{', /cases\.json is not JSON/],
  [[], /at least one case/],
  [[{ path: 'a' }], /case 1: "expect" is missing/],
  [[{ path: 7, expect: 'none' }], /case 1: "path" must be a text/],
  [[{ file: 'a', expect: 'none' }], /case 1: "file" is unknown/],
  [[{ tags: { a: 1 }, expect: 'none' }], /case 1: "tags" must be an object of texts/],
])('cases %j are called wrongly', async (cases, message) => {
  expect(await test(RULES, cases)).toMatchObject({ code: 2, stderr: expect.stringMatching(message) });
});
