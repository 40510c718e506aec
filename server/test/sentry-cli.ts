import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { GarrisonServer } from '@garrison/testkit';

export type CliVersion = '2' | '3';

export interface CliRun {
  readonly version: CliVersion;
  readonly server: GarrisonServer;
  readonly args: readonly string[];
  /** Default: the admin token. */
  readonly token?: string;
  /** Absent: the tool reads it from the token. */
  readonly organization?: string;
  readonly directory?: string;
  readonly env?: Readonly<Record<string, string>>;
}

const run = promisify(execFile);
const CLIS = join(import.meta.dirname, '../../testkit/clis/node_modules');
const BINARIES: Readonly<Record<CliVersion, string>> = {
  2: join(CLIS, '@sentry/cli-linux-x64/bin/sentry-cli'),
  3: join(CLIS, 'sentry-cli-3/node_modules/@sentry/cli-linux-x64/bin/sentry-cli'),
};

/** Runs the unmodified command line tool; rejects when it ends with another code than 0. */
export function runSentryCli(asked: CliRun): Promise<{ stdout: string; stderr: string }> {
  const { version, server, args, token = server.adminToken, organization, directory, env } = asked;
  return run(BINARIES[version], args, {
    ...(directory === undefined ? {} : { cwd: directory }),
    env: {
      ...process.env,
      SENTRY_URL: server.url,
      SENTRY_AUTH_TOKEN: token,
      ...(organization === undefined ? {} : { SENTRY_ORG: organization }),
      SENTRY_LOAD_DOTENV: '0',
      ...env,
    },
  });
}
