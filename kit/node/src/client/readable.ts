import { isNativeError } from 'node:util/types';

const CAUSES_MAX = 5;

/**
 * The thrown value itself where the SDK can read it, else an Error in its place: a symbol cannot be made a text, and a getter or a
 * proxy may throw when it is read. Such a value would end the capture with an exception of its own, and the event would be lost.
 */
export function readable(value: unknown): unknown {
  try {
    if (typeof value === 'symbol') return standIn(value);
    if ((typeof value === 'object' && value !== null) || typeof value === 'function') look(value, CAUSES_MAX);
    return value;
  } catch {
    return standIn(value);
  }
}

/** Reads everything that the SDK will read; throws when any of it throws. */
function look(value: object, left: number): void {
  if (isNativeError(value) || value instanceof Error) {
    const { name, message, stack, cause } = value;
    // Texts or nothing: a symbol here cannot be put into a sentence.
    for (const one of [name, message, stack] as unknown[]) if (typeof one === 'symbol') throw new TypeError('a symbol');
    if (typeof cause === 'object' && cause !== null && left > 0) look(cause, left - 1);
    return;
  }
  for (const key of Object.keys(value)) void (Reflect.get(value, key) as unknown);
  void String(Object.prototype.toString.call(value));
}

/** An Error that says what kind of value it stands for, with the stack of the value where that can be read. */
export function standIn(value: unknown): Error {
  const error = new Error(`${describe(value)} was thrown, which could not be read`);
  try {
    const stack: unknown = Reflect.get(value as object, 'stack');
    if (typeof stack === 'string') error.stack = stack.replace(/^.*/, `Error: ${error.message}`);
  } catch {
    // Its stack throws, too; the stack of this call stays.
  }
  return error;
}

function describe(value: unknown): string {
  if (typeof value === 'symbol') return value.toString();
  return typeof value === 'object' ? 'An object' : `A ${typeof value}`;
}

/** A copy in which a field that cannot be read says so. */
export function readableFields<T>(fields: Readonly<Record<string, T>>): Record<string, T> {
  const copy: Record<string, T> = {};
  for (const key of Object.keys(fields)) {
    try {
      const value = fields[key];
      if (typeof value === 'object' && value !== null) look(value, 0);
      if (value !== undefined) copy[key] = value;
    } catch {
      copy[key] = '[unreadable]' as T;
    }
  }
  return copy;
}

/** The text of an error in a message of the kit's own. Never throws. */
export function textOf(error: unknown): string {
  try {
    const text: unknown = error instanceof Error ? error.message : error;
    return typeof text === 'object' && text !== null ? 'an object was thrown' : String(text);
  } catch {
    return 'an unreadable value was thrown';
  }
}
