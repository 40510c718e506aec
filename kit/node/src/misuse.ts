/**
 * Thrown at a call that fits no form of a function: a wrong call that is let pass would lose messages or leave requests without an
 * answer, later and silently. The kit throws nothing else at its callers.
 */
export function misuse(name: string, sentence: string): never {
  throw new TypeError(`${name}: ${sentence}`);
}

// oxlint-disable-next-line typescript/no-explicit-any -- any function will do
type AnyFunction = (...args: any[]) => unknown;

export function requireFunction(name: string, value: unknown, what: string): asserts value is AnyFunction {
  if (typeof value !== 'function') misuse(name, `${what} must be a function, not ${kindOf(value)}.`);
}

export function requireText(name: string, value: unknown, what: string): asserts value is string {
  if (typeof value !== 'string' || value === '') misuse(name, `${what} must be a text, not ${kindOf(value)}.`);
}

/** The kind of a value, never its content. */
export function kindOf(value: unknown): string {
  if (value === null || value === undefined) return String(value);
  if (value === '') return 'an empty text';
  if (Array.isArray(value)) return 'a list';
  if (typeof value === 'string') return 'a text';
  if (typeof value === 'object') return 'an object';
  return `a ${typeof value}`;
}
