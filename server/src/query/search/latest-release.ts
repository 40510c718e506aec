import type { SearchNode } from './search-tree.ts';

const KEYS = ['release', 'firstRelease', 'firstrelease'];

/** Whether `release:latest` occurs: only then the newest releases need to be read. */
export function asksForLatest(node: SearchNode): boolean {
  if (node.kind === 'text') return false;
  if (node.kind !== 'filter') return node.nodes.some(asksForLatest);
  return KEYS.includes(node.key) && node.values.some(({ text }) => text === 'latest');
}

/** `release:latest` means the newest release of any of the projects. */
export function withLatest(node: SearchNode, versions: readonly string[]): SearchNode {
  if (node.kind === 'text' || !asksForLatest(node)) return node;
  if (node.kind !== 'filter') return { ...node, nodes: node.nodes.map((child) => withLatest(child, versions)) };
  const values = node.values.flatMap((value) =>
    value.text === 'latest' ? versions.map((text) => ({ text, parts: null })) : [value],
  );
  // Without any release nothing can match; no version holds a line break.
  return { ...node, values: values.length === 0 ? [{ text: '\n', parts: null }] : values };
}
