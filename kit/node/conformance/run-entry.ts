import { existsSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { request as httpRequest } from 'node:http';
import { createRequire } from 'node:module';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { startCaptureServer, type CaptureServer } from '@garrison/testkit';
import { boundPackageIn } from '../src/bound-package.ts';
import type * as SecretRequest from './apps/secret-request.d.mts';
import type { SentryStatus } from '../src/status.ts';
import { CANARIES, type Canary } from './leak-canaries.ts';
import { APPS, APPS_FOLDER, startApp, type RunningApp } from './run-app.ts';

export interface EntryOptions {
  /** The service's directory, in which it is started. */
  readonly directory: string;
  /** The program that starts the service, from the directory: `src/server.js`. */
  readonly entry: string;
  /** `/orders/7` or `POST /orders`; at least one. */
  readonly requests: readonly string[];
  /** The preload of the service; default: that of the organisation's package it depends on, else the kit's. `none`: the service starts the kit itself. */
  readonly preload?: string | undefined;
  /** Path of the Node that runs the service; default: this one. */
  readonly node?: string | undefined;
  readonly onProgress?: (part: string) => void;
}

export interface EntryReport {
  readonly entry: string;
  readonly sdk: string | undefined;
  /** Version and hash of the policy in force in the process. */
  readonly policy: string | undefined;
  readonly requests: readonly { readonly request: string; readonly status: number }[];
  /** How many of each item type arrived. */
  readonly items: Readonly<Record<string, number>>;
  readonly planted: number;
  /** Channels whose secret reached the wire, and that no policy lets pass on purpose. */
  readonly leaks: readonly string[];
  /** Free text without a key or a pattern, which the default policy lets pass. */
  readonly unmarked: readonly string[];
  /** What the kit in the process says of itself, and what keeps the rest of the report from proving anything. */
  readonly problems: readonly string[];
  readonly ok: boolean;
}

type Secrets = Readonly<Record<string, string>>;

const LISTEN_TIMEOUT_MS = 60_000;
const ANSWER_TIMEOUT_MS = 30_000;
const SECRETS: Secrets = Object.fromEntries(CANARIES.map(({ id, value }) => [id, value]));
/** What only the suite's own service can plant: it calls others, has a queue, and an address in a path. */
const NOT_HERE = new Set(['outgoingQuery', 'outgoingHeader', 'queueHeader', 'queueBody', 'pathEmail']);
const IN_BODY = new Set(['bodyPassword', 'bodyCard', 'bodyNote']);

/**
 * Starts the service by its own program, with a server on loopback as its DSN; sends it requests that carry secrets, plants more of
 * them through its own SDK, stops it by SIGTERM, and looks for all of them in every byte that it sent.
 */
export async function runEntry(options: EntryOptions): Promise<EntryReport> {
  const directory = resolve(options.directory);
  const entry = resolve(directory, options.entry);
  if (!existsSync(entry))
    throw new Error(`--entry: there is no file ${entry}. Name the program that starts the service.`);
  const progress = options.onProgress ?? ((): void => undefined);
  const capture = await startCaptureServer();
  const modules = join(directory, 'node_modules');
  const made = existsSync(modules) ? join(directory, APPS_FOLDER) : modules;
  try {
    progress(`start of ${options.entry}`);
    const app = await startEntry(directory, { ...options, entry }, capture);
    try {
      const port = await portOf(app);
      const requests = [];
      for (const request of options.requests) {
        progress(request);
        requests.push({ request, status: await send(port, request) });
      }
      progress('secrets through the SDK of the service');
      app.send({ plant: SECRETS });
      const planted = await app.reported<Planted>('planted');
      await app.stop();
      return reportOf({ entry: options.entry, requests, planted, capture });
    } finally {
      app.kill();
    }
  } finally {
    await capture.close();
    await rm(made, { recursive: true, force: true });
  }
}

function startEntry(directory: string, options: EntryOptions, capture: CaptureServer): Promise<RunningApp> {
  const observer = pathToFileURL(join(directory, APPS_FOLDER, 'entry-observer.mjs')).href;
  const preload = options.preload ?? `${boundPackageIn([directory]) ?? '@garrison/node'}/register`;
  return startApp(
    { label: options.entry, directory, node: options.node },
    {
      script: options.entry,
      nodeArguments: [
        ...(preload === 'none' ? [] : ['--import', preloadUrl(directory, preload)]),
        '--import',
        observer,
      ],
      timeoutMs: LISTEN_TIMEOUT_MS + 2 * ANSWER_TIMEOUT_MS * options.requests.length,
      env: {
        ...(process.env as Record<string, string>),
        PORT: process.env['PORT'] ?? '0',
        SENTRY_DSN: capture.dsn,
        SENTRY_TRACES_SAMPLE_RATE: '1',
      },
    },
  );
}

/** A file is named from the service's directory, a package as it is. */
function preloadUrl(directory: string, preload: string): string {
  if (!/^[./]/.test(preload)) return preload;
  try {
    return pathToFileURL(createRequire(join(directory, 'index.js')).resolve(preload)).href;
  } catch (cause) {
    throw new Error(`--import: there is no ${preload} in ${directory}. Name the preload of the service.`, { cause });
  }
}

async function portOf(app: RunningApp): Promise<number> {
  const late = new AbortController();
  const timer = setTimeout(() => late.abort(), LISTEN_TIMEOUT_MS);
  try {
    const listening = await Promise.race([
      app.reported<{ port: number }>('listening'),
      new Promise<never>((_resolve, reject) => {
        late.signal.addEventListener('abort', () =>
          reject(
            new Error(`The service did not listen within ${LISTEN_TIMEOUT_MS / 1000} s. It printed:\n${app.output()}`),
          ),
        );
      }),
    ]);
    return listening.port;
  } finally {
    clearTimeout(timer);
  }
}

async function send(port: number, request: string): Promise<number> {
  const [first = '', second] = request.trim().split(/\s+/, 2);
  const [method, path] = second === undefined ? ['GET', first] : [first.toUpperCase(), second];
  const parts = (await import(pathToFileURL(join(APPS, 'secret-request.mjs')).href)) as typeof SecretRequest;
  const body = hasBody(request) ? parts.secretBody(SECRETS) : undefined;
  const url = `${path}${path.includes('?') ? '&' : '?'}${parts.secretQuery(SECRETS)}`;
  return new Promise((resolve, reject) => {
    const call = httpRequest({
      host: 'localhost',
      port,
      method,
      path: url,
      headers: parts.secretHeaders(SECRETS, body),
    });
    call.setTimeout(ANSWER_TIMEOUT_MS, () => call.destroy(new Error(`${request} was not answered within 30 s.`)));
    call.on('response', (response) => {
      response.resume();
      response.on('end', () => resolve(response.statusCode ?? 0));
      response.on('error', reject);
    });
    call.on('error', reject);
    call.end(body);
  });
}

const hasBody = (request: string): boolean => /^(?:POST|PUT|PATCH)\s/i.test(request.trim());

interface Planted {
  readonly status?: SentryStatus;
  readonly error?: string;
}

interface Seen extends Pick<EntryReport, 'entry' | 'requests'> {
  readonly planted: Planted;
  readonly capture: CaptureServer;
}

function reportOf({ entry, requests, planted: { status, error }, capture }: Seen): EntryReport {
  const envelopes = capture.envelopes();
  const wire = envelopes.map(({ body }) => body.toString('utf8')).join('\n');
  const withBody = requests.some(({ request }) => hasBody(request));
  const planted = CANARIES.filter(({ id }) => !NOT_HERE.has(id) && (withBody || !IN_BODY.has(id)));
  const leaked = planted.filter(({ trace }) => wire.includes(trace));
  const passes = ({ unmarked }: Canary): boolean => unmarked === true && process.env['SENTRY_KIT_PRIVACY'] !== 'strict';
  const leaks = leaked.filter((canary) => !passes(canary)).map(({ channel }) => channel);
  const items: Record<string, number> = {};
  for (const { type } of envelopes.flatMap((envelope) => envelope.items)) items[type] = (items[type] ?? 0) + 1;
  const problems = [
    ...(error === undefined ? [] : [`secrets could not be planted through the SDK: ${error}`]),
    ...(status?.enabled === false ? ['the kit does not run in this process'] : []),
    ...(wire.includes('could not connect')
      ? []
      : [
          'the error that was planted did not arrive, so what did not leak proves nothing: does the service send to a DSN of its own?',
        ]),
    // The rate of 1 is asked for by this suite.
    ...(status?.problems ?? [])
      .filter(({ code }) => code !== 'rate-bounds')
      .map(({ message, fix }) => `${message} ${fix}`),
  ];
  return {
    entry,
    sdk: status?.sdkVersion,
    policy: status?.policy,
    requests,
    items,
    planted: planted.length,
    leaks,
    unmarked: leaked.filter(passes).map(({ channel }) => channel),
    problems,
    ok: leaks.length === 0 && problems.length === 0,
  };
}
