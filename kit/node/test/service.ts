import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { poll, startCaptureServer, startProgram, type CaptureServer } from '@garrison/testkit';
import { composeApp, type AppOptions } from '../conformance/compose-app.ts';

export interface ServiceRun extends AppOptions {
  /** The service's source. What it passes to `tell()` is in `told`. */
  readonly source: string;
  readonly module?: 'esm' | 'cjs';
  /** Default: `--import @garrison/node/register`. */
  readonly nodeArguments?: readonly string[];
  readonly env?: Readonly<Record<string, string>>;
  /** Does something in the service's folder before it starts. */
  readonly prepare?: (directory: string) => Promise<void>;
  /** Further files of the service. */
  readonly files?: Readonly<Record<string, string>>;
}

export interface ServiceEnd {
  readonly told: readonly unknown[];
  readonly output: string;
  readonly code: number | null;
  readonly signal: string | null;
  readonly capture: CaptureServer;
  /** Payloads of one item type; containers (`span`, `log`, `trace_metric`) are flattened. */
  readonly payloads: (type: string) => readonly Payload[];
}

// oxlint-disable-next-line typescript/no-explicit-any -- what SDKs put on the wire, looked into by tests only
export type Payload = Record<string, any>;

const TIMEOUT_MS = 30_000;
const MARK = 'TOLD ';
const TELL = `const tell = (value) => process.stdout.write(${JSON.stringify(MARK)} + JSON.stringify(value) + '\\n');\n`;

/** Runs a service with the built kit and one SDK major to its end, against a capture server. */
export async function runService(run: ServiceRun): Promise<ServiceEnd> {
  const app = await composeApp(run);
  const capture = await startCaptureServer();
  try {
    const script = run.module === 'cjs' ? 'service.cjs' : 'service.mjs';
    await writeFile(join(app.directory, script), TELL + run.source);
    for (const [name, text] of Object.entries(run.files ?? {})) await writeFile(join(app.directory, name), text);
    await run.prepare?.(app.directory);
    const args = [...(run.nodeArguments ?? ['--import', '@garrison/node/register']), script];
    const env = {
      PATH: process.env['PATH'],
      NODE_NO_WARNINGS: '1',
      SENTRY_DSN: capture.dsn,
      SENTRY_SERVICE: 'orders',
      SENTRY_TEAM: 'pay',
      SENTRY_RELEASE: 'orders@1',
      SENTRY_PROFILE_SESSION_SAMPLE_RATE: '0',
      ...run.env,
    };
    const program = startProgram(process.execPath, args, { cwd: app.directory, env });
    const describe = (): string => `the service still runs; it printed ${program.output()}`;
    const ended = await poll(() => program.exit(), { timeoutMs: TIMEOUT_MS, describe }).catch(
      async (error: unknown) => {
        await program.kill9();
        throw error;
      },
    );
    const output = program.output();
    const told = output
      .split('\n')
      .flatMap((line) => (line.startsWith(MARK) ? [JSON.parse(line.slice(MARK.length)) as unknown] : []));
    return {
      told,
      output,
      code: ended.code,
      signal: ended.signal,
      capture,
      payloads: (type) => payloadsOf(capture, type),
    };
  } finally {
    await capture.close();
    await app.remove();
  }
}

function payloadsOf(capture: CaptureServer, type: string): readonly Payload[] {
  return capture.items(type).flatMap((item) => {
    const json = item.json as Payload;
    return Array.isArray(json['items']) ? (json['items'] as Payload[]) : [json];
  });
}
