import type { Server } from 'node:http';
import type { NodeHooks, NodeMajor, Policy } from '@garrison/policy';
import type { SdkEnvelope, SentrySdk } from './sdk-types.ts';
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
  readonly policyTag: string;
  /** Equal configurations have equal fingerprints. */
  readonly fingerprint: string;
  readonly tracesSampleRate: number | undefined;
  readonly profileSessionSampleRate: number | undefined;
}

/** An envelope that is being sent. */
export interface Delivery {
  readonly envelope: SdkEnvelope;
  /** The whole request is with the operating system, which sends it also when the process ends. */
  written: boolean;
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
  /** What the ingest answered with a 2xx. */
  sent: number;
  /** Drops on the way: refused, rate limited, unreachable. */
  failures: number;
  readonly deliveries: Set<Delivery>;
  /** It has answered a request, whatever the answer. */
  ingestAnswered: boolean;
  /** Where envelopes are sent to. */
  ingestUrl: string | undefined;
  /** The policy's hooks in force, for every client of the SDK. */
  hooks: NodeHooks | undefined;
  /** The organisation's policy, once its package has bound it. */
  bound: { readonly policy: Policy; readonly packageName: string } | undefined;
  /** Puts another policy's hooks in force. */
  tighten: ((policy: Policy) => void) | undefined;
  /** Mechanisms of the SDK's automatic error reports that are left to an entry of the kit (`auto.middleware.koa`). */
  readonly reportedMechanisms: Set<string>;
  /** HTTP servers that have answered a request, to be closed first on shutdown. */
  readonly servers: Set<WeakRef<Server>>;
  readonly knownServers: WeakSet<Server>;
  /** The service's own part of a shutdown. */
  readonly shutdownSteps: Set<() => unknown>;
  shutdown: Promise<void> | undefined;
  /** The one `SentryService`; a plain object here, since its type is built on this module. */
  service: { readonly instance: object; readonly config: SentryServiceConfig } | undefined;
}

declare global {
  var __GARRISON_KIT__: KitState | undefined;
}

/**
 * One state per thread, shared by all copies of the kit: a service may load the kit as ESM (the preload) and as CommonJS
 * (its own code), and both use the same SDK.
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
    failures: 0,
    deliveries: new Set(),
    ingestAnswered: false,
    ingestUrl: undefined,
    hooks: undefined,
    bound: undefined,
    tighten: undefined,
    reportedMechanisms: new Set(),
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
  try {
    state.log(`[garrison] ${problem.message} ${problem.fix}`);
  } catch {
    countDrop('kit_error'); // The service's own logger failed.
  }
}

/** Clears a problem that was found before, and logs that it is gone. */
export function resolveProblem(code: string, line: string): void {
  const { problems, log } = kitState();
  const at = problems.findIndex((problem) => problem.code === code);
  if (at < 0) return;
  problems.splice(at, 1);
  try {
    log(`[garrison] ${line}`);
  } catch {
    countDrop('kit_error'); // The service's own logger failed.
  }
}

export function countDrop(reason: string, quantity = 1): void {
  const { drops } = kitState();
  drops.set(reason, (drops.get(reason) ?? 0) + quantity);
}
