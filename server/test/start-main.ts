import { join } from 'node:path';
import { type ChildProgram, poll, startProgram } from '@garrison/testkit';

const MAIN = join(import.meta.dirname, '../src/main.ts');

/** The server's own program with these settings and no others, as an operator starts it. */
export function startMain(env: Readonly<Record<string, string>>, args: readonly string[] = []): ChildProgram {
  return startProgram(process.execPath, [MAIN, ...args], {
    env: { ...process.env, GARRISON_LOG_LEVEL: 'warn', ...env },
  });
}

/** The address that the program says it listens on, as soon as it does. */
export async function listening(program: ChildProgram): Promise<string> {
  return poll(() => /Listening on (\S+)/.exec(program.output())?.[1], {
    timeoutMs: 60_000,
    describe: () => program.output(),
  });
}

export async function signIn(url: string, email: string, password: string): Promise<Response> {
  return fetch(`${url}/api/garrison/session/`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'x-garrison-request': '1' },
    body: JSON.stringify({ email, password }),
  });
}
