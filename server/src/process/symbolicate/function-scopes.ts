import { parseSync, visitorKeys } from 'oxc-parser';

/** A function of a source: its range in UTF-16 units, and the name that people know it by; undefined when it has none. */
interface FunctionScope {
  readonly start: number;
  readonly end: number;
  readonly name: string | undefined;
}

/** The name of the innermost function around a place (lines and columns count from 0); undefined: none, or it has no name. */
export type FindFunction = (line: number, column: number) => string | undefined;

interface Node {
  readonly type: string;
  readonly start: number;
  readonly end: number;
  readonly [key: string]: unknown;
}

/** Deeper code is generated code, whose function names do not help. */
const DEPTH_MAX = 500;
const SOURCE_MAX = 5_000_000;

/**
 * Finds the functions of an original source (JavaScript, TypeScript, JSX). Names are as V8 writes them in a stack trace of the
 * unbundled code: `load`, `Store.load`, `new Store`. A source that cannot be parsed has no names.
 */
export function functionScopes(text: string, filename: string): FindFunction {
  if (text.length > SOURCE_MAX) return () => undefined;
  const scopes = readScopes(text, filename);
  const starts = lineStarts(text);
  return (line, column) => {
    const at = (starts[line] ?? text.length) + column;
    let innermost: FunctionScope | undefined;
    for (const scope of scopes) {
      if (scope.start > at || at >= scope.end) continue;
      if (innermost === undefined || scope.start >= innermost.start) innermost = scope;
    }
    return innermost?.name;
  };
}

function readScopes(text: string, filename: string): FunctionScope[] {
  const scopes: FunctionScope[] = [];
  try {
    const lang = /\.(?:ts|mts|cts)$/.test(filename) ? 'ts' : /\.(?:js|mjs|cjs|jsx)$/.test(filename) ? 'jsx' : 'tsx';
    const { program } = parseSync(filename, text, { lang, sourceType: 'unambiguous' });
    collect(program as unknown as Node, { name: undefined, owner: undefined, depth: 0 }, scopes);
  } catch {
    // Source that is no JavaScript (Vue, Svelte, templates): no names.
  }
  return scopes;
}

interface Place {
  /** What the surroundings call the node: `const name =`, `name:`, `name() {}`. */
  readonly name: string | undefined;
  /** The class around. */
  readonly owner: string | undefined;
  readonly depth: number;
}

function collect(node: Node, place: Place, scopes: FunctionScope[]): void {
  if (place.depth > DEPTH_MAX) return;
  const isFunction = /^(?:FunctionDeclaration|FunctionExpression|ArrowFunctionExpression)$/.test(node.type);
  const ownName = identifierOf(node['id']) ?? place.name;
  if (isFunction) scopes.push({ start: node.start, end: node.end, name: ownName });
  const isClass = node.type === 'ClassDeclaration' || node.type === 'ClassExpression';
  const owner = isClass ? ownName : isFunction ? undefined : place.owner;
  for (const key of visitorKeys[node.type] ?? []) {
    const child = node[key];
    const below = { name: nameFor(node, key, owner), owner, depth: place.depth + 1 };
    for (const one of Array.isArray(child) ? child : [child]) {
      if (isNode(one)) collect(one, below, scopes);
    }
  }
}

/** How a node calls what stands under one of its keys. */
function nameFor(node: Node, key: string, owner: string | undefined): string | undefined {
  switch (node.type) {
    case 'VariableDeclarator':
      return key === 'init' ? identifierOf(node['id']) : undefined;
    case 'AssignmentExpression':
    case 'AssignmentPattern':
      return key === 'right' ? memberName(node['left']) : undefined;
    case 'Property':
      return key === 'value' ? identifierOf(node['key']) : undefined;
    case 'PropertyDefinition':
    case 'MethodDefinition': {
      if (key !== 'value') return undefined;
      if (node['kind'] === 'constructor') return owner === undefined ? undefined : `new ${owner}`;
      const name = identifierOf(node['key']);
      return name === undefined || owner === undefined ? name : `${owner}.${name}`;
    }
    case 'ParenthesizedExpression':
    case 'TSAsExpression':
    case 'ExportDefaultDeclaration':
    default:
      return undefined;
  }
}

function identifierOf(node: unknown): string | undefined {
  if (!isNode(node)) return undefined;
  if (node.type === 'Identifier' || node.type === 'PrivateIdentifier') {
    const name = node['name'];
    if (typeof name !== 'string') return undefined;
    return node.type === 'PrivateIdentifier' ? `#${name}` : name;
  }
  return node.type === 'Literal' && typeof node['value'] === 'string' ? node['value'] : undefined;
}

/** `exports.load = …` is `load`; `Store.prototype.load = …` is `Store.load`. */
function memberName(node: unknown): string | undefined {
  if (!isNode(node)) return undefined;
  if (node.type !== 'MemberExpression') return identifierOf(node);
  const name = node['computed'] === true ? undefined : identifierOf(node['property']);
  const object = node['object'];
  const prototypeOf =
    isNode(object) && object.type === 'MemberExpression' && identifierOf(object['property']) === 'prototype'
      ? identifierOf(object['object'])
      : undefined;
  return name !== undefined && prototypeOf !== undefined ? `${prototypeOf}.${name}` : name;
}

function isNode(value: unknown): value is Node {
  return typeof value === 'object' && value !== null && typeof (value as { type?: unknown }).type === 'string';
}

export function lineStarts(text: string): readonly number[] {
  const starts = [0];
  for (let at = text.indexOf('\n'); at !== -1; at = text.indexOf('\n', at + 1)) starts.push(at + 1);
  return starts;
}
