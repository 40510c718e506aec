import { hash } from 'node:crypto';

/**
 * A node of what is hashed. The hash of a tree is the md5 over the UTF-8 of its contributing leaves, one after the other, no separator.
 * A stack trace keeps its frames as columns (`trace`): on the hot path no node is made per frame, the tree is drawn only when asked for.
 */
export interface Component {
  readonly id: string;
  readonly contributes: boolean;
  readonly hint: string | null;
  readonly values: readonly (Component | string)[];
  readonly trace?: TraceColumns;
}

/** Oldest frame first. */
export interface TraceColumns {
  readonly frames: readonly { readonly parts: FrameParts }[];
  readonly contributes: readonly boolean[];
  readonly hints: readonly (string | null)[];
}

/** A frame, and what it adds to the hash when it contributes. */
export interface FrameParts {
  readonly component: Component;
  readonly text: string;
}

export function leaf(id: string, value: string | undefined, hint: string | null = null): Component {
  return value === undefined || value === ''
    ? { id, contributes: false, hint, values: [] }
    : { id, contributes: true, hint, values: [value] };
}

/** A node contributes when one of its children does. */
export function branch(id: string, values: readonly Component[], hint: string | null = null): Component {
  return { id, contributes: values.some((child) => child.contributes), hint, values };
}

export function ignored(component: Component, hint: string | null): Component {
  return { ...component, contributes: false, hint };
}

/** Everything the component adds to the hash. */
export function textOf(component: Component): string {
  if (!component.contributes) return '';
  const { trace, values } = component;
  let text = '';
  if (trace !== undefined) {
    for (const [index, { parts }] of trace.frames.entries()) if (trace.contributes[index] === true) text += parts.text;
    return text;
  }
  for (const value of values) text += typeof value === 'string' ? value : textOf(value);
  return text;
}

export function md5(text: string): string {
  return hash('md5', text);
}

/** Does a stack trace below this node contribute? */
export function hasTrace(component: Component): boolean {
  if (!component.contributes) return false;
  if (component.trace !== undefined) return true;
  return component.values.some((value) => typeof value !== 'string' && hasTrace(value));
}
