import { existsSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';

/** The virtual environments that `testkit/install-services.sh` makes. Those with a version are there when the machine has that Python. */
export type PythonEnvironment =
  | 'python-oldest'
  | 'python-newest'
  | 'python-3.10'
  | 'python-3.11'
  | 'python-3.12'
  | 'python-3.14';

/** Those of the given environments that are there. */
export function installedPythons(environments: readonly PythonEnvironment[]): readonly PythonEnvironment[] {
  return environments.filter((environment) => existsSync(pathOf(environment)));
}

/** Path of the environment's Python; says how to make it when it is not there. */
export function pythonOf(environment: PythonEnvironment): string {
  const python = pathOf(environment);
  if (!existsSync(python)) throw new Error(`${python} is missing: run testkit/install-services.sh ${environment}`);
  return python;
}

function pathOf(environment: PythonEnvironment): string {
  const cache = process.env['XDG_CACHE_HOME'] ?? join(homedir(), '.cache');
  return join(cache, 'garrison-testkit', environment, 'bin/python');
}
