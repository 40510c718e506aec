import type { Exception } from '@garrison/protocol';

import { type Component, branch, hasTrace, ignored, leaf } from './component.ts';
import { record, text } from './hostile.ts';
import { messageComponent } from './message.ts';
import { type PreparedTrace, type TraceRules, type TraceVariant, traceComponent } from './trace.ts';

export type ExceptionPart = 'type' | 'value' | 'ns-error' | 'stacktrace';

/** The order of an exception's parts changes every hash of an exception. */
export const EXCEPTION_ORDER: readonly ExceptionPart[] = ['stacktrace', 'type', 'ns-error', 'value'];

export interface ExceptionRules extends TraceRules {
  readonly exceptionOrder: readonly ExceptionPart[];
}

export type TraceVariants = Readonly<Record<TraceVariant, Component>>;

export function exceptionComponents(exception: Exception, trace: PreparedTrace, rules: ExceptionRules): TraceVariants {
  return {
    app: exceptionComponent(exception, traceComponent(trace, 'app', rules), rules.exceptionOrder),
    system: exceptionComponent(exception, traceComponent(trace, 'system', rules), rules.exceptionOrder),
  };
}

function exceptionComponent(exception: Exception, stacktrace: Component, order: readonly ExceptionPart[]): Component {
  const nsError = nsErrorComponent(exception);
  const parts: Record<ExceptionPart, Component | undefined> = {
    type: typeComponent(exception),
    value: valueComponent(exception, { stacktrace, nsError }),
    'ns-error': nsError,
    stacktrace,
  };
  return branch(
    'exception',
    order.flatMap((part) => parts[part] ?? []),
  );
}

function typeComponent(exception: Exception): Component {
  const component = leaf('type', text(exception.type));
  return exception.mechanism?.synthetic === true && component.contributes
    ? ignored(component, 'ignored because exception is synthetic')
    : component;
}

/** The value does not count beside a stack trace or an NSError; then it is worked out only when it is shown. */
function valueComponent(
  exception: Exception,
  { stacktrace, nsError }: { stacktrace: Component; nsError: Component | undefined },
): Component {
  const value = text(exception.value);
  const stronger = hasTrace(stacktrace) ? 'stacktrace' : nsError?.contributes === true ? 'ns-error info' : undefined;
  if (stronger === undefined || value === undefined) return messageComponent('value', value);
  return {
    id: 'value',
    contributes: false,
    hint: `ignored because ${stronger} takes precedence`,
    get values() {
      return messageComponent('value', value).values;
    },
  };
}

/** Apple's errors are told apart by domain and code. */
function nsErrorComponent(exception: Exception): Component | undefined {
  const error = record(record(exception.mechanism?.meta)?.['ns_error']);
  if (error === undefined) return undefined;
  const domain = text(error['domain']);
  const code = typeof error['code'] === 'number' ? String(error['code']) : text(error['code']);
  const known = domain !== undefined && code !== undefined;
  return { id: 'ns-error', contributes: known, hint: null, values: known ? [domain, code] : [] };
}
