import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { EXIT, wrongCall } from '../../exit.ts';

const MANIFESTS = ['pyproject.toml', 'requirements.txt', 'setup.py', 'setup.cfg', 'Pipfile'];
const INSIDE = process.platform === 'win32' ? 'Scripts/python.exe' : 'bin/python';

/** A folder with a manifest of Python and none of Node. */
export function isPythonProject(directory: string): boolean {
  const has = (name: string): boolean => existsSync(join(directory, name));
  return !has('package.json') && MANIFESTS.some(has);
}

/** Runs the suite that the project's garrison-sentry brings; the report and the exit code are the suite's own. */
export async function verifyPython(
  directory: string,
  options: { readonly python?: string | undefined; readonly policy?: string | undefined; readonly json?: boolean },
): Promise<number> {
  const python = options.python ?? pythonOf(directory);
  const asked = [
    ...(options.policy === undefined ? [] : ['--policy', options.policy]),
    ...(options.json ? ['--json'] : []),
  ];
  const child = spawn(python, ['-m', 'garrison_sentry.verify', ...asked], {
    cwd: directory,
    stdio: ['ignore', 'inherit', 'pipe'],
  });
  let missing = false;
  child.stderr.on('data', (chunk: Buffer) => {
    missing ||= /No module named '?garrison_sentry/.test(chunk.toString('utf8'));
    process.stderr.write(chunk);
  });
  const [code] = (await once(child, 'close').catch((cause: unknown) => {
    throw wrongCall(`${python} cannot be started. Name the project's Python with --python`, cause);
  })) as [number | null];
  if (missing) throw wrongCall(`${python} has no garrison-sentry. Install it there: pip install garrison-sentry`);
  return code === 0 ? EXIT.done : EXIT.failed;
}

/** The project's own environment, the one that is active, or the first on the PATH. */
function pythonOf(directory: string): string {
  const { VIRTUAL_ENV, PATH = '' } = process.env;
  const environments = [join(directory, '.venv'), join(directory, 'venv'), ...(VIRTUAL_ENV ? [VIRTUAL_ENV] : [])];
  const own = environments.map((folder) => join(folder, INSIDE)).find((path) => existsSync(path));
  const onPath = PATH.split(delimiter).map((folder) => join(folder, 'python3'));
  return own ?? onPath.find((path) => existsSync(path)) ?? 'python3';
}
