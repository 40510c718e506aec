import { countDrop, kitState, reportProblem } from '../kit-state.ts';
import type { SdkClient } from '../sdk-types.ts';

type Hook = (value: unknown, hint?: unknown) => unknown;

const NAMES = ['beforeSend', 'beforeSendTransaction', 'beforeSendSpan', 'beforeSendLog', 'beforeSendMetric'] as const;

/**
 * Puts the policy's hooks into a client's options so that they stay: a hook of the service runs before the policy's one and not in its
 * place, and one that is assigned later is reported.
 */
export function guardHooks(client: SdkClient): void {
  const state = kitState();
  const options = client.getOptions();
  for (const name of NAMES) {
    const first = state.hooks?.[name] as Hook | undefined;
    if (first === undefined) continue;
    // The kit gave the client this one itself.
    if (Reflect.get(options, name) === first) Reflect.deleteProperty(options, name);
    guard(options, name, (value, hint) => ((state.hooks?.[name] ?? first) as Hook)(value, hint));
  }
}

function guard(options: object, name: string, policy: Hook): void {
  const before: unknown = Reflect.get(options, name);
  let hook = typeof before === 'function' ? inFront(before as Hook, policy) : policy;
  Object.defineProperty(options, name, {
    enumerable: true,
    configurable: false,
    get: () => hook,
    set(next: unknown) {
      if (next === hook || next === policy) return;
      hook = typeof next === 'function' ? inFront(next as Hook, policy) : policy;
      reportProblem({
        code: 'replaced-hook',
        message: `The option ${name} of the running client was replaced; the policy's scrubbing still applies, after it.`,
        fix: `Remove the assignment of ${name}; what leaves is decided by the policy and the overrides in garrison.config.mjs.`,
      });
    },
  });
}

/** A hook of the service that throws costs what it did to the event, and not the event. */
function inFront(own: Hook, policy: Hook): Hook {
  return (value, hint) => {
    let next: unknown;
    try {
      next = own(value, hint);
    } catch {
      countDrop('hook_failed');
      next = value;
    }
    if (isThenable(next)) return next.then((settled) => (isNothing(settled) ? settled : policy(settled, hint)));
    return isNothing(next) ? next : policy(next, hint);
  };
}

function isNothing(value: unknown): boolean {
  return value === null || value === undefined;
}

function isThenable(value: unknown): value is PromiseLike<unknown> {
  return typeof value === 'object' && value !== null && 'then' in value && typeof value.then === 'function';
}
