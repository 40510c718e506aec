import { closeSync, openSync, readFileSync, readSync } from 'node:fs';
import { connect } from 'node:net';
import { dirname, join } from 'node:path';
import type { NodePlan } from '@garrison/policy';
import type { ResolvedConfig } from './read-environment.ts';
import { applicationRequire } from './resolve-sdk.ts';
import { kitState, reportProblem } from './kit-state.ts';
import { safely } from './safely.ts';

const HEAD_BYTES = 16 * 1024;
const PROBE_TIMEOUT_MS = 30_000;
const FRAMEWORKS = /[\\/]node_modules[\\/](express|fastify|koa|@hapi[\\/]hapi)[\\/]/;
/** What bundlers leave at the head of their output. */
const BUNDLED = /__webpack_require__|webpackBootstrap|__commonJS\b|\/\/ node_modules\/|__toESM\b|ncc\/|parcelRequire/;

/** Everything that silently costs events, each found at start and said in one line with its fix. */
export function runStartChecks(config: ResolvedConfig, rates: NodePlan['rates']): void {
  for (const check of [checkCopies, checkSourceMaps, checkPreload, checkBundle]) safely(check);
  safely(() => checkRelease(config));
  safely(() => checkWishes(config));
  safely(() => checkRates(config, rates));
  safely(() => probeIngest(config.dsn ?? ''));
}

/**
 * Each version of the SDK keeps its own client in this carrier: what one captures, the others never send. Asked again whenever something is
 * sent: the start does not see what a later import brings.
 */
export function checkCopies(): void {
  const carrier: unknown = Reflect.get(globalThis, '__SENTRY__');
  if (typeof carrier !== 'object' || carrier === null) return;
  const versions = Object.keys(carrier).filter((key) => key !== 'version');
  if (versions.length < 2) return;
  reportProblem({
    code: 'second-sdk',
    message: `Two versions of the Sentry SDK are loaded (${versions.join(', ')}); what is captured through one of them is lost.`,
    fix: 'Run `npm ls @sentry/core` and bring every @sentry/* package to one version.',
  });
}

function checkSourceMaps(): void {
  const asked = [...process.execArgv, process.env['NODE_OPTIONS'] ?? ''].join(' ').includes('--enable-source-maps');
  const enabled = 'sourceMapsEnabled' in process && process.sourceMapsEnabled;
  if (!asked && !enabled) return;
  reportProblem({
    code: 'enable-source-maps',
    message:
      'Node runs with --enable-source-maps, which removes the debug ids from stack traces, so uploaded source maps cannot be applied.',
    fix: 'Remove --enable-source-maps from the command line and NODE_OPTIONS.',
  });
}

function checkPreload(): void {
  if (kitState().preloaded || preloads().some(mayStartSentry)) return;
  const loaded = loadedFramework();
  if (!isEsmEntry() && loaded === undefined) return;
  reportProblem({
    code: 'no-preload',
    message:
      loaded === undefined
        ? 'initSentry was called from an ES module that was not preloaded; imports run first, so its frameworks are not instrumented.'
        : `initSentry was called after ${loaded} was loaded, so it is not instrumented.`,
    fix: 'Start the service with `node --import @garrison/node/register`, or set NODE_OPTIONS to that.',
  });
}

/** What Node was told to load before the service: the values of `--import`, `--require` and `-r`. */
function preloads(): string[] {
  const options = [...process.execArgv, process.env['NODE_OPTIONS'] ?? ''].join(' ');
  return [...options.matchAll(/(?:^|\s)(?:--import|--require|-r)(?:=|\s+)"?([^\s"]+)/g)].map(([, name = '']) => name);
}

/** A file of the service may call `initSentry`. Of packages (`tsx`, `dotenv/config`) only one that is made for it does. */
function mayStartSentry(name: string): boolean {
  return /^(?:[./]|file:|[A-Za-z]:)/.test(name) || /sentry|garrison|instrument/.test(name);
}

function loadedFramework(): string | undefined {
  for (const file of Object.keys(applicationRequire().cache)) {
    const name = FRAMEWORKS.exec(file)?.[1];
    if (name !== undefined) return name;
  }
  return undefined;
}

function isEsmEntry(): boolean {
  const entry = process.argv[1];
  if (entry === undefined || entry.endsWith('.cjs') || entry.endsWith('.cts')) return false;
  if (entry.endsWith('.mjs') || entry.endsWith('.mts')) return true;
  for (let directory = dirname(entry); ; directory = dirname(directory)) {
    try {
      const manifest = JSON.parse(readFileSync(join(directory, 'package.json'), 'utf8')) as { type?: unknown };
      return manifest.type === 'module';
    } catch {
      if (directory === dirname(directory)) return false;
    }
  }
}

