import type { Exception, SentryEvent, Thread } from '@garrison/protocol';

import { type Component, branch, leaf } from './component.ts';
import type { ExceptionFields } from './enhancements/enhancer.ts';
import { type Candidate, chooseExceptions } from './exception-groups.ts';
import { type ExceptionRules, type TraceVariants, exceptionComponents } from './exception.ts';
import { objects, text } from './hostile.ts';
import { messageComponent } from './message.ts';
import { certificateComponent, cspComponent } from './security.ts';
import { type PreparedTrace, prepareTrace, traceComponent } from './trace.ts';

export type VariantName = 'app' | 'system' | 'default';
export type Variants = Readonly<Partial<Record<VariantName, Component>>>;

/** The event with the rules applied to its stack traces; strategies read it. */
export interface PreparedEvent {
  readonly event: SentryEvent;
  readonly exceptions: readonly { readonly exception: Exception; readonly trace: PreparedTrace }[];
  readonly threads: readonly { readonly thread: Thread; readonly trace: PreparedTrace }[];
  readonly trace: PreparedTrace | undefined;
}

export interface StrategyResult {
  readonly variants: Variants;
  readonly mainExceptionId?: number | undefined;
  readonly isDiverse?: boolean | undefined;
  readonly ignoredGroup?: string | undefined;
}

export interface Strategy {
  readonly id: string;
  /** What other strategies' hints call it. */
  readonly name: string;
  variants(prepared: PreparedEvent, rules: ExceptionRules): StrategyResult;
}

/** By priority: the first that contributes decides. */
export const STRATEGIES: readonly Strategy[] = [
  { id: 'chained-exception', name: 'exception', variants: chainedException },
  { id: 'threads', name: 'threads', variants: threads },
  { id: 'stacktrace', name: 'stack trace', variants: stacktrace },
  { id: 'template', name: 'template', variants: ({ event }) => only(templateComponent(event)) },
  { id: 'csp', name: 'CSP report', variants: ({ event }) => only(cspComponent(event)) },
  { id: 'hpkp', name: 'HPKP report', variants: ({ event }) => only(certificateComponent('hpkp', event)) },
  {
    id: 'expect-staple',
    name: 'Expect-Staple report',
    variants: ({ event }) => only(certificateComponent('expectstaple', event)),
  },
  { id: 'expect-ct', name: 'Expect-CT report', variants: ({ event }) => only(certificateComponent('expectct', event)) },
  { id: 'message', name: 'message', variants: ({ event }) => only(eventMessage(event)) },
];

const NO_EXCEPTION: ExceptionFields = { type: undefined, value: undefined, mechanism: undefined };

/** Runs the rules over every stack trace of the event; `write` puts what they decide on its frames. */
export function prepareEvent(event: SentryEvent, rules: ExceptionRules, { write }: { write: boolean }): PreparedEvent {
  const platform = text(event.platform) ?? 'other';
  const prepare = (owner: Pick<Thread, 'stacktrace'>, exception: ExceptionFields): PreparedTrace =>
    prepareTrace(owner.stacktrace, { platform, exception, rules, write });
  return {
    event,
    exceptions: objects(event.exception?.values).map((exception) => ({
      exception,
      trace: prepare(exception, {
        type: text(exception.type),
        value: text(exception.value),
        mechanism: text(exception.mechanism?.type),
      }),
    })),
    threads: objects(event.threads?.values).map((thread) => ({ thread, trace: prepare(thread, NO_EXCEPTION) })),
    trace: event.stacktrace ? prepare(event, NO_EXCEPTION) : undefined,
  };
}

function only(component: Component | undefined): StrategyResult {
  return { variants: component === undefined ? {} : { default: component } };
}

function chainedException({ event, exceptions }: PreparedEvent, rules: ExceptionRules): StrategyResult {
  const candidates = exceptions.map(({ exception, trace }): Candidate => {
    return { exception, components: exceptionComponents(exception, trace, rules) };
  });
  const { chosen, ...more } = chooseExceptions(candidates, event);
  const [first] = chosen;
  if (first === undefined) return { variants: {} };
  if (chosen.length === 1) return { variants: first.components, ...more };
  const chain = (variant: keyof TraceVariants): Component =>
    branch(
      'chained-exception',
      chosen.map(({ components }) => components[variant]),
    );
  return { variants: { app: chain('app'), system: chain('system') }, ...more };
}

/** The one crashed thread, else the one current thread, else the only thread. */
function threads({ threads: all }: PreparedEvent, rules: ExceptionRules): StrategyResult {
  if (all.length === 0) return { variants: {} };
  const crashed = all.filter(({ thread }) => thread.crashed === true);
  const current = all.filter(({ thread }) => thread.current === true);
  const [chosen] = [crashed, current, all].find((some) => some.length === 1) ?? [];
  if (chosen === undefined) {
    return only({
      id: 'threads',
      contributes: false,
      hint: 'ignored because several threads could have caused it',
      values: [],
    });
  }
  const { app, system } = traceVariants(chosen.trace, rules);
  return { variants: { app: branch('threads', [app]), system: branch('threads', [system]) } };
}

function stacktrace({ trace }: PreparedEvent, rules: ExceptionRules): StrategyResult {
  return { variants: trace === undefined ? {} : traceVariants(trace, rules) };
}

function traceVariants(trace: PreparedTrace, rules: ExceptionRules): TraceVariants {
  return { app: traceComponent(trace, 'app', rules), system: traceComponent(trace, 'system', rules) };
}

function templateComponent({ template }: SentryEvent): Component | undefined {
  if (!template) return undefined;
  return branch('template', [
    leaf('filename', text(template.filename)),
    leaf('context-line', text(template.context_line)),
  ]);
}

/** The template of the message says more than the message with its values filled in. */
function eventMessage({ logentry }: SentryEvent): Component | undefined {
  const message = text(logentry?.message) ?? text(logentry?.formatted);
  return message === undefined ? undefined : messageComponent('message', message);
}
