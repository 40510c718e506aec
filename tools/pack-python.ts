import { execFileSync, spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { homedir, tmpdir } from 'node:os';
import { join } from 'node:path';

const CHECK = 'import sys; sys.exit(sys.version_info < (3, 9))';

/** Builds wheel and sdist of the kit for Python; says so where there is no Python that can. Returns the paths of both. */
export function packPython(root: string, target: string): string[] {
  if (process.platform === 'win32' || spawnSync('python3', ['-c', CHECK]).status !== 0) {
    console.log('garrison-sentry is not packed: that takes a python3 from 3.9 on, and not Windows');
    return [];
  }
  execFileSync('sh', [join(root, 'testkit/install-services.sh'), 'python-build'], { stdio: 'inherit' });
  const cache = process.env['XDG_CACHE_HOME'] ?? join(homedir(), '.cache');
  const python = join(cache, 'garrison-testkit/python-build/bin/python');
  const stage = mkdtempSync(join(tmpdir(), 'garrison-pack-'));
  try {
    const isCache = (path: string): boolean => path.endsWith('__pycache__');
    for (const name of ['src', 'README.md', 'pyproject.toml']) {
      cpSync(join(root, 'kit/python', name), join(stage, name), { recursive: true, filter: (path) => !isCache(path) });
    }
    cpSync(join(root, 'LICENSE'), join(stage, 'LICENSE'));
    execFileSync(python, ['-m', 'hatchling', 'build'], { cwd: stage, stdio: ['ignore', 'ignore', 'inherit'] });
    const names = readdirSync(join(stage, 'dist')).filter((name) => /\.(?:whl|tar\.gz)$/.test(name));
    for (const name of names) cpSync(join(stage, 'dist', name), join(target, name));
    return names.map((name) => join(target, name));
  } finally {
    rmSync(stage, { recursive: true });
  }
}
