import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { CommandError } from '../../exit.ts';

/** Runs a program of the server in the foreground; resolves with its exit code. Signals reach it. */
export function runEntry(entry: 'main' | 'reset-password', args: readonly string[]): Promise<number> {
  const child = spawn(process.execPath, ['--disable-warning=ExperimentalWarning', pathOf(entry), ...args], {
    stdio: 'inherit',
  });
  for (const signal of ['SIGTERM', 'SIGINT', 'SIGHUP'] as const) process.on(signal, () => child.kill(signal));
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('exit', (code) => resolve(code ?? 1));
  });
}

function pathOf(entry: string): string {
  try {
    return fileURLToPath(import.meta.resolve(`@garrison/server/${entry}`));
  } catch (cause) {
    throw new CommandError(
      'The server is not part of this package. Run this command in a checkout of the Garrison repository.',
      { cause },
    );
  }
}
