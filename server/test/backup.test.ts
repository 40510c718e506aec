import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { poll, startGarrisonServer, startProgram } from '@garrison/testkit';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { readBack, readEvent } from './read-back.ts';
import { sendEvent } from './send-event.ts';

const GARRISON = join(import.meta.dirname, '../../cli/src/main.ts');
const adminToken = 'b'.repeat(64);
const WORDS = ['stock', 'price', 'cart', 'user', 'order'];

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'garrison-backup-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

async function backUp(data: string, target: string): Promise<{ code: number | null; output: string }> {
  const program = startProgram(process.execPath, [GARRISON, 'admin', 'backup', target], {
    env: { ...process.env, GARRISON_DATA: data },
  });
  const end = await poll(() => program.exit() ?? undefined, { timeoutMs: 60_000, describe: () => program.output() });
  return { code: end.code, output: program.output() };
}

it('a copy of a server that runs has every event that was answered before it, and the server goes on', async () => {
  const dataDirectory = join(folder, 'data');
  const target = join(folder, 'copy');
  const server = await startGarrisonServer({ dataDirectory, adminToken });
  const dsn = await server.dsn('shop');
  const before = await Promise.all(
    Array.from({ length: 200 }, (_, index) => sendEvent(dsn, { message: `no ${WORDS[index % WORDS.length]}` })),
  );
  // The load goes on while the files are copied.
  let answered = 0;
  let stop = false;
  const load = (async () => {
    while (!stop) {
      const { response } = await sendEvent(dsn, { message: 'meanwhile' });
      expect(response.status).toBe(200);
      answered += 1;
    }
  })();
  const { code, output } = await backUp(dataDirectory, target);
  const during = answered;
  await poll(async () => (answered > during + 5 ? true : undefined), {
    timeoutMs: 30_000,
    describe: () => server.program.output(),
  });
  stop = true;
  await load;
  expect([code, output]).toEqual([0, expect.stringMatching(/stood still for \d+\.\d s/)]);
  expect(await readdir(target)).not.toContain('server.pid');
  const again = await backUp(dataDirectory, target);
  expect(again).toMatchObject({ code: 2, output: expect.stringContaining('exists already') });

  // Both at once: the copy is a server of its own.
  const restored = await startGarrisonServer({ dataDirectory: target, adminToken });
  for (const { id } of [before.at(0), before.at(-1)].flatMap((sent) => sent ?? []))
    expect((await readEvent(restored, 'shop', id)).eventID).toBe(id);
  const issues = await readBack<{ title: string; count: string }[]>(
    restored,
    `/api/0/projects/${await restored.organization()}/shop/issues/?query=`,
    (all) => all.filter(({ title, count }) => title.startsWith('no ') && count === '40').length === 5,
  );
  expect(issues.length).toBeGreaterThanOrEqual(5);
  const last = await sendEvent(dsn, { message: 'after' });
  expect((await readEvent(server, 'shop', last.id)).title).toBe('after');
  await restored.stop();
  await server.stop();

  const stopped = await backUp(dataDirectory, join(folder, 'second'));
  expect(stopped).toMatchObject({ code: 0, output: expect.stringContaining('The server is stopped') });
});

it('says what is missing, and where a copy cannot be', async () => {
  expect(await backUp(join(folder, 'empty'), join(folder, 'third'))).toMatchObject({
    code: 1,
    output: expect.stringContaining('No server has run on'),
  });
  const data = join(folder, 'data');
  expect(await backUp(data, join(data, 'within'))).toMatchObject({
    code: 2,
    output: expect.stringContaining('within the data directory'),
  });
});
