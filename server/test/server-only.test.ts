import { existsSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { freePort, poll, runProgram, startProgram } from '@garrison/testkit';
import { afterAll, beforeAll, expect, it } from 'vitest';

const ROOT = join(import.meta.dirname, '../..');

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'garrison-server-only-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

it('a clone that installs the server alone runs, without the tools and without a page', async () => {
  const clone = join(folder, 'garrison');
  await runProgram('git', ['clone', '--quiet', '--depth', '1', `file://${ROOT}`, clone]);
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  const program = startProgram(process.execPath, [join(clone, 'tools/start.mjs'), '--server-only'], {
    cwd: clone,
    env: { ...process.env, GARRISON_PORT: String(port), GARRISON_DATA: join(folder, 'data') },
  });
  try {
    await poll(
      async () => {
        if (program.exit() !== null) throw new Error(program.output());
        return (await fetch(`${url}/_health/`).catch(() => undefined))?.ok === true ? true : undefined;
      },
      { timeoutMs: 100_000, describe: () => program.output() },
    );
    const page = await fetch(url);
    expect([page.status, await page.text()]).toEqual([404, expect.stringContaining('The web app is not built')]);
    expect((await fetch(`${url}/api/0/organizations/`)).status).toBe(401);
    const modules = (name: string): boolean => existsSync(join(clone, 'node_modules', name));
    expect(['fastify', '@chdb', 'vite', 'vitest', 'typescript', 'express'].map(modules)).toEqual([
      true,
      true,
      false,
      false,
      false,
      false,
    ]);
  } finally {
    await program.stop();
  }
});
