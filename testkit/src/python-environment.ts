import { existsSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';

/** The virtual environments that `testkit/install-services.sh` makes, by the name of their requirements file. */
export type PythonEnvironment = 'python-oldest' | 'python-newest';

/** Path of the environment's Python; says how to make it when it is not there. */
export function pythonOf(environment: PythonEnvironment): string {
  const cache = process.env['XDG_CACHE_HOME'] ?? join(homedir(), '.cache');
  const python = join(cache, 'garrison-testkit', environment, 'bin/python');
  if (!existsSync(python)) throw new Error(`${python} is missing: run testkit/install-services.sh ${environment}`);
  return python;
}
