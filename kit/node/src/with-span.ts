import { requireFunction, requireText } from './misuse.ts';
import { around } from './safely.ts';
import type { Span } from './sdk-types.ts';
import { activeSdk } from './sdk.ts';

export type SpanAttributes = Readonly<Record<string, string | number | boolean | undefined>>;

/**
 * Runs `fn` in a span and returns its result. An error sets the span's status and is passed on: it is captured where it is handled,
 * not here. Without a running SDK `fn` simply runs.
 */
export function withSpan<T>(
  op: string,
  description: string,
  fn: (span: Span | undefined) => T,
  attributes: SpanAttributes = {},
): T {
  requireText('withSpan', op, 'the operation');
  requireText('withSpan', description, 'the description');
  requireFunction('withSpan', fn, 'the third argument');
  const sdk = activeSdk();
  if (sdk === undefined) return fn(undefined);
  let active: Span | undefined;
  return around(
    () => fn(active),
    (run) =>
      sdk.startSpan({ name: description, op, attributes: { ...attributes } }, (span) => {
        active = span;
        return run();
      }),
  );
}
