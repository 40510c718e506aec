import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { CommandError, wrongCall } from '../exit.ts';

const run = promisify(execFile);

/** The unmodified `sentry-cli`; rejects with what it printed when it ends with another code than 0. */
export type StockCli = (args: readonly string[]) => Promise<string>;

interface Where {
  /** As the command line names it. */
  readonly given: string | undefined;
  readonly folder: string;
  readonly env: NodeJS.ProcessEnv;
}

export function stockCli({ given, folder, env }: Where): StockCli {
  const binary = given ?? installed(folder);
  return async (args) => {
    try {
      const { stdout, stderr } = await run(binary, args, { cwd: folder, env, maxBuffer: 64 * 2 ** 20 });
      return `${stdout}${stderr}`;
    } catch (cause) {
      const { stdout = '', stderr = '', code } = cause as { stdout?: string; stderr?: string; code?: unknown };
      if (code === 'ENOENT' || code === 'EACCES') throw wrongCall(`--sentry-cli: ${binary} cannot be run.`, cause);
      const said = `${stderr}\n${stdout}`.split('\nStack backtrace:')[0]?.trim() ?? '';
      throw new CommandError(`sentry-cli ${args.slice(0, 2).join(' ')} failed: ${said}`, { cause });
    }
  };
}

/** The `@sentry/cli` that the service or the repository has installed: its own lock file pins it. */
function installed(folder: string): string {
  for (const from of [join(folder, 'package.json'), import.meta.url]) {
    try {
      const manifest = createRequire(from).resolve('@sentry/cli/package.json');
      const binary = join(manifest, '../bin/sentry-cli');
      if (existsSync(binary)) return binary;
    } catch {
      // Not installed there.
    }
  }
  throw wrongCall(
    `${folder}: @sentry/cli is not installed. npm install --save-dev --save-exact @sentry/cli@3.8.0, or name the program with --sentry-cli.`,
  );
}
