import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { CommandError } from '../../exit.ts';

/** Runs a program of the server in the foreground; resolves with its exit code. Signals reach it. */
export function runEntry(entry: 'main' | 'reset-password' | 'backup', args: readonly string[]): Promise<number> {
  const program = pathOf(entry);
  const launch = entry === 'main' ? readLaunch() : { arguments: [], environment: {} };
  const nodeArguments = ['--disable-warning=ExperimentalWarning', ...launch.arguments];
  const child = spawn(process.execPath, [...nodeArguments, program, ...args], {
    stdio: 'inherit',
    env: { ...launch.environment, ...process.env },
  });
  for (const signal of ['SIGTERM', 'SIGINT', 'SIGHUP'] as const) process.on(signal, () => child.kill(signal));
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('exit', (code) => resolve(code ?? 1));
  });
}

/** How `npm start` starts the server's process, too. */
interface LaunchFile extends Launch {
  /** Relative to the repository. */
  readonly compileCache: string;
}

interface Launch {
  readonly arguments: readonly string[];
  readonly environment: Readonly<Record<string, string>>;
}

function readLaunch(): Launch {
  const path = pathOf('launch.json');
  const { compileCache, ...launch } = JSON.parse(readFileSync(path, 'utf8')) as LaunchFile;
  const NODE_COMPILE_CACHE = join(path, '../..', compileCache);
  return { ...launch, environment: { NODE_COMPILE_CACHE, ...launch.environment } };
}

function pathOf(name: string): string {
  try {
    return fileURLToPath(import.meta.resolve(`@garrison/server/${name}`));
  } catch (cause) {
    throw new CommandError(
      'The server is not part of this package. Run this command in a checkout of the Garrison repository.',
      { cause },
    );
  }
}
