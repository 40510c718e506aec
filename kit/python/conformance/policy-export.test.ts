import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { defaultPolicy, policyDocument } from '@garrison/policy';
import { poll, startProgram } from '@garrison/testkit';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { runPython } from './python-process.ts';

const ROOT = join(import.meta.dirname, '../../..');
const GARRISON = join(ROOT, 'cli/src/main.ts');

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'garrison-policy-'));
  const url = pathToFileURL(join(ROOT, 'policy/src/index.ts')).href;
  await writeFile(
    join(folder, 'policy.mjs'),
    `import { defaultPolicy } from '${url}';
     const scrubbing = { ...defaultPolicy.scrubbing, keys: [...defaultPolicy.scrubbing.keys, 'licence_plate'] };
     export const policy = { ...defaultPolicy, version: '7', scrubbing };`,
  );
  await writeFile(join(folder, 'bad.mjs'), `export const policy = { version: '7', scrubbing: { keys: 'all' } };`);
});
afterAll(() => rm(folder, { recursive: true, force: true }));

async function garrison(...args: string[]): Promise<{ code: number | null; output: string }> {
  const program = startProgram(process.execPath, [GARRISON, 'policy', 'export', ...args], { cwd: folder });
  const end = await poll(() => program.exit() ?? undefined, { timeoutMs: 30_000, describe: () => program.output() });
  return { code: end.code, output: program.output() };
}

it("an organisation's own policy is in force in Python", async () => {
  expect(await garrison('./policy.mjs', '--out', 'own.json')).toEqual({
    code: 0,
    output: 'wrote own.json: policy 7\n',
  });
  const script = [
    'from garrison_sentry import init_sentry, capture_error, flush',
    'from garrison_sentry.verify.capture_server import CaptureServer',
    'with CaptureServer() as server:',
    '    status = init_sentry("orders", dsn=server.dsn, version="1")',
    '    capture_error(ValueError("x"), extra={"licence_plate": "hunter2", "kept": "kept"}); flush()',
    '    [event] = server.items("event")',
    'print("RESULT", status.policy, event.payload["extra"]["licence_plate"], event.payload["extra"]["kept"])',
  ].join('\n');
  const output = await runPython('python-newest', ['-c', script], { GARRISON_POLICY: join(folder, 'own.json') });
  expect(output).toMatch(/RESULT 7\+[0-9a-f]{10} \[Filtered\] kept/);
});

it('without a module the default policy is written', async () => {
  expect((await garrison()).code).toBe(0);
  expect(JSON.parse(await readFile(join(folder, 'policy.json'), 'utf8'))).toEqual(
    JSON.parse(JSON.stringify(policyDocument(defaultPolicy))),
  );
});

it('what is no policy is refused with the path of the field', async () => {
  expect(await garrison('./bad.mjs')).toMatchObject({
    code: 1,
    output: expect.stringContaining('- policy.scrubbing.keys: '),
  });
  expect(await garrison('./nowhere.mjs')).toMatchObject({
    code: 2,
    output: expect.stringContaining('There is no ./nowhere.mjs here'),
  });
});
