import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { poll, runProgram, startProgram } from '@garrison/testkit';
import { afterAll, beforeAll, expect, it } from 'vitest';

const RUN = join(import.meta.dirname, 'run.ts');
const GARRISON = join(import.meta.dirname, '../../cli/src/main.ts');

let dataDirectory: string;
beforeAll(async () => {
  dataDirectory = await mkdtemp(join(tmpdir(), 'garrison-demo-'));
});
afterAll(() => rm(dataDirectory, { recursive: true, force: true }));

/** What the demo says about signing in, by when all of it runs. */
async function signInLine(env: Readonly<Record<string, string>> = {}): Promise<string> {
  const demo = startProgram(process.execPath, [RUN], {
    env: { ...process.env, GARRISON_DATA: dataDirectory, GARRISON_PORT: '0', ...env },
  });
  try {
    await poll(() => demo.output().includes('Stop everything with Ctrl-C'), {
      timeoutMs: 60_000,
      describe: () => demo.output(),
    });
    return /sign in as .*/.exec(demo.output())?.[0] ?? '';
  } finally {
    await demo.stop(30_000);
  }
}

it('says how to sign in, and the truth after the password was changed', async () => {
  const first = await signInLine();
  const [, email = '', made = ''] = /^sign in as (\S+) with (\S+)$/.exec(first) ?? [];
  expect(email).toBe('admin@acme-corp.example');

  const reset = await runProgram(process.execPath, [GARRISON, 'admin', 'reset-password', email], {
    env: { ...process.env, GARRISON_DATA: dataDirectory },
  });
  const password = /with the password (\S+)/.exec(reset)?.[1] ?? '';
  const changed = await signInLine();
  expect(changed).not.toContain(made);
  expect(changed).toContain('garrison admin reset-password');

  expect(await signInLine({ GARRISON_ADMIN_PASSWORD: password })).toBe(`sign in as ${email} with ${password}`);
  expect(await signInLine()).toBe(`sign in as ${email} with ${password}`);
});
