import { parse, type ParserPlugin } from '@babel/parser';
import babel, { type NodePath } from '@babel/traverse';
import type { File, Node } from '@babel/types';

type Traverse = typeof babel.default;
/** Node imports the CommonJS module as a whole, a bundler or a test runner its default export. */
const traverse: Traverse = (babel as { default?: Traverse }).default ?? (babel as unknown as Traverse);

export const SOURCE_FILE = /\.[cm]?[jt]sx?$/;

/** A file of a service as the rules see it. */
export interface Source {
  /** As it is printed. */
  readonly file: string;
  readonly text: string;
  readonly tree: File;
  readonly comments: readonly SourceComment[];
}

export interface SourceComment {
  readonly text: string;
  readonly line: number;
  readonly column: number;
}

/** Throws with the parser's message and position when the text is not what the file's ending says. */
export function parseSource(file: string, text: string): Source {
  const tree = parse(text, {
    sourceType: 'unambiguous',
    allowReturnOutsideFunction: true,
    allowAwaitOutsideFunction: true,
    allowSuperOutsideMethod: true,
    createImportExpressions: true,
    attachComment: false,
    plugins: pluginsOf(file),
  });
  return {
    file,
    text,
    tree,
    comments: (tree.comments ?? []).map(({ value, loc }) => ({
      text: value,
      line: loc?.start.line ?? 0,
      column: (loc?.start.column ?? 0) + 1,
    })),
  };
}

function pluginsOf(file: string): ParserPlugin[] {
  // In `.ts` a `<T>x` is a type assertion. Parameter decorators, as NestJS has them, are of the older proposal alone.
  if (/\.[cm]?tsx?$/.test(file))
    return ['typescript', 'decorators-legacy', ...(file.endsWith('x') ? (['jsx'] as const) : [])];
  return ['jsx', 'decorators-legacy'];
}

/** Every node, outer ones first. With `scope`, the paths know what names are bound to; a name that is declared twice then throws. */
export function visit(source: Source, see: (path: NodePath) => void, { scope = false } = {}): void {
  traverse(source.tree, { enter: see, noScope: !scope });
}

/** `name` of `name`, `'name'` and `object.name`'s property; undefined for what is computed. */
export function keyOf(node: { readonly key: Node; readonly computed?: boolean }): string | undefined {
  return node.computed === true ? undefined : nameOf(node.key);
}

export function nameOf(node: Node | null | undefined): string | undefined {
  if (node?.type === 'Identifier') return node.name;
  return node?.type === 'StringLiteral' ? node.value : undefined;
}
