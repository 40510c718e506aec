import { inspect } from 'node:util';
import type { SdkIntegration, SentrySdk } from './sdk-types.ts';
import { safely } from './safely.ts';
import { shutdownTimeout } from './shutdown-timeout.ts';
import { within } from './within.ts';

/** Names of listeners that are not the service's: the SDK's own. */
const SDK_LISTENER = 'sendUnhandledPromise';

/**
 * In place of the SDK's integration of this name, which reports an unhandled rejection and then lets the process run on, because Node takes any listener
 * for an answer. The kit reports it and then does what Node does without a listener: the process ends with code 1, unless the service
 * listens itself, or Node was started with another `--unhandled-rejections`, or the configuration says `exitOnUnhandledRejection: false`.
 */
export function rejectionIntegration(sdk: SentrySdk, exits: boolean): SdkIntegration {
  const handle = (reason: unknown): void => {
    safely(() =>
      sdk.captureException(reason, {
        captureContext: { level: exits ? 'fatal' : 'error', extra: { unhandledPromiseRejection: true } },
        mechanism: { handled: false, type: 'auto.node.onunhandledrejection' },
      }),
    );
    if (hasOtherListeners(handle)) return;
    print(reason);
    if (exits && nodeWouldEnd()) endAsNode(sdk, reason);
  };
  return Object.assign(
    { name: 'OnUnhandledRejection' },
    { setup: () => void process.on('unhandledRejection', handle) },
  );
}

function hasOtherListeners(own: (reason: unknown) => void): boolean {
  return process.listeners('unhandledRejection').some((one) => one !== own && one.name !== SDK_LISTENER);
}

/** `throw` and `strict` end the process; `warn`, `warn-with-error-code` and `none` do not. */
function nodeWouldEnd(): boolean {
  const options = [process.env['NODE_OPTIONS'] ?? '', ...process.execArgv].join(' ');
  const mode = [...options.matchAll(/--unhandled-rejections[= ](\S+)/g)].at(-1)?.[1];
  return mode === undefined || mode === 'throw' || mode === 'strict';
}

/** Node passes the reason to a listener for uncaught exceptions, and ends the process where there is none. */
function endAsNode(sdk: SentrySdk, reason: unknown): void {
  const own = process.listeners('uncaughtException').filter((one) => Reflect.get(one, '_errorHandler') !== true);
  if (own.length > 0) {
    const error =
      reason instanceof Error ? reason : new Error(`The promise rejected with the reason ${shown(reason)}.`);
    for (const listener of own) listener(error, 'unhandledRejection');
    return;
  }
  const timeout = shutdownTimeout();
  void within(timeout, Promise.resolve(safely(() => sdk.flush(timeout)))).then(() => process.exit(1));
}

function print(reason: unknown): void {
  safely(() =>
    process.stderr.write(
      `${shown(reason)}\n\nThis promise was rejected, and the rejection was not handled: an async function threw without a catch block, or a promise has no .catch().\n`,
    ),
  );
}

function shown(reason: unknown): string {
  return safely(() => inspect(reason)) ?? 'a value that could not be read';
}
