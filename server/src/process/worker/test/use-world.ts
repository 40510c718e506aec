import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, expect, vi } from 'vitest';
import { type Engine, startEngine, type Table } from '../../../store/index.ts';
import { World } from './world.ts';

/** One engine for the tests of a file, and for each test a world of its own. */
export function useWorld(tables?: readonly Table[]): {
  readonly world: () => World;
  readonly settled: () => Promise<void>;
} {
  let directory: string;
  let engine: Engine;
  let world: World;
  beforeAll(async () => {
    directory = await mkdtemp(join(tmpdir(), 'garrison-worker-engine-'));
    engine = await startEngine({ directory });
  });
  afterAll(async () => {
    await engine.close();
    await rm(directory, { recursive: true, force: true });
  });
  beforeEach(async () => {
    world = await World.create(engine, tables);
  });
  afterEach(() => world.close());
  return {
    world: () => world,
    settled: () =>
      vi.waitFor(async () => expect(await world.state()).toEqual({ cursor: world.end(), noted: null }), 20_000),
  };
}
