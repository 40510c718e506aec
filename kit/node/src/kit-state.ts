import type { Server } from 'node:http';
import type { NodeMajor, Policy } from '@garrison/policy';
import type { SentrySdk } from './sdk.ts';
import type { SentryService } from './sentry-service.ts';
import type { SentryServiceConfig } from './service-config.ts';

/** A thing found at start that costs events or data: what, and what to do about it. */
export interface Problem {
  readonly code: string;
  readonly message: string;
  readonly fix: string;
}

export interface Running {
  readonly serviceName: string;
  readonly team: string | undefined;
  readonly environment: string;
  readonly release: string;
  readonly mode: 'errors' | 'full';
  readonly major: NodeMajor;
  readonly policy: Policy;
  /** Equal configurations have equal fingerprints. */
  readonly fingerprint: string;
  readonly tracesSampleRate: number | undefined;
  readonly profileSessionSampleRate: number | undefined;
}

export interface KitState {
  /** `initSentry` or the preload ran, also when there was no DSN. */
  started: boolean;
  preloaded: boolean;
  stopping: boolean;
  sdk: SentrySdk | undefined;
  running: Running | undefined;
  log: (line: string) => void;
  readonly problems: Problem[];
  readonly drops: Map<string, number>;
  sent: number;
  /** HTTP servers that have answered a request, to be closed first on shutdown. */
  readonly servers: Set<WeakRef<Server>>;
  readonly knownServers: WeakSet<Server>;
  /** The service's own part of a shutdown. */
  readonly shutdownSteps: Set<() => unknown>;
  shutdown: Promise<void> | undefined;
  service: { readonly service: SentryService; readonly config: SentryServiceConfig } | undefined;
}

declare global {
  var __GARRISON_KIT__: KitState | undefined;
}

/**
 * One per thread and not one per copy: a service may load the kit as ESM (the preload) and as CommonJS (its own code),
 * and the SDK underneath is a thing of the whole process, too.
 */
export function kitState(): KitState {
  globalThis.__GARRISON_KIT__ ??= {
    started: false,
    preloaded: false,
    stopping: false,
    sdk: undefined,
    running: undefined,
    log: (line) => void process.stderr.write(`${line}\n`),
    problems: [],
    drops: new Map(),
    sent: 0,
    servers: new Set(),
    knownServers: new WeakSet(),
    shutdownSteps: new Set(),
    shutdown: undefined,
    service: undefined,
  };
  return globalThis.__GARRISON_KIT__;
}

/** Notes the problem and says it once, in one line. */
export function reportProblem(problem: Problem): void {
  const state = kitState();
  if (state.problems.some(({ code, message }) => code === problem.code && message === problem.message)) return;
  state.problems.push(problem);
  safely(() => state.log(`[garrison] ${problem.message} ${problem.fix}`));
}

export function countDrop(reason: string, quantity = 1): void {
  const { drops } = kitState();
  drops.set(reason, (drops.get(reason) ?? 0) + quantity);
}

/** The service's own logger, the SDK, a foreign hook: whatever fails in them is not the service's trouble. It is counted. */
export function safely<T>(run: () => T): T | undefined {
  try {
    return run();
  } catch {
    countDrop('kit_error');
    return undefined;
  }
}

/**
 * Runs `fn` exactly once within `wrap`, which calls into the SDK. What fails in the wrapping is counted, and `fn` ends as it would have
 * ended alone.
 */
export function around<T>(fn: () => T, wrap: (fn: () => T) => T): T {
  const endings: ({ readonly value: T } | { readonly thrown: unknown })[] = [];
  const once = (): T => {
    try {
      const value = fn();
      endings.push({ value });
      return value;
    } catch (thrown) {
      endings.push({ thrown });
      throw thrown;
    }
  };
  try {
    return wrap(once);
  } catch {
    const [ending] = endings;
    if (ending !== undefined && 'thrown' in ending) throw ending.thrown;
    countDrop('kit_error');
    return ending === undefined ? fn() : ending.value;
  }
}
