import type { NodePlan } from '@garrison/policy';
import { checkCopies } from '../checks.ts';
import { kitState, reportProblem } from '../kit-state.ts';
import { safely } from '../safely.ts';
import type { SdkClient, SdkEnvelope, SentrySdk } from '../sdk-types.ts';
import { deliver, observeDrops } from './deliveries.ts';
import { filterNoise } from './drop-noise.ts';
import { guardHooks } from './guard-hooks.ts';
import { readable, standIn } from './readable.ts';
import { scrubSession } from './scrub-session.ts';

/**
 * Puts every client of this SDK under the policy: the kit's own, and any that the service makes beside it with a later `Sentry.init()` or
 * `new NodeClient()`. Each passes through one of these methods before its first event, so they are where it is noticed.
 */
export function governClients(sdk: SentrySdk, plan: NodePlan): void {
  const client = sdk.getClient();
  if (client === undefined) return;
  const known = new WeakSet<object>();
  const govern = (other: SdkClient): void => {
    if (known.has(other)) return;
    known.add(other);
    if (other !== client) reportSecondClient();
    safely(() => governClient(other, plan));
  };
  govern(client);
  wrapMethods(client, plan, govern);
  wrap(Object.getPrototypeOf(sdk.getCurrentScope()) as object, 'setClient', (original) => {
    return function (this: unknown, next: unknown) {
      if (isClient(next)) govern(next);
      return original.call(this, next);
    };
  });
}

type Method = (...args: unknown[]) => unknown;

function wrapMethods(client: SdkClient, plan: NodePlan, govern: (client: SdkClient) => void): void {
  for (const owner of prototypesOf(client)) {
    for (const name of ['init', 'captureMessage', 'captureEvent']) {
      wrap(owner, name, (original) => {
        return function (this: unknown, ...args: unknown[]) {
          govern(this as SdkClient);
          return original.apply(this, args);
        };
      });
    }
    wrap(owner, 'captureException', (original) => {
      return function (this: unknown, ...args: unknown[]) {
        govern(this as SdkClient);
        if (isReportedByKit(args[1])) return '';
        return captureReadable(original, this, args);
      };
    });
    wrap(owner, 'sendEnvelope', (original) => {
      return function (this: unknown, envelope: unknown) {
        const sender = this as SdkClient;
        govern(sender);
        return sendGoverned(envelope as SdkEnvelope, { plan, client: sender, isOwn: sender === client, original });
      };
    });
  }
}

/** The SDK's own report of an error that an entry of the kit reports, by the status that the client gets. */
function isReportedByKit(hint: unknown): boolean {
  const mechanism: unknown = typeof hint === 'object' && hint !== null ? Reflect.get(hint, 'mechanism') : undefined;
  if (typeof mechanism !== 'object' || mechanism === null) return false;
  return kitState().reportedMechanisms.has(Reflect.get(mechanism, 'type') as string);
}

function captureReadable(original: Method, client: unknown, [exception, hint, ...rest]: readonly unknown[]): unknown {
  const capture = (value: unknown, known: object): unknown =>
    original.call(client, value, value === exception ? hint : { ...known, originalException: value }, ...rest);
  try {
    return capture(readable(exception), typeof hint === 'object' && hint !== null ? hint : {});
  } catch {
    // Something in the hint cannot be read, or the exception only at times: neither of them goes along.
    return capture(standIn(exception), {});
  }
}

function sendGoverned(
  envelope: SdkEnvelope,
  {
    plan,
    client,
    isOwn,
    original,
  }: { readonly plan: NodePlan; readonly client: SdkClient; readonly isOwn: boolean; readonly original: Method },
): unknown {
  const { isNoise } = plan;
  if (isNoise !== undefined) {
    safely(() => filterNoise(client, envelope, isNoise));
    if (envelope[1].length === 0) return Promise.resolve({});
  }
  const send = (whole: SdkEnvelope): ReturnType<SdkClient['sendEnvelope']> =>
    original.call(client, whole) as ReturnType<SdkClient['sendEnvelope']>;
  return deliver(envelope, { client, isOwn, send });
}

function governClient(client: SdkClient, plan: NodePlan): void {
  guardHooks(client);
  observeDrops(client);
  if (plan.major === 11) {
    // Major 11 sends transactions only where `traceLifecycle` is not `stream`, which the kit's own client sets; it has no hook for them.
    client.addEventProcessor((event) => {
      const scrub = kitState().hooks?.beforeSend as ((event: object) => object | null) | undefined;
      return event.type === 'transaction' && scrub !== undefined ? (scrub(event) as typeof event | null) : event;
    });
  }
  // Its name at that moment is the raw path, parameters included, on majors 8 to 10, also where the SDK calls it a route.
  client.on('createDsc', (context) => void delete context.transaction);
  client.on('beforeEnvelope', ([, items]) => {
    safely(checkCopies);
    for (const item of items) safely(() => scrubSession(item));
  });
}

function reportSecondClient(): void {
  reportProblem({
    code: 'second-client',
    message:
      'A second Sentry client was started beside the kit, by Sentry.init() or new NodeClient(). The policy scrubs what it sends, but its other options are not the policy’s.',
    fix: 'Remove that call: the kit has started Sentry. Options of the service belong into garrison.config.mjs.',
  });
}

function isClient(value: unknown): value is SdkClient {
  return typeof value === 'object' && value !== null && 'getOptions' in value && 'sendEnvelope' in value;
}

function prototypesOf(value: object): object[] {
  const found: object[] = [];
  for (let owner: unknown = Object.getPrototypeOf(value); owner !== Object.prototype;) {
    if (typeof owner !== 'object' || owner === null) break;
    found.push(owner);
    owner = Object.getPrototypeOf(owner);
  }
  return found;
}

/** On the prototype, so that it holds for every instance. */
function wrap(owner: object, name: string, make: (original: Method) => Method): void {
  const original: unknown = Object.getOwnPropertyDescriptor(owner, name)?.value;
  if (typeof original === 'function') Reflect.set(owner, name, make(original as Method));
}
