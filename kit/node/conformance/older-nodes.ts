import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { arch, platform } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';

/** Majors of Node that the kit supports. The newest is the one that runs the tests. */
export const NODES = [20, 22, 24, 26] as const;
export type NodeMajor = (typeof NODES)[number];

const FOLDER = join(import.meta.dirname, '../../../testkit/nodes');

/** Path of a Node of this major. Platforms for which no package has it ask the newest again. */
export function nodePath(major: NodeMajor): string {
  const path = join(FOLDER, `node_modules/node-${major}-${platform()}-${arch()}/bin/node`);
  return existsSync(path) ? path : process.execPath;
}

/** The older Nodes are a project of their own with a lock file; npm takes them from its cache after the first time. */
export async function installNodes(): Promise<void> {
  if (!existsSync(join(FOLDER, 'node_modules'))) {
    await promisify(execFile)('npm', ['ci', '--no-workspaces', '--loglevel=error'], { cwd: FOLDER });
  }
}
