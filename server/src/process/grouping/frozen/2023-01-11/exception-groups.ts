import type { Exception, SentryEvent } from '@garrison/protocol';

import { textOf } from './component.ts';
import type { TraceVariants } from './exception.ts';

export interface Candidate {
  readonly exception: Exception;
  readonly components: TraceVariants;
}

export interface ChosenExceptions {
  readonly chosen: readonly Candidate[];
  /** Gives the issue its title: a `mechanism.exception_id`. */
  readonly mainExceptionId: number | undefined;
  /** A group whose members differ: both of its variants count. */
  readonly isDiverse?: boolean;
  /** Why the ids of a group were not followed. */
  readonly ignoredGroup?: string;
}

/**
 * Which exceptions of an exception group decide (Sentry RFC 0079), in the order in which they are hashed.
 * A group of one distinct exception is that exception and the first path below it; else one of each distinct one, then the root.
 * Without a consistent tree of ids all of them decide, in payload order.
 */
export function chooseExceptions(candidates: readonly Candidate[], event: SentryEvent): ChosenExceptions {
  if (candidates.length < 2 || isPythonThree(event)) return titled(candidates);
  const tree = treeOf(candidates);
  const root = tree?.get(0);
  if (tree === undefined || root === undefined) return plainChain(candidates);
  const top = topLevel(root).toSorted((a, b) => compareDescending(typeOf(a.candidate), typeOf(b.candidate)));
  const distinct = distinctOf(top);
  const [main] = distinct;
  if (main === undefined) return plainChain(candidates);
  if (distinct.length === 1) {
    const path = firstPath(main);
    const id = main.candidate.exception.mechanism?.exception_id;
    return { chosen: path, mainExceptionId: titled(path).mainExceptionId ?? (main === root ? undefined : id) };
  }
  return { ...titled([...distinct.map(({ candidate }) => candidate), root.candidate]), isDiverse: true };
}

function plainChain(candidates: readonly Candidate[]): ChosenExceptions {
  const plain = titled(candidates);
  const isGroup = candidates.some(({ exception }) => exception.mechanism?.is_exception_group === true);
  return isGroup ? { ...plain, ignoredGroup: IGNORED_GROUP } : plain;
}

const IGNORED_GROUP =
  'The exception ids of the group are no tree below the id 0; its exceptions were grouped as a chain';

interface Node {
  readonly candidate: Candidate;
  readonly children: Node[];
}

/** Undefined when an id is missing, given twice, its own parent, or part of a circle. */
function treeOf(candidates: readonly Candidate[]): ReadonlyMap<number, Node> | undefined {
  const nodes = new Map<number, Node>();
  // The payload lists the members of a group last first.
  for (const candidate of candidates.toReversed()) {
    const { exception_id: id, parent_id: parent } = candidate.exception.mechanism ?? {};
    if (typeof id !== 'number' || id === parent || nodes.has(id)) return undefined;
    nodes.set(id, { candidate, children: [] });
  }
  for (const [id, node] of nodes) {
    const parent = node.candidate.exception.mechanism?.parent_id;
    // The root has no parent; a parent there would close a circle.
    if (typeof parent === 'number' && id !== 0) nodes.get(parent)?.children.push(node);
  }
  return nodes;
}

/** The nearest descendants that are not groups. Walked with an explicit stack: a chain may be as long as the payload. */
function topLevel(root: Node): Node[] {
  const found: Node[] = [];
  const pending = [root];
  for (let node = pending.pop(); node !== undefined; node = pending.pop()) {
    if (node.candidate.exception.mechanism?.is_exception_group === true) pending.push(...node.children.toReversed());
    else found.push(node);
  }
  return found;
}

function distinctOf(nodes: readonly Node[]): Node[] {
  const seen = new Set<string>();
  return nodes.filter(({ candidate }) => {
    const key = identity(candidate);
    return !seen.has(key) && seen.add(key);
  });
}

function firstPath(from: Node): Candidate[] {
  const path: Candidate[] = [];
  for (let node: Node | undefined = from; node !== undefined; node = node.children[0]) path.push(node.candidate);
  return path;
}

function typeOf({ exception }: Candidate): string {
  return typeof exception.type === 'string' ? exception.type : '';
}

function compareDescending(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? 1 : -1;
}

function identity({ components }: Candidate): string {
  return `${textOf(components.app)}\0${textOf(components.system)}`;
}

/** Python SDK 3 reports groups in another shape, which is left alone. */
function isPythonThree({ sdk }: SentryEvent): boolean {
  return sdk?.name?.startsWith('sentry.python') === true && sdk.version?.startsWith('3.') === true;
}

const REACT_WRAPPERS = [
  'There was an error during concurrent rendering but React was able to recover by instead synchronously rendering the entire root.',
  'There was an error while hydrating but React was able to recover by instead client rendering the entire root.',
  'There was an error while hydrating but React was able to recover by instead client rendering from the nearest Suspense boundary.',
];
const RXJAVA_WRAPPERS = new Set(['OnErrorNotImplementedException', 'CompositeException', 'UndeliverableException']);

/** An issue gets its title from what a wrapper wraps, not from the wrapper. */
function titled(chosen: readonly Candidate[]): ChosenExceptions {
  if (chosen.length < 2) return { chosen, mainExceptionId: undefined };
  const wrapper = chosen.find(({ exception }) => isWrapper(exception))?.exception.mechanism?.exception_id;
  const inner = chosen.find(
    ({ exception: { mechanism } }) => wrapper !== undefined && mechanism?.parent_id === wrapper,
  );
  return { chosen, mainExceptionId: inner?.exception.mechanism?.exception_id };
}

function isWrapper({ type, value, module }: Exception): boolean {
  if (type === 'Error') return typeof value === 'string' && REACT_WRAPPERS.some((text) => value.startsWith(text));
  const rx = typeof module === 'string' && module.startsWith('io.reactivex');
  return rx && typeof type === 'string' && RXJAVA_WRAPPERS.has(type);
}
