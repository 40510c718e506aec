export type TokenKind = 'comment' | 'keyword' | 'string' | 'number' | 'function' | 'type';

/** The part of a syntax tree (hast) that we read. */
export interface TokenNode {
  readonly type: string;
  readonly value?: string;
  readonly properties?: { readonly className?: unknown };
  readonly children?: readonly TokenNode[];
}

export interface Token {
  readonly text: string;
  readonly kind: TokenKind | undefined;
}
export type TokenLine = readonly Token[];

const KINDS: Readonly<Record<string, TokenKind>> = {
  'hljs-comment': 'comment',
  'hljs-doctag': 'comment',
  'hljs-keyword': 'keyword',
  'hljs-literal': 'keyword',
  'hljs-string': 'string',
  'hljs-regexp': 'string',
  'hljs-number': 'number',
  'hljs-title': 'function',
  'hljs-built_in': 'type',
  'hljs-type': 'type',
  'hljs-class': 'type',
  'hljs-attr': 'type',
  'hljs-meta': 'comment',
};

function kindOf(node: TokenNode): TokenKind | undefined {
  const names = node.properties?.className;
  return Array.isArray(names) ? names.map((name) => KINDS[String(name)]).find(Boolean) : undefined;
}

/** Flat tokens per line: a token over several lines is cut at each end of line. */
export function tokenLines(nodes: readonly TokenNode[]): TokenLine[] {
  const lines: Token[][] = [[]];
  const visit = (node: TokenNode, outer: TokenKind | undefined): void => {
    if (node.type === 'text') {
      (node.value ?? '').split('\n').forEach((text, i) => {
        if (i > 0) lines.push([]);
        if (text !== '') lines.at(-1)?.push({ text, kind: outer });
      });
      return;
    }
    const kind = kindOf(node) ?? outer;
    for (const child of node.children ?? []) visit(child, kind);
  };
  for (const node of nodes) visit(node, undefined);
  return lines;
}

const BY_ENDING: Readonly<Record<string, string>> = {
  js: 'javascript',
  cjs: 'javascript',
  mjs: 'javascript',
  jsx: 'javascript',
  ts: 'typescript',
  cts: 'typescript',
  mts: 'typescript',
  tsx: 'typescript',
  py: 'python',
};

/** The grammar for a file, by its ending, else by the event's platform. */
export function languageOf(file: string | null | undefined, platform: string | null | undefined): string | undefined {
  const ending = /\.(\w+)$/.exec(file ?? '')?.[1]?.toLowerCase() ?? '';
  return (
    BY_ENDING[ending] ??
    (platform === 'python' ? 'python' : platform === 'javascript' || platform === 'node' ? 'javascript' : undefined)
  );
}
