import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { composeApp } from './compose-app.ts';
import { conformanceText, runConformance } from './run-conformance.ts';

test('a service can prove it on its own installation', async () => {
  const app = await composeApp({ major: 10 });
  try {
    const progress: string[] = [];
    const report = await runConformance({ directory: app.directory, onProgress: (part) => void progress.push(part) });
    expect(conformanceText(report)).toContain('promises hold');
    expect(report).toMatchObject({ sdk: '10.78.0', ok: true });
    expect(progress).toContain('answers of fastify');
    expect(await readdir(join(app.directory, 'node_modules'))).not.toContain('.garrison-conformance');
  } finally {
    await app.remove();
  }
}, 120_000);

test('says which package is missing', async () => {
  const directory = await mkdtemp(join(tmpdir(), 'garrison-empty-'));
  try {
    await expect(runConformance({ directory })).rejects.toThrow('has no @sentry/node');
  } finally {
    await rm(directory, { recursive: true });
  }
});
