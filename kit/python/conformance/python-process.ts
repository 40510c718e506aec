import { join } from 'node:path';
import { pythonOf, runProgram, type PythonEnvironment } from '@garrison/testkit';

export const ENVIRONMENTS: readonly PythonEnvironment[] = ['python-oldest', 'python-newest'];
const KIT = join(import.meta.dirname, '..');

/** The environment in which the kit of the source tree is found, and nothing of this process decides anything. */
export function pythonEnv(env: NodeJS.ProcessEnv = {}): NodeJS.ProcessEnv {
  const { PATH, HOME } = process.env;
  return { PATH, HOME, PYTHONPATH: join(KIT, 'src'), PYTHONDONTWRITEBYTECODE: '1', ...env };
}

/** Runs Python to its end in the kit's directory; rejects with the output when the exit code is not 0. */
export function runPython(
  environment: PythonEnvironment,
  args: readonly string[],
  env: NodeJS.ProcessEnv = {},
): Promise<string> {
  return runProgram(pythonOf(environment), args, { cwd: KIT, env: pythonEnv(env) });
}
