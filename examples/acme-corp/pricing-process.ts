import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import type { ServiceMessage } from './service-message.ts';

const ROOT = join(import.meta.dirname, '../..');
const CHECK = 'import sys; sys.exit(sys.version_info < (3, 9))';
const STOP_TIMEOUT_MS = 5_000;

/** The service in Python: it says over its standard output what the others say over their channel. */
export interface PricingProcess {
  stop(): Promise<void>;
}

/** Path of a Python with FastAPI; undefined, with the reason said in a line, where there is none. */
export async function findPricingPython(say: (line: string) => void): Promise<string | undefined> {
  if (process.platform === 'win32' || spawnSync('python3', ['-c', CHECK]).status !== 0) {
    say('pricing (FastAPI) does not run: it needs a python3 from 3.9 on, and not Windows');
    return undefined;
  }
  const install = spawn('sh', [join(ROOT, 'testkit/install-services.sh'), 'python-demo'], { stdio: 'ignore' });
  const [code] = (await once(install, 'close')) as [number | null];
  if (code !== 0) {
    say(
      'pricing (FastAPI) does not run: its packages could not be installed (testkit/install-services.sh python-demo says why)',
    );
    return undefined;
  }
  return join(process.env['XDG_CACHE_HOME'] ?? join(homedir(), '.cache'), 'garrison-testkit/python-demo/bin/python');
}

/** Starts the service by the kit's own command, and resolves when it listens. */
export async function startPricing(
  python: string,
  env: Readonly<Record<string, string>>,
  publish: (message: ServiceMessage) => void,
): Promise<PricingProcess> {
  const program = join(import.meta.dirname, 'services/pricing.py');
  const child = spawn(python, ['-m', 'garrison_sentry', 'run', program], {
    // Standard input stays open as long as this process lives: its end tells the service to end.
    stdio: ['pipe', 'pipe', 'inherit'],
    detached: true,
    env: { ...process.env, ...env, PYTHONPATH: join(ROOT, 'kit/python/src'), PYTHONDONTWRITEBYTECODE: '1' },
  });
  await new Promise<void>((resolve, reject) => {
    createInterface({ input: child.stdout }).on('line', (line) => {
      const message = JSON.parse(line) as ServiceMessage;
      if (message.kind === 'listening') resolve();
      else publish(message);
    });
    child.once('exit', (code) => reject(new Error(`pricing ended with ${code} before it listened`)));
  });
  return { stop: () => stop(child) };
}

async function stop(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const timer = setTimeout(() => child.kill('SIGKILL'), STOP_TIMEOUT_MS);
  child.kill('SIGTERM');
  await once(child, 'exit');
  clearTimeout(timer);
}
