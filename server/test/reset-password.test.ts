import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { poll, startGarrisonServer, startProgram } from '@garrison/testkit';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { signIn as signInAs } from './start-main.ts';

const GARRISON = join(import.meta.dirname, '../../cli/src/main.ts');
const EMAIL = 'hank@globex.example';
const adminToken = 'p'.repeat(64);

let dataDirectory: string;
beforeAll(async () => {
  dataDirectory = await mkdtemp(join(tmpdir(), 'garrison-password-'));
});
afterAll(() => rm(dataDirectory, { recursive: true, force: true }));

async function garrison(
  args: readonly string[],
  data = dataDirectory,
): Promise<{ code: number | null; output: string }> {
  const program = startProgram(process.execPath, [GARRISON, ...args], { env: { ...process.env, GARRISON_DATA: data } });
  const end = await poll(() => program.exit() ?? undefined, { timeoutMs: 30_000, describe: () => program.output() });
  return { code: end.code, output: program.output() };
}

const signIn = (url: string, password: string): Promise<Response> => signInAs(url, EMAIL, password);

it('opens the door again: not while the server runs, and with the old sessions ended', async () => {
  const env = { GARRISON_ADMIN_EMAIL: EMAIL, GARRISON_ADMIN_PASSWORD: 'forgotten-by-hank' };
  const before = await startGarrisonServer({ dataDirectory, adminToken, env });
  const cookie = (await signIn(before.url, 'forgotten-by-hank')).headers.get('set-cookie')?.split(';')[0] ?? '';
  const early = await garrison(['admin', 'reset-password']);
  expect(early).toMatchObject({
    code: 3,
    output: expect.stringContaining(`(process ${before.program.pid}). Stop it first`),
  });
  expect((await signIn(before.url, 'forgotten-by-hank')).status).toBe(200);
  await before.stop();

  const { code, output } = await garrison(['admin', 'reset-password']);
  expect(code).toBe(0);
  const [, email, password = ''] = /Sign in as (\S+) with the password (\S+)/.exec(output) ?? [];
  expect(email).toBe(EMAIL);

  const after = await startGarrisonServer({ dataDirectory, adminToken, env });
  expect((await signIn(after.url, 'forgotten-by-hank')).status).toBe(401);
  expect((await signIn(after.url, password)).status).toBe(200);
  expect((await fetch(`${after.url}/api/garrison/session/`, { headers: { cookie } })).status).toBe(401);
  await after.stop();
});

it('names the owners when there is no such user, and says when there are no data', async () => {
  expect(await garrison(['admin', 'reset-password', 'nobody@globex.example'])).toMatchObject({
    code: 1,
    output: expect.stringContaining(`Owners: ${EMAIL}`),
  });
  expect(await garrison(['admin', 'reset-password'], join(dataDirectory, 'empty'))).toMatchObject({
    code: 1,
    output: expect.stringContaining('No server has run on'),
  });
  expect(await garrison(['admin', 'reset'])).toMatchObject({
    code: 2,
    output: expect.stringContaining('garrison admin --help'),
  });
});
