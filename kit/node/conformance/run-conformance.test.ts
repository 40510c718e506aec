import { mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { composeApp } from './compose-app.ts';
import { conformanceText } from './conformance-text.ts';
import { runConformance } from './run-conformance.ts';

let app: Awaited<ReturnType<typeof composeApp>>;
beforeEach(async () => {
  app = await composeApp({ major: 10 });
});
afterEach(() => app.remove());

const write = (name: string, text: string): Promise<void> => writeFile(join(app.directory, name), text);

test('a service can prove it on its own installation, with its own policy, however little that samples', async () => {
  await write(
    'garrison.config.mjs',
    `import { defaultPolicy } from '@garrison/node';
     const sampling = { ...defaultPolicy.sampling, bounds: { min: 0, max: 0 } };
     export default { policy: { ...defaultPolicy, sampling, trace: { ...defaultPolicy.trace, ownHosts: [] } } };`,
  );
  const progress: string[] = [];
  const report = await runConformance({ directory: app.directory, onProgress: (part) => void progress.push(part) });
  expect(report).toMatchObject({ sdk: '10.78.0', profiling: '10.75.3', frameworks: { express: '5.3.0' }, skipped: [] });
  expect(report.rows.filter((row) => row.problems.length > 0)).toEqual([]);
  expect(report.ok).toBe(true);
  expect(progress).toContain('answers of fastify');
  expect(conformanceText(report)).toMatch(/^policy default\+[0-9a-f]{10}$/m);
  expect(conformanceText(report)).toMatch(/^cookie +· +·$/m);
  expect(await readdir(join(app.directory, 'node_modules'))).not.toContain('.garrison-conformance');
}, 120_000);

test('a policy that lets something pass is found out', async () => {
  await rm(join(app.directory, 'node_modules/fastify'));
  await write(
    'acme-policy.mjs',
    `import { defaultPolicy } from '@garrison/node';
     const scrubbing = { ...defaultPolicy.scrubbing, headers: [...defaultPolicy.scrubbing.headers, 'x-internal-customer'] };
     export const policy = { ...defaultPolicy, scrubbing };`,
  );
  const report = await runConformance({ directory: app.directory, policy: './acme-policy.mjs' });
  expect(report.ok).toBe(false);
  expect(report.leaks.filter((leak) => leak.default && !leak.unmarked).map((leak) => leak.channel)).toEqual([
    'request header X-Internal-Customer (known to no list)',
  ]);
  expect(conformanceText(report)).toContain('leaks: request header X-Internal-Customer');
}, 120_000);

test('says what could not be checked', async () => {
  await rm(join(app.directory, 'node_modules/express'));
  // In a workspace, too, where the packages stand above the service.
  const directory = join(app.directory, 'services');
  await mkdir(directory);
  const report = await runConformance({ directory });
  expect(report).toMatchObject({ ok: true, leaks: [], rows: [{ problems: [] }] });
  expect(await readdir(directory)).toEqual([]);
  expect(conformanceText(report)).toContain('– not checked: leaks, events and loading');
});

test('says which package is missing, and how to install it', async () => {
  const directory = await mkdtemp(join(tmpdir(), 'garrison-empty-'));
  try {
    await expect(runConformance({ directory })).rejects.toThrow(/has no @sentry\/node.*npm install @sentry\/node/);
    for (const name of ['express', 'fastify']) await rm(join(app.directory, 'node_modules', name));
    await expect(runConformance({ directory: app.directory })).rejects.toThrow('neither express nor fastify');
  } finally {
    await rm(directory, { recursive: true });
  }
});

test('a policy module without a policy proves nothing', async () => {
  await write('empty.mjs', 'export default {};');
  await expect(runConformance({ directory: app.directory, policy: './empty.mjs' })).rejects.toThrow(
    'exports no policy',
  );
});