/** Instrumentation hooks into modules as they are loaded; inside a bundle none is. */
function checkBundle(): void {
  const entry = process.argv[1];
  if (entry === undefined || !BUNDLED.test(headOf(entry))) return;
  reportProblem({
    code: 'bundled',
    message: 'The service is bundled, and a bundle hides its frameworks from instrumentation: no routes and no spans.',
    fix: 'Bundle with packages kept external (esbuild: --packages=external) or with the plugin of @sentry/node for your bundler.',
  });
}

function headOf(file: string): string {
  let descriptor: number | undefined;
  try {
    descriptor = openSync(file, 'r');
    const head = Buffer.alloc(HEAD_BYTES);
    return head.toString('latin1', 0, readSync(descriptor, head, 0, HEAD_BYTES, 0));
  } catch {
    return ''; // Entries without a file (`node -e`) are no bundles.
  } finally {
    if (descriptor !== undefined) closeSync(descriptor);
  }
}

/** Silence in production is what a service without Sentry looks like, and one that has lost its DSN. */
export function reportNoDsn({ environment, policy }: ResolvedConfig): void {
  if (!policy.release.requiredIn.includes(environment)) return;
  reportProblem({
    code: 'no-dsn',
    message: `There is no DSN in ${environment}: no error, no trace and no session is sent.`,
    fix: 'Set SENTRY_DSN, or SENTRY_KIT_MODE=off where that is meant.',
  });
}

function checkRelease({ release, policy, environment }: ResolvedConfig): void {
  if (release.source !== 'unknown' || !policy.release.requiredIn.includes(environment)) return;
  reportProblem({
    code: 'release-unknown',
    message: `The release is unknown (${release.release}) in ${environment}: regressions, source maps and release health cannot work.`,
    fix: 'Set SENTRY_RELEASE or SERVICE_VERSION in the image, or GIT_COMMIT at build time.',
  });
}

function checkWishes({ refused }: ResolvedConfig): void {
  if (refused.length > 0) {
    reportProblem({
      code: 'policy-floor',
      message: `The service asked for less than the policy's floor, which was not done: ${refused.join(', ')}.`,
      fix: 'Remove these overrides, or have the policy changed by its owner.',
    });
  }
}

/** A rate that was asked for is in force, or it is said that another one is. */
function checkRates(config: ResolvedConfig, rates: NodePlan['rates']): void {
  const { min, max } = config.policy.sampling.bounds;
  for (const [name, asked, used] of [
    ['tracesSampleRate', config.tracesSampleRate, rates.traces],
    ['profileSessionSampleRate', config.profileSessionSampleRate, rates.profiles],
  ] as const) {
    if (asked === undefined || used === undefined || asked === used) continue;
    reportProblem({
      code: 'rate-bounds',
      message: `${name} ${asked} was asked for; the policy allows ${min} to ${max}, and ${used} is used.`,
      fix: 'Ask for a rate within these bounds, or have the policy changed by its owner.',
    });
  }
}

/**
 * A connection is enough to tell a wrong host from a slow one; on a busy machine it may take seconds. What the ingest answers meanwhile, or
 * later, counts for more. Neither the socket nor its timer holds the process open.
 */
function probeIngest(dsn: string): void {
  if (process.env['HTTPS_PROXY'] ?? process.env['https_proxy'] ?? process.env['http_proxy']) return;
  const url = new URL(dsn);
  const port = Number(url.port || (url.protocol === 'https:' ? 443 : 80));
  const socket = connect({ host: url.hostname, port });
  const fail = (why: string): void => {
    socket.destroy();
    if (kitState().ingestAnswered) return;
    reportProblem({
      code: 'ingest-unreachable',
      message: `Sentry's ingest at ${url.hostname}:${port} cannot be reached (${why}); until it can, nothing arrives.`,
      fix: 'Check the DSN, the network policy and the proxy.',
    });
  };
  socket.unref();
  socket.setTimeout(PROBE_TIMEOUT_MS, () => fail(`no connection in ${PROBE_TIMEOUT_MS / 1000} s`));
  socket.once('error', (error: NodeJS.ErrnoException) => fail(error.code ?? error.message));
  socket.once('connect', () => socket.destroy());
}
