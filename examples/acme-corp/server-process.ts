import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import launch from '../../server/launch.json' with { type: 'json' };

export interface ServerProcess {
  readonly url: string;
  /** Resolves with the exit code when the server ends. */
  readonly ended: Promise<number>;
  stop(): Promise<void>;
}

const MAIN = join(import.meta.dirname, '../../server/src/main.ts');

/** Starts the server and waits for the line that says where it listens. Its log lines (warnings and worse) go to our stderr. */
export async function startServer(settings: Readonly<Record<string, string>>): Promise<ServerProcess> {
  const nodeArguments = ['--disable-warning=ExperimentalWarning', ...launch.arguments];
  const child = spawn(process.execPath, [...nodeArguments, MAIN, ...process.argv.slice(2)], {
    // The IPC channel closes when this process ends, however it ends, and the server then stops.
    stdio: ['ignore', 'pipe', 'inherit', 'ipc'],
    env: { GARRISON_LOG_LEVEL: 'warn', ...launch.environment, ...process.env, ...settings },
    // Ctrl-C reaches the whole terminal group; the server is told by us, last.
    detached: true,
  });
  const ended = new Promise<number>((resolve) =>
    child.on('exit', (code, signal) => resolve(code ?? (signal === null ? 1 : 0))),
  );
  const stop = async (): Promise<void> => {
    child.kill('SIGTERM');
    await ended;
  };
  for await (const line of createInterface({ input: child.stdout })) {
    const url = /^Listening on (\S+)/.exec(line)?.[1];
    if (url !== undefined) {
      child.stdout.resume();
      return { url, ended, stop };
    }
  }
  process.exit(await ended);
}
