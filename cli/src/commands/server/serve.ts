import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';

/** Runs the server in the foreground with these arguments; resolves with its exit code. Signals reach it. */
export function serve(args: readonly string[]): Promise<number> {
  const child = spawn(process.execPath, ['--disable-warning=ExperimentalWarning', serverMain(), ...args], {
    stdio: 'inherit',
  });
  for (const signal of ['SIGTERM', 'SIGINT', 'SIGHUP'] as const) process.on(signal, () => child.kill(signal));
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('exit', (code) => resolve(code ?? 1));
  });
}

function serverMain(): string {
  try {
    return fileURLToPath(import.meta.resolve('@garrison/server/main'));
  } catch (cause) {
    throw new Error('the server is not part of this package: `garrison serve` works in a checkout of Garrison', {
      cause,
    });
  }
}
