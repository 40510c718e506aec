import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { composeApp, MAJORS, type ConformanceTarget } from './compose-app.ts';
import { checkEventContract } from './event-contract.ts';
import { checkLoading } from './loading-matrix.ts';
import { installNodes, nodePath, NODES } from './older-nodes.ts';
import { PROFILES, supportedVersionsText } from './supported-versions.ts';

/** The newest runs the whole suite. */
const OLDER = NODES.filter((node) => node !== 26);

beforeAll(installNodes);

describe.each(MAJORS)('SDK %i', (major) => {
  let app: Awaited<ReturnType<typeof composeApp>>;
  beforeAll(async () => {
    app = await composeApp({ major });
  });
  afterAll(() => app.remove());
  const on = (node: string): ConformanceTarget => ({ ...app, node });

  it.each(OLDER)('keeps the event contract on Node %i; profiles come where there is a profiler', async (node) => {
    const path = nodePath(node);
    const { problems, profiles } = await checkEventContract(on(path));
    expect(Object.entries(problems).filter(([, found]) => found.length > 0)).toEqual([]);
    expect(profiles).toBe(PROFILES[major][path === process.execPath ? 26 : node]);
  });

  // The service of the contract is an ES module.
  it.each(OLDER)('is preloaded into CommonJS on Node %i', async (node) => {
    const result = await checkLoading(on(nodePath(node)), { module: 'CJS', form: 'preload' });
    expect(result).toEqual({ error: true, route: true, problems: [] });
  });
});

it('docs/supported-versions.md says the same', async () => {
  const written = await readFile(join(import.meta.dirname, '../../../docs/supported-versions.md'), 'utf8');
  const content = (text: string): string => text.replace(/ {2,}|-{2,}/g, ' ');
  expect(content(written)).toBe(content(supportedVersionsText()));
});
